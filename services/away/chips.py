"""A name with a sign on a coloured chip: how it fits into a width, and how it is drawn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PIL import ImageDraw

from services.lettering import Letters, legible

LINE, GAP, APART = 44, 4, 12  # a chip of one line of text is GAP lower than LINE
SIGN, EDGE, HALF_WIDTH = 34, 5, 25
SIZES = (30, 28, 26, 24, 22)  # the largest in which a name fits; else two lines of one of the next
IN_TWO = (24, 22)
SIGN_SIZE, HALF_SIZE, RADIUS, PITCH = 24, 24, 7, 34
DASH, SPACE = 7, 5
HALF, CUT = "\u25d0", "\u2026"
BREAKS = "\u00b7 "
PAPER, FAINT = "#FFFFFF", "#6E7884"


@dataclass(frozen=True)
class Colours:
    """Of a kind: of its sign, the ground of a name, the name, the sign's ground while pending."""

    strong: str
    pale: str
    text: str
    soft: str


KINDS = {
    "personal": Colours("#2A66C8", "#DDE9FB", "#12366F", "#C3D7F5"),
    "sick": Colours("#C4620A", "#FCE6D0", "#6B3403", "#F6D2AE"),
    "injury": Colours("#A6307A", "#F8DFEF", "#5F1645", "#ECC0DC"),
    "other": Colours("#23804D", "#D9F0E2", "#0E4526", "#B9E0C9"),
    "": Colours("#5B6672", "#E1E6EB", "#28313A", "#D3DAE1"),
}


@dataclass(frozen=True)
class Chip:
    """Somebody who is away: a sign of one character and a kind, both empty where it is not told.

    `pending`: it is asked for and not decided yet.
    """

    name: str
    sign: str = ""
    kind: str = ""
    half: bool = False
    pending: bool = False


@dataclass(frozen=True)
class Placed:
    """A chip and the one or two lines in which its name is written."""

    chip: Chip
    lines: tuple[str, ...]
    size: int
    width: float


def fitted(chip: Chip, width: float, letters: Letters) -> Placed:
    """Return the chip as wide as that: its name smaller, in two lines or cut short if need be."""
    name = legible(chip.name)
    room = width - _beside(chip)
    for size in SIZES:
        if letters.width(name, size) <= room:
            return Placed(chip, (name,), size, width)
    for size in IN_TWO:
        first, rest = _split(name, size, room, letters)
        if letters.width(rest, size) <= room:
            break
    return Placed(chip, (first, cut(rest, size, room, letters)), size, width)


def natural(chip: Chip, letters: Letters) -> Placed:
    """Return the chip as wide as its name."""
    name = legible(chip.name)
    return Placed(chip, (name,), SIZES[1], letters.width(name, SIZES[1]) + _beside(chip) + EDGE)


def _beside(chip: Chip) -> int:
    """Return the width that is not the name's."""
    return 2 * EDGE + (SIGN if chip.sign else 0) + (HALF_WIDTH if chip.half else 0)


def _split(name: str, size: int, room: float, letters: Letters) -> tuple[str, str]:
    """Return what fits of the name and the rest: parted where its parts meet, if they do."""
    fits = [n for n in range(2, len(name) + 1) if letters.width(name[:n], size) <= room]
    end = max(fits, default=1)
    end = max(name.rfind(one, 0, end) for one in BREAKS) + 1 or end
    return name[:end].rstrip(), name[end:].lstrip()


def cut(text: str, size: int, room: float, letters: Letters) -> str:
    """Return the text, cut short with … where it is wider than the room."""
    if letters.width(text, size) <= room:
        return text
    while text and letters.width(text + CUT, size) > room:
        text = text[:-1]
    return text + CUT


def draw(on: ImageDraw.ImageDraw, letters: Letters, placed: Placed, left: int, top: int) -> None:
    """Draw a chip: filled; while it is pending on a white ground in a dashed frame."""
    chip, colours = placed.chip, KINDS[placed.chip.kind]
    right, bottom = left + int(placed.width), top + len(placed.lines) * LINE - GAP
    ground = PAPER if chip.pending else colours.pale
    on.rounded_rectangle((left, top, right, bottom), RADIUS, fill=ground)
    start = left + EDGE
    if chip.sign:
        start += SIGN
        block = (left, top, left + SIGN, bottom)
        fill = colours.soft if chip.pending else colours.strong
        on.rounded_rectangle(block, RADIUS, fill=fill, corners=(True, False, False, True))
        ink = colours.strong if chip.pending else PAPER
        middle = (left + SIGN // 2, (top + bottom) // 2)
        on.text(middle, legible(chip.sign), ink, letters.of(SIGN_SIZE), anchor="mm")
    for number, line in enumerate(placed.lines):
        down = PITCH * (2 * number - len(placed.lines) + 1) // 2
        middle = (start, (top + bottom) // 2 + down)
        ink = FAINT if chip.pending else colours.text
        on.text(middle, line, ink, letters.of(placed.size), anchor="lm")
    if chip.half:
        middle = (right - EDGE, (top + bottom) // 2)
        on.text(middle, HALF, colours.strong, letters.of(HALF_SIZE), anchor="rm")
    if chip.pending:
        _dashed(on, (left, top, right, bottom), colours.strong)


def _dashed(on: ImageDraw.ImageDraw, box: tuple[int, int, int, int], ink: str) -> None:
    left, top, right, bottom = box
    for start, end in _dashes(left, right):
        on.line((start, top, end, top), ink, 2)
        on.line((start, bottom, end, bottom), ink, 2)
    for start, end in _dashes(top, bottom):
        on.line((left, start, left, end), ink, 2)
        on.line((right, start, right, end), ink, 2)


def _dashes(start: int, end: int) -> Iterator[tuple[int, int]]:
    for at in range(start, end, DASH + SPACE):
        yield at, min(at + DASH, end)


def in_rows(
    chips: Sequence[Chip], width: float, letters: Letters
) -> tuple[tuple[Placed, ...], ...]:
    """Return chips as wide as their names, in rows no wider than that."""
    rows: list[list[Placed]] = []
    for placed in (natural(chip, letters) for chip in chips):
        if not rows or sum(one.width + APART for one in rows[-1]) + placed.width > width:
            rows.append([])
        rows[-1].append(placed)
    return tuple(map(tuple, rows))
