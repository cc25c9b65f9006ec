"""The bench's one table: what was measured of whom, beside whom, and whether the aim is met."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

BOT, PTB, PLAIN, AIOGRAM = "bot", "PTB", "plain PTB", "aiogram"
COLUMNS = (BOT, PTB, PLAIN, AIOGRAM)


@dataclass(frozen=True)
class Aim:
    """How much it should be at least or at most: of itself, or as so many times another's."""

    least: float | None = None
    most: float | None = None
    against: str | None = None

    def met(self, number: float) -> bool:
        """Tell whether it is."""
        least = float("-inf") if self.least is None else self.least
        return least <= number <= (float("inf") if self.most is None else self.most)

    def __str__(self) -> str:
        """Write it down."""
        sign, number = ("≤", self.most) if self.least is None else ("≥", self.least)
        return f"{sign} {number:g}" + (f" × {self.against}" if self.against else "")


@dataclass(frozen=True)
class Row:
    """One line: the numbers of each round by whose they are, a round for all beside another."""

    what: str
    numbers: Mapping[str, Sequence[float]]
    aim: Aim | None = None

    @property
    def ratio(self) -> float | None:
        """The bot's numbers beside the library's, round by round, the median of them."""
        base = self.numbers.get(PTB)
        if not base or (self.aim and not self.aim.against):
            return None
        return median(own / other for own, other in zip(self.numbers[BOT], base, strict=True))

    @property
    def met(self) -> bool | None:
        """Whether the aim is met; none without one, or without a baseline to compare with."""
        if self.aim is None:
            return None
        number = self.ratio if self.aim.against else median(self.numbers[BOT])
        return None if number is None else self.aim.met(number)

    def cells(self) -> list[str]:
        """Return the line in words."""
        ratio = "" if self.ratio is None else f"× {self.ratio:.2f}"
        verdict = {True: "met", False: "MISSED", None: ""}[self.met]
        shown = [_shown(self.numbers.get(name, ())) for name in COLUMNS]
        return [self.what, *shown, ratio, str(self.aim or ""), verdict]


def written(rows: Iterable[Row]) -> str:
    """Return the table: medians, and the least and the most of the rounds beside them."""
    head = ["", *COLUMNS, "bot ÷ PTB", "aim", ""]
    lines = [head, *(row.cells() for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(
            [line[0].ljust(widths[0])]
            + [cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True)]
        ).rstrip()
        for line in lines
    )


def _shown(numbers: Sequence[float]) -> str:
    if not numbers:
        return "-"
    middle, least, most = map(_short, (median(numbers), min(numbers), max(numbers)))
    return middle if least == most else f"{middle} ({least}–{most})"


def _short(number: float) -> str:
    return f"{number:.0f}" if number >= 100 or number == int(number) else f"{number:.3g}"
