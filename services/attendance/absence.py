"""Article 29's ladder of absence: where somebody stands on it, what the next step is. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from services.away import spread
from services.month import Month
from services.rulebook import Rules
from services.step import ZERO
from services.working_days import UnpublishedYearError, WorkingDays

CONSECUTIVE, YEAR = "consecutive", "year"
LEAVES = {CONSECUTIVE: "absence.leaving_in_a_row", YEAR: "absence.leaving_a_year"}
WHOLE = Decimal(1)
RUNGS = (
    (Decimal("0.5"), "absence.days.half"),
    (WHOLE, "absence.days.one"),
    (Decimal("1.5"), "absence.days.one_and_half"),
)
Absent = Mapping[date, Decimal]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody counts as having left by himself, and the days of absence it rests on.

    `most` is the number of days that count as leaving.
    """

    kind: str
    days: tuple[date, ...]
    most: Decimal


@dataclass(frozen=True, slots=True)
class Rungs:
    """Days of absence in the month, in the year, whole ones in a row; this step and the next.

    A step is so many day rates; none: the month's fixed pay. `next_at` is the days it begins at
    (none: there is no higher one). `leaves_in_a_row` and `leaves_a_year` count as leaving (none:
    not set).
    """

    month: Decimal
    year: Decimal
    in_a_row: int
    rates: Decimal | None
    next_at: Decimal | None
    next_rates: Decimal | None
    leaves_in_a_row: Decimal | None = None
    leaves_a_year: Decimal | None = None

    def plain(self) -> dict[str, Any]:
        """Return it as JSON, for a notice."""
        return {
            name: value if isinstance(value, int) or value is None else f"{value:f}"
            for name, value in (
                ("month", self.month),
                ("year", self.year),
                ("in_a_row", self.in_a_row),
                ("rates", self.rates),
                ("next_at", self.next_at),
                ("next_rates", self.next_rates),
                ("leaves_in_a_row", self.leaves_in_a_row),
                ("leaves_a_year", self.leaves_a_year),
            )
        }

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> "Rungs":
        """Read it from a notice."""
        values: dict[str, Any] = {
            name: Decimal(value) if isinstance(value, str) else value
            for name, value in data.items()
        }
        return cls(**values)


def rungs(absent: Absent, month: Month, days: WorkingDays, rules: Rules) -> Rungs:
    """Return where somebody with those days of absence stands in the month (Article 29.1)."""
    there = sum((many for day, many in absent.items() if Month.of(day) == month), ZERO)
    year = sum((many for day, many in absent.items() if day.year == month.year), ZERO)
    steps = _steps(rules)
    reached = [rates for at, rates in steps if at <= there]
    ahead = [(at, rates) for at, rates in steps if at > there]
    next_at, next_rates = ahead[0] if ahead else (None, None)
    row = len(in_a_row(absent, month, days))
    return Rungs(
        month=there,
        year=year,
        in_a_row=row,
        rates=reached[-1] if reached else ZERO,
        next_at=next_at,
        next_rates=next_rates,
        leaves_in_a_row=leaves(rules, CONSECUTIVE),
        leaves_a_year=leaves(rules, YEAR),
    )


def leaves(rules: Rules, kind: str) -> Decimal | None:
    """Article 29: how many days of a kind of absence count as leaving; None while not set."""
    return rules[LEAVES[kind]].value


def _steps(rules: Rules) -> list[tuple[Decimal, Decimal | None]]:
    whole = rules["absence.full_days"].value
    steps = [(at, rules[figure].value) for at, figure in RUNGS if whole is None or at < whole]
    return [*steps, *([(whole, None)] if whole is not None else [])]


def reasons(absent: Absent, month: Month, days: WorkingDays, rules: Rules) -> tuple[Reason, ...]:
    """Return why somebody counts as having left by the month's end (Article 29)."""
    year = {day: many for day, many in absent.items() if day.year == month.year}
    row = in_a_row(absent, month, days)
    found = (
        (CONSECUTIVE, row, Decimal(len(row))),
        (YEAR, tuple(sorted(day_by_day(year, days))), sum(year.values(), ZERO)),
    )
    return tuple(
        Reason(kind, missed, most)
        for kind, missed, many in found
        if (most := leaves(rules, kind)) is not None and missed and many >= most
    )


def day_by_day(absent: Absent, days: WorkingDays) -> dict[date, Decimal]:
    """Return the days that absence takes: a row of several takes working days from its own on."""
    found: dict[date, Decimal] = {}
    for day, many in absent.items():
        for each, part in spread(days, day, many):
            found[each] = min(found.get(each, ZERO) + part, WHOLE)
    return found


def in_a_row(absent: Absent, month: Month, days: WorkingDays) -> tuple[date, ...]:
    """Return the longest row of the month's working days that were missed whole, the latest one.

    Weekends and holidays between do not break it, half a day does (assumed). None while the
    calendar of those days is not published.
    """
    taken = day_by_day(absent, days)
    whole = [day for day, many in taken.items() if many >= WHOLE and Month.of(day) == month]
    try:
        worked = days.between(min(whole), max(whole)) if whole else ()
    except UnpublishedYearError:
        return ()
    best: list[date] = []
    row: list[date] = []
    for day in worked:
        row = [*row, day] if day in whole else []
        if row and len(row) >= len(best):
            best = row
    return tuple(best)
