"""The regulation's figures, each dated and each under its article; the outlet's laid over them."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from services.month import Month
from services.rulebook.figures import SCHEMES, UNSET, Dated, Figure, Reader
from services.rulebook.reading import Mistake, MistakesError, read
from services.step import Cited, Status, Step

HERE = Path(__file__).parent
FILES = ("grades.yaml", "pay.yaml", "tax.yaml", "careers.yaml")
GRADES = ("trainee", "assistant", "manager", "senior", "chief")
BY_GRADE = (
    "fixed_pay",
    "asset_threshold",
    "accounts_standard",
    "value_standard",
    "revenue_standard",
    "commission_ratio",
    "transport_allowance",
)


class UnknownFigureError(Exception):
    """There is no figure with the id; `near` is the most similar one."""

    def __init__(self, figure: str) -> None:
        super().__init__(figure)
        self.figure = figure


@dataclass(frozen=True)
class Rulebook:
    """All figures with all their dates."""

    figures: dict[str, Figure]
    read: dict[tuple[date, str], "Rules"] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    def figure(self, name: str) -> Figure:
        """Return the figure with the id; UnknownFigureError. A level of pay may not be set yet."""
        if name in self.figures:
            return self.figures[name]
        above = self.figures.get(name.rpartition(".")[0])
        if above is None or not above.levels:
            raise UnknownFigureError(name)
        return replace(above, id=name, dated=(), levels=False)

    def laid_over(self, rows: Iterable[tuple[str, Dated]]) -> "Rulebook":
        """Return the rulebook with the outlet's dated values over the packaged ones."""
        figures = dict(self.figures)
        for name, dated in rows:
            figures[name] = Rulebook(figures).figure(name).also(dated)
        return Rulebook(figures)

    def on(self, day: date, scheme: str = "") -> "Rules":
        """Return what is in force on the day (for a month: its 1st), for a scheme of contracts."""
        if (day, scheme) not in self.read:
            self.read[day, scheme] = Rules(self, day, scheme)
        return self.read[day, scheme]

    @cached_property
    def version(self) -> str:
        """The hash of every figure with every date: two equal ones compute the same."""
        lines = [repr(self.figures[name]) for name in sorted(self.figures)]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Rules:
    """The figures in force on one day, for one pay scheme."""

    book: Rulebook
    day: date
    scheme: str = ""
    changed: dict[str, Decimal | None] = field(default_factory=dict)
    read: dict[str, Step] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def month(self) -> Month:
        """The month that the rules are for."""
        return Month.of(self.day)

    def of(self, contract: str) -> "Rules":
        """Return the rules of the contract's scheme (employees have the default one)."""
        scheme = contract if contract in SCHEMES else ""
        return replace(self, scheme=scheme) if self.changed else self.book.on(self.day, scheme)

    def with_values(self, values: dict[str, Decimal | None]) -> "Rules":
        """Return rules in which some values are others; UnknownFigureError."""
        for name in values:
            self.book.figure(name)
        return replace(self, changed={**self.changed, **values})

    def __getitem__(self, name: str) -> Step:
        """Return the figure's value, cited; of a grade's figures the scheme's own."""
        if name not in self.read:
            self.read[name] = self._cited(name)
        return self.read[name]

    def _cited(self, name: str) -> Step:
        if self.scheme and name.partition(".")[0] in BY_GRADE:
            name = f"{self.scheme}.{name}"
        step = self.book.figure(name).on(self.day)
        if name not in self.changed:
            return step
        value = self.changed[name]
        status: Status = UNSET if value is None else "assumed"
        return replace(step, value=value, cited=Cited(status, self.day, "set"))

    def by_level(self, name: str, level: str | None) -> Step:
        """Return the figure of the level, of the grade where the level has none (Article 4)."""
        levelled = self[f"{name}.{level}"] if level else None
        return levelled if levelled and levelled.value is not None else self[name]


@cache
def packaged() -> Rulebook:
    """Return the figures that come with the product."""
    return load({file: (HERE / file).read_text("utf-8") for file in FILES})


def load(texts: dict[str, str]) -> Rulebook:
    """Read files by name; MistakesError tells all mistakes of all files at once."""
    figures: dict[str, Figure] = {}
    mistakes: list[Mistake] = []
    for file, text in texts.items():
        try:
            found = Reader(file).figures(read(text, file))
        except MistakesError as error:
            mistakes += error.mistakes
            continue
        for figure in found:
            if figure.id in figures:
                mistakes.append(Mistake(file, "duplicate_key", figure.id))
            figures[figure.id] = figure
    if mistakes:
        raise MistakesError(*mistakes)
    return Rulebook(figures)


@cache
def articles() -> dict[str, Any]:
    """Return the status of each of the 32 articles: how the product treats it, and why."""
    return dict(read((HERE / "articles.yaml").read_text("utf-8"), "articles.yaml"))
