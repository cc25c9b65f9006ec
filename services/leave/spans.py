"""From when to when somebody is away, on a grid of half days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from services.store.leave import Leave
from services.working_days import WorkingDays

HALF = Decimal("0.5")
MOST_DAYS = 366


@dataclass(frozen=True, slots=True)
class Span:
    """From a day (`from_noon`: its afternoon) to a day (`to_noon`: only its morning), both in."""

    first: date
    last: date
    from_noon: bool = False
    to_noon: bool = False

    @property
    def start(self) -> int:
        """The first half day, counted from the year 1."""
        return self.first.toordinal() * 2 + self.from_noon

    @property
    def end(self) -> int:
        """The last half day."""
        return self.last.toordinal() * 2 + (not self.to_noon)

    def overlaps(self, other: "Span") -> bool:
        """Tell whether they have half a day in common."""
        return self.start <= other.end and other.start <= self.end

    def until(self, day: date, *, noon: bool) -> "Span | None":
        """Return what is left when he works again from then on; None if that is nothing."""
        back = day.toordinal() * 2 + noon
        if back <= self.start:
            return None
        last = date.fromordinal((back - 1) // 2)
        return Span(self.first, last, self.from_noon, to_noon=noon)

    def share(self, day: date) -> Decimal:
        """Return how much of a day it takes: 0, a half or all."""
        if not self.first <= day <= self.last:
            return Decimal(0)
        halves = 2 - (day == self.first and self.from_noon) - (day == self.last and self.to_noon)
        return HALF * halves

    def shares(self, days: WorkingDays) -> dict[date, Decimal]:
        """Return how much it takes of each working day; UnpublishedYearError."""
        every = (
            self.first + timedelta(number) for number in range((self.last - self.first).days + 1)
        )
        return {day: self.share(day) for day in every if self.share(day) and days.is_working(day)}


def counted(shares: Mapping[date, Decimal]) -> Decimal:
    """Return the working days."""
    return sum(shares.values(), Decimal(0))


def asked(row: Leave) -> Span:
    """Return what was asked for."""
    return Span(row.first_day, row.last_day, row.first_noon, row.last_noon)


def taken(row: Leave) -> Span | None:
    """Return what holds of it: cut short if he came back early; None if nothing is left."""
    if row.shortened and row.back_day:
        return asked(row).until(row.back_day, noon=row.back_noon)
    return asked(row)
