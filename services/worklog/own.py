"""One's own logs: of which week one is owed, written, filed, corrected."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from services import timetable, weeks
from services.history import Employee
from services.organisation import viewer
from services.store import changes
from services.store.worklogs import Worklog
from services.working_days import WorkingDays
from services.worklog import duty, rows, when
from services.worklog.asked import asked
from services.worklog.rows import Log


class NoLogError(Exception):
    """Whoever asks writes no logs, or the week has none."""


class LogClosedError(Exception):
    """The week's log cannot be filed or corrected any more, or not yet."""


@dataclass(frozen=True, slots=True)
class Own:
    """One's own log on a week (none: not filed); `until`: the last day on which it is corrected.

    `open`: it can be filed or corrected now. `over`: that day is over. `due`: it was asked for
    and is not filed.
    """

    week: date
    log: Log | None
    until: date
    open: bool
    over: bool
    due: bool
    earlier: date
    later: date | None
    reads: bool


def own(session: Session, who: int, now: datetime, week: date | None = None) -> Own:
    """Return one's own log on a week; with none that of the week that is to be written about.

    UnknownPersonError, NoLogError.
    """
    me, days = _me(session, who, now), timetable.calendar(session)
    if week is None:
        week = current(session, me.staff_id, now, days)
    return _drawn(session, me, week, now, days)


def _me(session: Session, who: int, now: datetime) -> Employee:
    me = viewer(session, who, now.date()).me
    if not duty.writes(me):
        raise NoLogError
    return me


def current(session: Session, staff_id: int, now: datetime, days: WorkingDays) -> date:
    """Return the week to write about: the last one while that is owed, else the one that runs."""
    this = weeks.week_of(now.date())
    last = weeks.before(this, days)
    if _is_due(session, staff_id, last, now, days) or not weeks.last_worked(this, days):
        return last
    return this


def _is_due(session: Session, staff_id: int, week: date, now: datetime, days: WorkingDays) -> bool:
    """Tell whether the week's log was asked of him, is not filed, and can still be."""
    if not _is_open(session, None, week, now, days) or not asked(session, week, [staff_id]):
        return False
    return rows.of(session, staff_id, week) is None


def _is_open(
    session: Session, row: Worklog | None, week: date, now: datetime, days: WorkingDays
) -> bool:
    """Tell whether a log can be corrected, or (none yet) filed: until the next is asked for."""
    if weeks.last_worked(week, days) is None or now.date() < week:
        return False
    if row is not None or now < when.until(week, days):
        return now < when.until(week, days)
    this = weeks.week_of(now.date())
    next_ = when.asked_at(session, this, days)
    return week == weeks.before(this, days) and (next_ is None or now < next_)


def _drawn(session: Session, me: Employee, week: date, now: datetime, days: WorkingDays) -> Own:
    if week != weeks.week_of(week) or not weeks.last_worked(week, days) or week > now.date():
        raise NoLogError
    row, after = rows.of(session, me.staff_id, week), week + weeks.WEEK
    while after <= now.date() and not weeks.last_worked(after, days):
        after += weeks.WEEK
    return Own(
        week,
        rows.read(row, days) if row else None,
        when.chased_on(week, days),
        _is_open(session, row, week, now, days),
        now >= when.until(week, days),
        _is_due(session, me.staff_id, week, now, days),
        weeks.before(week, days),
        after if after <= now.date() else None,
        bool(me.posts & duty.READS),
    )


@changes
def file(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    now: datetime,
    *,
    week: int,
    visits: str,
    results: str,
    asked: str | None,
    plan: str,
) -> Own:
    """File one's log on a week (its Monday, counted from the year 1), or correct it.

    UnknownPersonError, NoLogError, LogClosedError.
    """
    me, days, monday = _me(session, who, now), timetable.calendar(session), _monday(week)
    row = rows.of(session, me.staff_id, monday, locked=True)
    if not _is_open(session, row, monday, now, days):
        raise LogClosedError
    if row is None:
        row = Worklog(staff_id=me.staff_id, week=monday, filed_at=now, version=0)
        session.add(row)
    row.changed_at, row.version = now, row.version + 1
    rows.write(row, {"visits": visits, "results": results, "asked": asked, "plan": plan})
    session.flush()
    return _drawn(session, me, monday, now, days)


def _monday(week: int) -> date:
    try:
        day = date.fromordinal(week)
    except (ValueError, OverflowError) as error:
        raise NoLogError from error
    if day != weeks.week_of(day):
        raise NoLogError
    return day
