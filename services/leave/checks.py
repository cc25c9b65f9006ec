"""What stands against leave: days that cannot be taken, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from services import timetable
from services.attendance.rows import must_be_open
from services.facts.months import closed_months
from services.history import Employee
from services.leave import ledger, limits
from services.leave.ledger import CERTIFIED
from services.leave.spans import MOST_DAYS, Span, taken
from services.month import Month
from services.rulebook_values import in_force
from services.store.leave import Leave
from services.working_days import UnpublishedYearError, WorkingDays

PAST, OFF, UNKNOWN, CLOSED, TAKEN, GONE, BEFORE, LONG = (
    "past",
    "off",
    "unknown",
    "closed",
    "taken",
    "gone",
    "before",
    "long",
)
DAY = timedelta(1)


class NoSuchKindError(ValueError):
    """It is no kind of leave."""


class DayNotTakenError(Exception):
    """A day cannot be the first or the last of it; `why` is a code."""

    def __init__(self, day: date, why: str) -> None:
        super().__init__(why)
        self.day, self.why = day, why


class NothingTakenError(Exception):
    """There is not half a working day in it."""


class OverlapError(Exception):
    """Other leave has half a day in common with it."""

    def __init__(self, span: Span) -> None:
        super().__init__()
        self.span = span


class OverForLongError(Exception):
    """It was over longer ago than leave may be asked for afterwards; `days` working days."""

    def __init__(self, days: int) -> None:
        super().__init__(days)
        self.days = days


@dataclass(frozen=True)
class Grid:
    """What it hangs on which days somebody can take for a kind of leave."""

    person: Employee
    kind: str
    today: date
    days: WorkingDays
    closed: frozenset[Month]
    held: Sequence[Leave]

    def refused(self, day: date, first: date | None = None) -> str | None:
        """Return why a day cannot be its first, or (with `first`) its last; None: it can."""
        if not self.person.works_on(day):
            return GONE
        if Month.of(day) in self.closed:
            return CLOSED
        if day <= self.today and self.kind not in CERTIFIED:
            return PAST
        if first is not None and not first <= day < first + MOST_DAYS * DAY:
            return BEFORE if day < first else LONG
        return self._off(day) or self._taken(day)

    def _off(self, day: date) -> str | None:
        try:
            return None if self.days.is_working(day) else OFF
        except UnpublishedYearError:
            return UNKNOWN

    def _taken(self, day: date) -> str | None:
        away = sum(span.share(day) for one in self.held if (span := taken(one)))
        return TAKEN if away >= 1 else None


def grid(
    session: Session, person: Employee, today: date, kind: str, besides: int | None = None
) -> Grid:
    """Return which days the person can take; leave `besides` one stands in the way."""
    return Grid(
        person,
        kind,
        today,
        timetable.calendar(session),
        closed_months(session),
        ledger.holding(session, person.staff_id, besides),
    )


def must_be_possible(session: Session, found: Grid, span: Span) -> None:
    """Refuse a span that cannot be taken.

    NoSuchKindError, DayNotTakenError, MonthsClosedError, UnpublishedYearError,
    NothingTakenError, OverlapError, OverForLongError.
    """
    if found.kind not in ledger.KINDS:
        raise NoSuchKindError(found.kind)
    for day, first in ((span.first, None), (span.last, span.first)):
        if why := found.refused(day, first):
            raise DayNotTakenError(day, why)
    shares = span.shares(found.days)
    if not shares or span.end < span.start:
        raise NothingTakenError
    must_be_open(session, list(shares))
    if other := ledger.overlapping(found.held, span):
        raise OverlapError(taken(other) or span)
    late = _days_afterwards(session, found.today)
    if _is_over_for_long(found, span.last, late):
        raise OverForLongError(late)


def _is_over_for_long(found: Grid, last: date, late: int) -> bool:
    """Tell whether so many working days have gone by; not while they are not published."""
    try:
        return last < found.today and found.days.later(last, late) < found.today
    except UnpublishedYearError:
        return False


def certificate_due(session: Session, found: Grid, span: Span) -> date | None:
    """Return by when the hospital's record has to be there; None for leave that needs none.

    So many working days after it is asked for, or after its first day if that comes later; where
    they are not published, weekdays: who falls ill at the year's end need not wait for that.
    """
    if found.kind not in CERTIFIED:
        return None
    late = _days_afterwards(session, found.today)
    return found.days.likely_later(max(found.today, span.first), late)


def _days_afterwards(session: Session, today: date) -> int:
    return limits.days_afterwards(in_force(session).on(today))
