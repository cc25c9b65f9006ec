"""The outlet's own working and free days, over the calendar as published."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.facts.edit import MonthsClosedError
from services.facts.months import closed_months
from services.history import History, history
from services.month import Month
from services.office.rights import branch_office, keeper
from services.organisation import viewer
from services.store import audit, changes
from services.store.work import CalendarDay
from services.working_days import Kind, Override, UnpublishedYearError, WorkingDays

AHEAD = 4  # months that are shown, this one included
ONE_DAY = timedelta(1)


class NoSuchDayError(Exception):
    """The outlet says nothing of the day."""


@dataclass(frozen=True, slots=True)
class OwnDay:
    """What the outlet says of a day, on what basis, by whom and when."""

    day: date
    working: bool
    basis: str
    by: str  # '' if nobody we know
    at: datetime


@dataclass(frozen=True, slots=True)
class Span:
    """Days in a row that are free, or worked at a weekend."""

    first: date
    last: date
    kind: Kind


@dataclass(frozen=True)
class Calendar:
    """The coming months, the outlet's own days, and whether whoever asks may change them.

    From `unpublished` on nobody knows.
    """

    spans: tuple[Span, ...]
    until: date
    unpublished: date | None
    days: tuple[OwnDay, ...]  # a page of them, the latest first
    total: int
    keeps: bool


@dataclass(frozen=True)
class WeighedDay:
    """What a day is by the published calendar (none: not published), and what it was by us."""

    day: date
    working: bool
    published: Kind | None
    before: OwnDay | None


def overrides(session: Session) -> dict[date, Override]:
    """Return the outlet's own days, as `WorkingDays` takes them."""
    rows = session.scalars(select(CalendarDay))
    return {one.day: Override(one.working, one.basis) for one in rows}


def calendar(session: Session, who: int, today: date, first: int, most: int) -> Calendar:
    """Return the coming months and a page of the outlet's own days; UnknownPersonError."""
    keeping = keeper(session, who, today)
    months, until = WorkingDays(overrides(session)), Month.of(today).later(AHEAD - 1).last_day
    spans, unpublished = _spans(months, today, until)
    people = history(session)
    newest = select(CalendarDay).order_by(CalendarDay.day.desc()).offset(first).limit(most)
    return Calendar(
        tuple(spans),
        until,
        unpublished,
        tuple(_own(one, people) for one in session.scalars(newest)),
        session.scalar(select(func.count()).select_from(CalendarDay)) or 0,
        keeping is not None and keeping.everywhere,
    )


def own_day(session: Session, who: int, today: date, day: date) -> tuple[OwnDay, bool]:
    """Return one of the outlet's days, and whether whoever asks may remove it; NoSuchDayError."""
    viewer(session, who, today)
    row = session.get(CalendarDay, day)
    if row is None:
        raise NoSuchDayError
    keeping = keeper(session, who, today)
    return _own(row, history(session)), keeping is not None and keeping.everywhere


def weigh_day(  # noqa: PLR0913 - a form's answers
    session: Session, who: int, today: date, *, day: date, working: bool, basis: str
) -> WeighedDay:
    """Tell what setting a day would change; raises what `set_day` does."""
    del basis
    branch_office(session, who, today)
    _must_be_open(session, day)
    row = session.get(CalendarDay, day)
    before = _own(row, history(session)) if row else None
    return WeighedDay(day, working, _kind(WorkingDays(), day), before)


@changes
def set_day(  # noqa: PLR0913 - a form's answers
    session: Session, who: int, now: datetime, *, day: date, working: bool, basis: str
) -> OwnDay:
    """Declare a day working or free, in place of what was declared of it before.

    UnknownPersonError, NotYoursToKeepError: the branch's back office does it. MonthsClosedError.
    """
    by = branch_office(session, who, now.date()).staff_id
    _must_be_open(session, day)
    row = session.get(CalendarDay, day)
    old = None if row is None else [row.working, row.basis]
    if row is None:
        row = CalendarDay(day=day)
        session.add(row)
    row.working, row.basis, row.made_at, row.made_by = working, basis, now, by
    audit.record(session, now, by, "calendar", day=day, old=old, new=[working, basis])
    session.flush()
    return _own(row, history(session))


@changes
def remove_day(session: Session, who: int, now: datetime, day: date) -> None:
    """Let the published calendar hold again for a day; the audit keeps what was declared.

    UnknownPersonError, NotYoursToKeepError, NoSuchDayError, MonthsClosedError.
    """
    by = branch_office(session, who, now.date()).staff_id
    row = session.get(CalendarDay, day)
    if row is None:
        raise NoSuchDayError
    _must_be_open(session, day)
    audit.record(session, now, by, "calendar", day=day, old=[row.working, row.basis], new=None)
    session.delete(row)


def _must_be_open(session: Session, day: date) -> None:
    month = Month.of(day)
    if month in closed_months(session):
        raise MonthsClosedError((month,))


def _own(row: CalendarDay, people: History) -> OwnDay:
    made_by = people.terms.get(row.made_by or 0)
    by = made_by[0][1].name if made_by else ""
    return OwnDay(row.day, row.working, row.basis, by, row.made_at)


def _kind(calendar_: WorkingDays, day: date) -> Kind | None:
    try:
        return calendar_.kind(day)
    except UnpublishedYearError:
        return None


def _spans(calendar_: WorkingDays, first: date, until: date) -> tuple[list[Span], date | None]:
    """Return the days that are not as their weekday, in rows, up to the first unknown one."""
    found: list[Span] = []
    for day in _days(first, until):
        kind = _kind(calendar_, day)
        if kind is None:
            return found, day
        last = found[-1] if found else None
        if kind not in {Kind.HOLIDAY, Kind.MAKE_UP}:
            continue
        if last and last.kind is kind and last.last + ONE_DAY == day:
            found[-1] = Span(last.first, day, kind)
        else:
            found.append(Span(day, day, kind))
    return found, None


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(n) for n in range((last - first).days + 1))
