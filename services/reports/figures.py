"""The figures of a report: a row a person, as `services.payslips` has them, and their totals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from services.month import Month
from services.step import ZERO

MEASURES: Mapping[str, str] = {
    "openings": "accounts",
    "accounts": "accounts",
    "value": "assets",
    "clients": "accounts",
    "assets": "assets",
    "turnover": "yuan",
    "revenue": "yuan",
    "fund": "yuan",
    "score": "ratio",
}
"""What is reported of a person and its unit: accounts opened, new effective accounts, new custody
value, clients, mean assets, turnover, net revenue, fund-sales fees, monthly score."""
SUMMED = tuple(one for one in MEASURES if one != "score")
TARGETS = ("accounts", "value", "revenue")
"""What there is a target of: the standards of each person's grade, as his score has them."""
STANDARD = "standard"  # among what is assumed
Cells = Mapping[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class Row:
    """A person's month: what is None is not set, or he has no such figure.

    `before`: the month before; empty where he was not there or nothing is known of it.
    `target`: the standards of his grade, as far as it has them. Values of ours, not of the
    regulation, went into the `assumed` measures, or the standards.
    """

    number: str
    name: str
    unit: str
    grade: str | None
    joined: date | None  # in this month
    left: date | None  # in this month
    now: Cells
    before: Cells
    target: Cells = field(default_factory=dict)
    assumed: tuple[str, ...] = ()

    def plain(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {
            "number": self.number,
            "name": self.name,
            "unit": self.unit,
            "grade": self.grade,
            "joined": self.joined and self.joined.isoformat(),
            "left": self.left and self.left.isoformat(),
            "now": _texts(self.now),
            "before": _texts(self.before),
            "target": _texts(self.target),
            "assumed": self.assumed,
        }

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> "Row":
        """Read it from JSON."""
        joined, left = (data[one] and date.fromisoformat(data[one]) for one in ("joined", "left"))
        now, before, target = (_amounts(data[one]) for one in ("now", "before", "target"))
        who = data["number"], data["name"], data["unit"], data["grade"]
        return cls(*who, joined, left, now, before, target, tuple(data["assumed"]))


def _texts(cells: Cells) -> dict[str, str | None]:
    return {key: None if one is None else f"{one:f}" for key, one in cells.items()}


def _amounts(data: Mapping[str, str | None]) -> Cells:
    return {key: None if one is None else Decimal(one) for key, one in data.items()}


@dataclass(frozen=True, slots=True)
class Figures:
    """A month of some people; `known`: figures of the month are released, the last `as_of`.

    `compared`: those of the month before too. `closed`: the month is frozen or paid.
    """

    month: Month
    known: bool
    compared: bool
    closed: bool
    as_of: datetime | None
    rows: tuple[Row, ...]

    @property
    def totals(self) -> Cells:
        """The sums; None where a figure of somebody is missing. Scores have no sum."""
        return totals(self.rows) if self.known else {}

    @property
    def totals_before(self) -> Cells:
        """The sums of the month before, of those who were there then."""
        found = [one.before for one in self.rows if one.before]
        return summed(found) if self.compared else {}

    @property
    def targets(self) -> Cells:
        """The standards of everybody's grade added up (Article 12)."""
        return targets(self.rows)

    def plain(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {
            "month": str(self.month),
            "known": self.known,
            "compared": self.compared,
            "closed": self.closed,
            "as_of": self.as_of and self.as_of.isoformat(),
            "rows": [one.plain() for one in self.rows],
        }

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> "Figures":
        """Read it from JSON."""
        as_of = data["as_of"] and datetime.fromisoformat(data["as_of"])
        rows = tuple(map(Row.read, data["rows"]))
        marks = data["known"], data["compared"], data["closed"]
        return cls(Month.parse(data["month"]), *marks, as_of, rows)

    @property
    def assumed(self) -> frozenset[str]:
        """The measures into which values of ours went."""
        return frozenset(measure for one in self.rows for measure in one.assumed)


def targets(rows: Sequence[Row]) -> Cells:
    """Add up the standards of those who have them; None where one is not set."""
    found = {one: [row.target[one] for row in rows if one in row.target] for one in TARGETS}
    return {one: _sum(parts) for one, parts in found.items() if parts}


def rate(done: Decimal | None, target: Decimal | None) -> Decimal | None:
    """Return how much of a target was reached, 1 is all of it; None if either is unknown."""
    return None if done is None or not target else done / target


def totals(rows: Sequence[Row]) -> Cells:
    """Add up what can be added of people."""
    return summed([one.now for one in rows])


def summed(cells: Sequence[Cells]) -> Cells:
    """Add up cells; None where one is None."""
    found: dict[str, Decimal | None] = {}
    for measure in SUMMED:
        parts = [one.get(measure) for one in cells]
        found[measure] = _sum(parts)
    return found


def _sum(parts: Sequence[Decimal | None]) -> Decimal | None:
    known = [one for one in parts if one is not None]
    return sum(known, ZERO) if len(known) == len(parts) else None


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that is no longer as it was reported; nobody's: of a person who came or went."""

    number: str
    name: str
    measure: str
    was: Decimal | None
    now: Decimal | None


def changes_since(reported: Figures, now: Figures) -> tuple[Change, ...]:
    """Return what is no longer as it was reported."""
    old = {one.number: one for one in reported.rows}
    new = {one.number: one for one in now.rows}
    found = []
    for number in sorted(old | new):
        name = (new.get(number) or old[number]).name
        was, is_ = (rows[number].now if number in rows else {} for rows in (old, new))
        found += [
            Change(number, name, one, was.get(one), is_.get(one))
            for one in MEASURES
            if was.get(one) != is_.get(one)
        ]
    return tuple(found)
