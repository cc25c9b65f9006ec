"""Where lines end: Chinese between any two characters but at punctuation, Latin at spaces."""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from handlers.papers.paper import Box, Line, Piece
from services.lettering import legible

Width: TypeAlias = Callable[[Piece], float]
NOT_FIRST = {"Pe", "Pf", "Po"}  # closing brackets, full stops
NOT_LAST = {"Ps", "Pi"}  # opening brackets
WIDE = {"W", "F"}


def broken(line: Line, width: Width, room: float) -> list[Line]:
    """Return the paragraph in lines no wider than the room.

    A word that is wider than a line is cut anywhere; a single character is never.
    """
    lines, rest = list[Line](), list(_units(line))
    while rest:
        end = _end(rest, width, room)
        lines.append(_joined(rest[:end]))
        rest = rest[end:]
        while rest and rest[0] == " ":
            rest.pop(0)
    return lines or [()]


def _units(line: Line) -> Iterator[Piece]:
    for piece in line:
        if isinstance(piece, Box):
            yield piece
        else:
            yield from legible(piece)


def _end(units: Sequence[Piece], width: Width, room: float) -> int:
    """Return how many units go into the first line."""
    used, good = 0.0, 0
    for at, unit in enumerate(units):
        if at and _may_end(units[at - 1], unit):
            good = at
        used += width(unit)
        if used > room and at and unit != " ":
            return good or at
    return len(units)


def _may_end(last: Piece, following: Piece) -> bool:
    """Return whether a line may end between the two."""
    if isinstance(last, Box) or following == " ":
        return False
    if last == " " or isinstance(following, Box):
        return True
    if unicodedata.category(following) in NOT_FIRST or unicodedata.category(last) in NOT_LAST:
        return False
    return bool(
        WIDE & {unicodedata.east_asian_width(last), unicodedata.east_asian_width(following)}
    )


def _joined(units: Sequence[Piece]) -> Line:
    """Return a line as few pieces, without the spaces at its end."""
    pieces = list[Piece]()
    for unit in units:
        if isinstance(unit, str) and pieces and isinstance(pieces[-1], str):
            pieces[-1] += unit
        else:
            pieces.append(unit)
    if pieces and isinstance(pieces[-1], str):
        pieces[-1] = pieces[-1].rstrip()
    return tuple(pieces)
