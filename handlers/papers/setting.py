"""Where everything of a paper is on its pages, in millimetres from their upper left corners."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from handlers.papers.breaking import broken
from handlers.papers.paper import (
    BOTTOM,
    HEIGHT,
    LEADING,
    PADDING,
    POINT,
    ROOM,
    SIDE,
    SIZES,
    TOP,
    Box,
    Cell,
    Line,
    Paper,
    Piece,
    Row,
    Table,
    Text,
    spanned,
)
from services.lettering import Letters

EM = 1000  # pixels in which letters are measured
ABOVE = 0.88  # of an em: a hanzi above the line that letters stand on
SQUARE, BESIDE = 0.82, 0.33  # of an em: a box to tick, what is free right of it
SPARE = 6.0  # millimetres that stay free on one page: Word's rules take some
NOTHING = 0.001
APART = 0.4  # of an em: below a block
SHARE = {"left": 0.0, "center": 0.5, "right": 1.0}


@dataclass(frozen=True)
class Word:
    """A text that begins at `left` and stands on the line `base`; `size` in points."""

    left: float
    base: float
    text: str
    size: float
    bold: bool


@dataclass(frozen=True)
class Square:
    """A box to tick, or a rectangle of rules."""

    left: float
    top: float
    width: float
    height: float
    on: bool = False


@dataclass
class Page:
    """What is on a page."""

    words: list[Word] = field(default_factory=list)
    boxes: list[Square] = field(default_factory=list)
    rules: list[Square] = field(default_factory=list)


def fitted(paper: Paper) -> tuple[float, list[Page]]:
    """Return the size in points and the pages; the largest size that does for `one_page`."""
    for size in SIZES:
        pages = _Setting(size, SPARE if paper.one_page else 0.0).pages_of(paper)
        if not paper.one_page or len(pages) == 1:
            break
    return size, pages


class _Setting:
    """A paper being set in one size."""

    def __init__(self, size: float, spare: float) -> None:
        self.bottom = HEIGHT - BOTTOM - spare
        self.em = size * POINT
        self.pages = [Page()]
        self.top = TOP
        self._letters = Letters()
        self._widths: dict[str, float] = {}

    def pages_of(self, paper: Paper) -> list[Page]:
        for block in paper.blocks:
            if isinstance(block, Text):
                self._text(block)
            else:
                self._table(block)
            self.top += APART * self.em
        return self.pages

    def _width(self, piece: Piece) -> float:
        """Return how many ems wide."""
        if isinstance(piece, Box):
            return SQUARE + BESIDE
        if len(piece) > 1:
            return sum(map(self._width, piece))
        if piece not in self._widths:
            self._widths[piece] = self._letters.width(piece, EM) / EM
        return self._widths[piece]

    def _broken(self, lines: Sequence[Line], room: float, em: float) -> list[Line]:
        return [part for line in lines for part in broken(line, self._width, room / em)]

    def _turn(self) -> None:
        self.pages.append(Page())
        self.top = TOP

    def _fits(self, height: float) -> bool:
        return self.top + height <= self.bottom + NOTHING

    def _text(self, block: Text) -> None:
        em = self.em * block.scale
        if block.new_page and self.pages[-1].words:
            self._turn()
        for line in self._broken(block.lines, ROOM, em):
            if not self._fits(LEADING * em):
                self._turn()
            self._place(line, SIDE, ROOM, em, block)
            self.top += LEADING * em

    def _table(self, table: Table) -> None:
        heads = [part for row in table.rows[: table.heads] for part in self._parts(table, row, 0)]
        used = sum(part.height for part in heads)
        rows = [one for row in table.rows[table.heads :] for one in self._parts(table, row, used)]
        following = rows[0].height if rows else 0.0
        if len(self.pages[-1].words) and not self._fits(used + following):
            self._turn()
        for part in heads:
            self._row(table, part)
        for part in rows:
            if not self._fits(part.height):
                self._turn()
                for head in heads:
                    self._row(table, head)
            self._row(table, part)

    def _parts(self, table: Table, row: Row, used: float) -> list["_Part"]:
        """Return the row, or pieces of it where it is taller than what a page has left."""
        pad, leading = 2 * PADDING * self.em, LEADING * self.em
        rooms = [one - pad for one in spanned(table, row)]
        pairs = zip(row.cells, rooms, strict=True)
        lines = [self._broken(cell.lines, room, self.em) for cell, room in pairs]
        most = max(1, int((self.bottom - TOP - used - pad) / leading))
        parts = list[_Part]()
        for start in range(0, max(1, *map(len, lines)), most):
            now = [one[start : start + most] for one in lines]
            height = max(row.height if not start else 1.0, *map(len, now)) * leading + pad
            parts.append(_Part(row, now, min(height, self.bottom - TOP - used)))
        return parts

    def _row(self, table: Table, part: "_Part") -> None:
        wide = spanned(table, part.row)
        lefts = accumulate(wide, initial=SIDE)
        for cell, lines, left, width in zip(part.row.cells, part.lines, lefts, wide, strict=False):
            if table.ruled:
                self.pages[-1].rules.append(Square(left, self.top, width, part.height))
            self._cell(cell, lines, Square(left, self.top, width, part.height))
        self.top += part.height

    def _cell(self, cell: Cell, lines: list[Line], at: Square) -> None:
        kept, pad = self.top, PADDING * self.em
        self.top += (at.height - len(lines) * LEADING * self.em) / 2
        for line in lines:
            room = at.width - 2 * pad
            self._place(line, at.left + pad, room, self.em, cell)
            self.top += LEADING * self.em
        self.top = kept

    def _place(self, line: Line, left: float, room: float, em: float, like: Text | Cell) -> None:
        page = self.pages[-1]
        left += SHARE[like.align] * max(0.0, room - sum(map(self._width, line)) * em)
        base = self.top + ((LEADING - 1) / 2 + ABOVE) * em
        for piece in line:
            if isinstance(piece, Box):
                side = SQUARE * em
                page.boxes.append(Square(left, base - side * 0.92, side, side, piece.on))
            elif piece.strip():
                page.words.append(Word(left, base, piece, em / POINT, like.bold))
            left += self._width(piece) * em


@dataclass(frozen=True)
class _Part:
    """A row, or what of it is on one page."""

    row: Row
    lines: list[list[Line]]
    height: float
