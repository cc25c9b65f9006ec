"""Working days: holidays and make-up days (调休) as published, the outlet's own over them.

The State Council publishes a year's schedule in the autumn before. Until then the year is
unpublished: its weekends too can be made working days, so nothing in it is told, not even that
a Sunday is free. 29 to 31 December wait for the next year's schedule as well, which has moved
them in 2006, 2007, 2011 and 2018. The years before 2004 are not known either.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import count as counting_from
from itertools import islice

from chinese_calendar import holidays, workdays

MAKE_UP_DAYS = frozenset(workdays)
HOLIDAYS = frozenset(holidays)  # weekends inside a holiday and days made free by 调休 included
PUBLISHED = frozenset(day.year for day in HOLIDAYS)
SATURDAY = 5
LATE_DECEMBER = (12, 29)  # from here on the next year's schedule has its say
_DAY = timedelta(1)


class UnpublishedYearError(Exception):
    """The answer hangs on a year whose schedule is not known."""

    def __init__(self, year: int) -> None:
        super().__init__(year)
        self.year = year


class Kind(StrEnum):
    """What a day is: worked, a weekend worked in exchange, a free weekend, a public holiday."""

    WORKING = "working"
    MAKE_UP = "make_up"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"


@dataclass(frozen=True, slots=True)
class Override:
    """What the outlet says of a day, and on what basis."""

    working: bool
    basis: str


@dataclass(frozen=True)
class WorkingDays:
    """The calendar as published, with the outlet's days over it.

    A day in `overrides` is known, whatever its year. The other days of an unpublished year are
    known once the year is in `complete`: its overrides are then the whole schedule.
    """

    overrides: Mapping[date, Override] = field(default_factory=dict)
    complete: frozenset[int] = frozenset()

    def is_published(self, year: int) -> bool:
        """Tell whether the year's schedule is known."""
        return year in PUBLISHED or year in self.complete

    def unpublished(self, day: date) -> int | None:
        """Return the unpublished year that the day hangs on; nothing if the day is known."""
        if day in self.overrides:
            return None
        late = (day.month, day.day) >= LATE_DECEMBER
        years = (day.year, day.year + 1) if late else (day.year,)
        return next((year for year in years if not self.is_published(year)), None)

    def kind(self, day: date) -> Kind:
        """Return what the day is; UnpublishedYearError.

        A day off by the outlet's word is a holiday, a weekend worked by its word a make-up day.
        """
        weekend = day.weekday() >= SATURDAY
        if said := self.overrides.get(day):
            return (Kind.MAKE_UP if weekend else Kind.WORKING) if said.working else Kind.HOLIDAY
        if (year := self.unpublished(day)) is not None:
            raise UnpublishedYearError(year)
        if day in MAKE_UP_DAYS:
            return Kind.MAKE_UP
        if day in HOLIDAYS:
            return Kind.HOLIDAY
        return Kind.WEEKEND if weekend else Kind.WORKING

    def likely(self, day: date) -> Kind:
        """Return what the day is; in an unpublished year, what a day of the week mostly is."""
        if self.unpublished(day):
            return Kind.WEEKEND if day.weekday() >= SATURDAY else Kind.WORKING
        return self.kind(day)

    def is_working(self, day: date) -> bool:
        """Tell whether the day is worked, make-up days included; UnpublishedYearError."""
        return self.kind(day) in {Kind.WORKING, Kind.MAKE_UP}

    def is_likely_working(self, day: date) -> bool:
        """Tell whether the day is worked; in an unpublished year, whether it is no weekend."""
        return self.likely(day) in {Kind.WORKING, Kind.MAKE_UP}

    def is_holiday(self, day: date) -> bool:
        """Tell whether it is a public holiday, not merely a weekend; UnpublishedYearError."""
        return self.kind(day) is Kind.HOLIDAY

    def is_make_up(self, day: date) -> bool:
        """Tell whether it is a weekend day that is worked; UnpublishedYearError."""
        return self.kind(day) is Kind.MAKE_UP

    def on_or_after(self, day: date) -> date:
        """Return the day, if it is worked, or the next that is; UnpublishedYearError."""
        return next(self._from(day))

    def on_or_before(self, day: date) -> date:
        """Return the day, if it is worked, or the last that was; UnpublishedYearError."""
        while not self.is_working(day):
            day -= _DAY
        return day

    def later(self, day: date, count: int) -> date:
        """Return the working day that is so many (from 1) after the day; UnpublishedYearError."""
        if count < 1:
            raise ValueError(count)
        return next(islice(self._from(day + _DAY), count - 1, None))

    def likely_later(self, day: date, count: int) -> date:
        """Return the day so many (from 1) likely working days after the day."""
        every = (day + number * _DAY for number in counting_from(1))
        return next(islice(filter(self.is_likely_working, every), count - 1, None))

    def between(self, first: date, last: date) -> tuple[date, ...]:
        """Return the working days from the first to the last, both in; UnpublishedYearError."""
        days = (first + timedelta(n) for n in range((last - first).days + 1))
        return tuple(day for day in days if self.is_working(day))

    def _from(self, day: date) -> Iterator[date]:
        while True:
            if self.is_working(day):
                yield day
            day += _DAY
