"""A month as a picture for a phone: a calendar with the names of who is away in its days.

Telegram may shrink a photo until its longer side has 1,280 pixels, so it is never much taller
than wide, and what is written in it is large.
"""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from itertools import accumulate
from typing import TypeAlias

from PIL import Image, ImageDraw

from services.away import chips
from services.away.chips import GAP, LINE, Chip, Placed
from services.lettering import Letters, legible
from services.working_days import Kind

WIDTH, TALLEST = 1200, 1800  # pixels; taller only where each week is as short as it may be
WEEK = 7
MARGIN, PADDING = 19, 5
COLUMN = (WIDTH - 2 * MARGIN) // WEEK
TITLE, WEEKDAYS, NUMBER, SPACE = 150, 50, 52, 16
FEWEST, MOST, STILL = 3, 10, 4  # lines of names in a day: at least, at most, in six full weeks
PAPER, INK, FAINT, GRID, TODAY = "#FFFFFF", "#1D2530", "#6E7884", "#CDD4DB", "#1F5FBF"
TINTS = {Kind.WEEKEND: "#F0F2F5", Kind.HOLIDAY: "#FDECEA"}
MARKS = {Kind.HOLIDAY: "#C62F3B", Kind.MAKE_UP: "#3E4854"}
DISC = "\u25cf"
WEEKEND = 2  # days at the end of a week
Chips: TypeAlias = tuple[Placed, ...]
Write: TypeAlias = Callable[[tuple[int, int], str, str, int, str], None]


@dataclass(frozen=True)
class Cell:
    """A day: its number, what it is with a short word for that, who is away."""

    number: int
    kind: Kind
    mark: str = ""
    today: bool = False
    chips: tuple[Chip, ...] = ()


@dataclass(frozen=True)
class Page:
    """A month, worded: seven `weekdays`, how many of them come before its first day, its days.

    `legend`: chips whose names say what they mean. `note`: stands in its place if there is none.
    """

    title: str
    unit: str
    as_of: str
    weekdays: tuple[str, ...]
    before: int
    cells: tuple[Cell, ...]
    legend: tuple[Chip, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Day:
    """Where a day is in the picture, the chips in it, how many more there was no room for."""

    cell: Cell
    box: tuple[int, int, int, int]
    placed: Chips
    more: int


@dataclass(frozen=True)
class Layout:
    """Where everything is."""

    days: tuple[Day, ...]
    foot: int
    legend: tuple[Chips, ...]

    @property
    def height(self) -> int:
        """The picture's height in pixels."""
        return self.foot + max(1, len(self.legend)) * LINE + 2 * SPACE


def layout(page: Page, letters: Letters) -> Layout:
    """Place a month's days: as many lines in each as there is room for in the whole."""
    room = COLUMN - 2 * PADDING
    placed = [
        tuple(chips.fitted(one, room, letters) for one in cell.chips[: MOST + 1])
        for cell in page.cells
    ]
    legend = chips.in_rows(page.legend, WIDTH - 2 * MARGIN, letters)
    for most in range(MOST, STILL - 1, -1):
        made = _placed(page, placed, most, legend)
        if made.height <= TALLEST:
            break
    return made


def _placed(page: Page, placed: list[Chips], most: int, legend: tuple[Chips, ...]) -> Layout:
    top, days = TITLE + WEEKDAYS, list[Day]()
    for start in range(-page.before, len(page.cells), WEEK):
        numbers = range(max(0, start), min(start + WEEK, len(page.cells)))
        kept = {n: _kept(placed[n], most) for n in numbers}
        more = {n: len(page.cells[n].chips) - len(kept[n]) for n in numbers}
        lines = max(FEWEST, *(_lines(kept[n]) + bool(more[n]) for n in numbers))
        bottom = top + NUMBER + lines * LINE + PADDING
        for n in numbers:
            left = MARGIN + (n - start) * COLUMN
            box = (left, top, left + COLUMN, bottom)
            days.append(Day(page.cells[n], box, kept[n], more[n]))
        top = bottom
    return Layout(tuple(days), top + SPACE, legend)


def _lines(placed: Chips) -> int:
    return sum(len(one.lines) for one in placed)


def _kept(placed: Chips, most: int) -> Chips:
    """Return those that fit; if not all do, a line stays free to say how many more there are."""
    if _lines(placed) <= most:
        return placed
    ends = accumulate(len(one.lines) for one in placed)
    return placed[: sum(end < most for end in ends)]


def png(page: Page) -> bytes:
    """Draw the page; there is nothing but the picture in the file."""
    letters = Letters()
    places = layout(page, letters)
    image = Image.new("RGB", (WIDTH, places.height), PAPER)
    on = ImageDraw.Draw(image)
    _head(on, letters, page)
    for day in places.days:
        _day(on, letters, day)
    _foot(on, letters, page, places)
    made = BytesIO()
    image.save(made, "PNG")
    return made.getvalue()


def _head(on: ImageDraw.ImageDraw, letters: Letters, page: Page) -> None:
    write = _writer(on, letters)
    write((MARGIN, 58), page.title, INK, 52, "lm")
    write((WIDTH - MARGIN, 64), page.as_of, FAINT, 28, "rm")
    unit = chips.cut(legible(page.unit), 32, WIDTH - 2 * MARGIN, letters)
    write((MARGIN, 118), unit, FAINT, 32, "lm")
    for number, text in enumerate(page.weekdays):
        ink = INK if number < len(page.weekdays) - WEEKEND else FAINT
        middle = (MARGIN + number * COLUMN + COLUMN // 2, TITLE + WEEKDAYS // 2)
        write(middle, text, ink, 30, "mm")


def _day(on: ImageDraw.ImageDraw, letters: Letters, day: Day) -> None:
    write = _writer(on, letters)
    cell, (left, top, right, _) = day.cell, day.box
    on.rectangle(day.box, TINTS.get(cell.kind, PAPER), GRID)
    middle = (left + 30, top + NUMBER // 2)
    ink = MARKS[Kind.HOLIDAY] if cell.kind is Kind.HOLIDAY else INK
    if cell.today:
        write(middle, DISC, TODAY, 52, "mm")
        ink = PAPER
    write(middle, str(cell.number), ink, 30, "mm")
    write((right - 10, middle[1]), cell.mark, MARKS.get(cell.kind, INK), 26, "rm")
    start, line = left + PADDING, top + NUMBER
    for placed in day.placed:
        chips.draw(on, letters, placed, start, line)
        line += len(placed.lines) * LINE
    if day.more:
        write(((left + right) // 2, line + LINE // 2 - GAP), f"+{day.more}", INK, 30, "mm")


def _foot(on: ImageDraw.ImageDraw, letters: Letters, page: Page, places: Layout) -> None:
    top = places.foot
    if not places.legend:
        _writer(on, letters)((WIDTH // 2, top + LINE // 2), page.note, FAINT, 32, "mm")
    for number, row in enumerate(places.legend):
        left = MARGIN
        for placed in row:
            chips.draw(on, letters, placed, left, top + number * LINE)
            left += int(placed.width) + chips.APART


def _writer(on: ImageDraw.ImageDraw, letters: Letters) -> Write:
    def write(at: tuple[int, int], text: str, ink: str, size: int, anchor: str) -> None:
        on.text(at, legible(text), ink, letters.of(size), anchor=anchor)

    return write
