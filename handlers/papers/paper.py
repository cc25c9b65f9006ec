"""A document to print, worded and not yet drawn: texts, ruled tables, boxes to tick, on A4.

`pdf` and `word` draw the same one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

WIDTH, HEIGHT = 210.0, 297.0  # millimetres: A4
SIDE, TOP, BOTTOM = 18.0, 16.0, 14.0  # margins
ROOM = WIDTH - 2 * SIDE
SIZES = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0)  # points; 10.5 is the office's 五号
POINT = 25.4 / 72  # a point in millimetres
LEADING = 1.4  # from line to line, in sizes
PADDING = 0.45  # between a rule and a text, in sizes
Align: TypeAlias = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Box:
    """A box to tick."""

    on: bool = False


Piece: TypeAlias = str | Box
Line: TypeAlias = tuple[Piece, ...]


@dataclass(frozen=True)
class Text:
    """Paragraphs over the whole width; `scale`: how much larger than the document's size.

    `new_page`: they begin one, if there is something on this.
    """

    lines: tuple[Line, ...]
    align: Align = "left"
    bold: bool = False
    scale: float = 1.0
    new_page: bool = False


@dataclass(frozen=True)
class Cell:
    """Paragraphs in a cell that is as wide as `span` columns."""

    lines: tuple[Line, ...] = ()
    span: int = 1
    align: Align = "left"
    bold: bool = False


@dataclass(frozen=True)
class Row:
    """Cells whose spans fill the table's columns; `height`: at least, in lines."""

    cells: tuple[Cell, ...]
    height: float = 1.0


@dataclass(frozen=True)
class Table:
    """Rows; `columns` are their shares of the width.

    The first `heads` rows are said again on each page. What is not `ruled` is only placed.
    """

    columns: tuple[float, ...]
    rows: tuple[Row, ...]
    heads: int = 0
    ruled: bool = True


Block: TypeAlias = Text | Table


@dataclass(frozen=True)
class Paper:
    """A document; `one_page`: the letters get smaller until it fits on one, if they can."""

    title: str
    blocks: tuple[Block, ...]
    made_on: date
    language: str
    one_page: bool = False


def text(*pieces: Piece) -> tuple[Line, ...]:
    """Return one paragraph."""
    return (pieces,)


def cell(*pieces: Piece, span: int = 1, align: Align = "left", bold: bool = False) -> Cell:
    """Return a cell of one paragraph; an empty one without pieces."""
    return Cell((pieces,) if pieces else (), span, align, bold)


def widths(table: Table) -> Sequence[float]:
    """Return how wide the columns are in millimetres."""
    whole = sum(table.columns)
    return [ROOM * one / whole for one in table.columns]


def spanned(table: Table, row: Row) -> Sequence[float]:
    """Return how wide the cells of a row are in millimetres."""
    columns, found, at = widths(table), list[float](), 0
    for one in row.cells:
        found.append(sum(columns[at : at + one.span]))
        at += one.span
    return found
