"""Outlets of a month compared in a picture for a phone: bars of a few figures, one below another.

Telegram may shrink a photo until its longer side has 1,280 pixels, so what is written is large.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO

from PIL import Image, ImageDraw

from services.away.chips import cut
from services.lettering import Letters, legible

WIDTH, MARGIN = 1200, 28
NAME, VALUE = 300, 210  # pixels for what stands beside a bar
TITLE, HEAD, BAR, GAP, FOOT = 150, 64, 52, 12, 70
ROOM = WIDTH - 2 * MARGIN - NAME - VALUE
PAPER, INK, FAINT, GROUND = "#FFFFFF", "#1D2530", "#6E7884", "#EEF1F4"
COLOURS = ("#2A66C8", "#23804D", "#C4620A")


@dataclass(frozen=True)
class Bar:
    """An outlet's figure: None is not known; `told` is how it reads."""

    name: str
    value: Decimal | None
    told: str


@dataclass(frozen=True)
class Chart:
    """A figure of all outlets."""

    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Page:
    """The picture, worded; `note` stands at its foot."""

    title: str
    unit: str
    charts: tuple[Chart, ...]
    note: str


def height(page: Page) -> int:
    """Return the picture's height in pixels."""
    return TITLE + sum(HEAD + len(one.bars) * (BAR + GAP) for one in page.charts) + FOOT


def png(page: Page) -> bytes:
    """Draw the page; there is nothing but the picture in the file."""
    letters = Letters()
    image = Image.new("RGB", (WIDTH, height(page)), PAPER)
    on = ImageDraw.Draw(image)
    _write(on, letters, (MARGIN, 58), page.title, INK, 52)
    unit = cut(legible(page.unit), 32, WIDTH - 2 * MARGIN, letters)
    _write(on, letters, (MARGIN, 118), unit, FAINT, 32)
    top = TITLE
    for number, chart in enumerate(page.charts):
        top = _chart(on, letters, chart, COLOURS[number % len(COLOURS)], top)
    note = cut(legible(page.note), 28, WIDTH - 2 * MARGIN, letters)
    _write(on, letters, (MARGIN, top + FOOT // 2), note, FAINT, 28)
    made = BytesIO()
    image.save(made, "PNG")
    return made.getvalue()


def _chart(on: ImageDraw.ImageDraw, letters: Letters, chart: Chart, ink: str, top: int) -> int:
    _write(on, letters, (MARGIN, top + HEAD // 2), chart.title, INK, 36)
    top += HEAD
    for bar, long in zip(chart.bars, lengths(chart.bars), strict=True):
        middle = top + BAR // 2
        name = cut(legible(bar.name), 28, NAME - 16, letters)
        _write(on, letters, (MARGIN, middle), name, INK, 28)
        left = MARGIN + NAME
        on.rectangle((left, top, left + ROOM, top + BAR), GROUND)
        if long:
            on.rectangle((left, top, left + long, top + BAR), ink)
        _write(on, letters, (left + ROOM + 16, middle), bar.told, INK, 28)
        top += BAR + GAP
    return top


def lengths(bars: Sequence[Bar]) -> list[int]:
    """Return how long the bars are in pixels: the largest fills the room, below 0 none is."""
    most = max((one.value for one in bars if one.value is not None), default=Decimal(0))
    if most <= 0:
        return [0] * len(bars)
    return [int(ROOM * max(one.value or 0, Decimal(0)) / most) for one in bars]


def _write(  # noqa: PLR0913, PLR0917 - where, what and how
    on: ImageDraw.ImageDraw, letters: Letters, at: tuple[int, int], text: str, ink: str, size: int
) -> None:
    on.text(at, legible(text), ink, letters.of(size), anchor="lm")
