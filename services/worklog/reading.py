"""The logs of those below one: who filed on a week, each log, what clients asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from services import timetable, weeks
from services.history import Employee
from services.organisation import NotYoursError, Viewer, sorted_people, viewer
from services.store.worklogs import Worklog
from services.worklog import duty, rows, when
from services.worklog.asked import asked
from services.worklog.rows import Log


@dataclass(frozen=True, slots=True)
class Line:
    """Whose log, of which unit; none: it was asked of him and is not filed."""

    author: Employee
    unit: str
    log: Log | None
    direct: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """The logs on a week of everybody below whoever asks; `asked_at`: when they are asked for."""

    week: date
    asked_at: datetime | None
    over: bool  # the day on which they are chased
    lines: tuple[Line, ...]
    earlier: date
    later: date | None
    mine: bool

    @property
    def filed(self) -> int:
        """How many are filed."""
        return sum(one.log is not None for one in self.lines)


@dataclass(frozen=True, slots=True)
class Card:
    """Somebody's log."""

    author: Employee
    unit: str
    log: Log
    mine: bool


def overview(session: Session, who: int, now: datetime, week: date | None = None) -> Overview:
    """Return the logs of those below on a week, the last that was asked for with none.

    His own people first. UnknownPersonError, NotYoursError.
    """
    asking, days = _reader(session, who, now), timetable.calendar(session)
    last = _latest(now, session)
    week = weeks.week_of(week) if week else last
    later = week + weeks.WEEK
    while later < last and not weeks.last_worked(later, days):
        later += weeks.WEEK
    return Overview(
        week,
        when.asked_at(session, week, days),
        now >= when.until(week, days),
        tuple(_lines(session, asking, now, week)),
        weeks.before(week, days),
        later if later <= last else None,
        duty.writes(asking.me),
    )


def _latest(now: datetime, session: Session) -> date:
    """Return the last week whose log was asked for, or can be filed by now."""
    days, this = timetable.calendar(session), weeks.week_of(now.date())
    asked = when.asked_at(session, this, days)
    return this if asked and now >= asked else weeks.before(this, days)


def _reader(session: Session, who: int, now: datetime) -> Viewer:
    asking = viewer(session, who, now.date())
    if not asking.posts & duty.READS:
        raise NotYoursError
    return asking


def _lines(session: Session, asking: Viewer, now: datetime, week: date) -> Iterator[Line]:
    org, days = asking.organisation, timetable.calendar(session)
    below = [one for one in org.people if one != asking.staff_id and duty.reads(asking, one)]
    written = rows.filed(session, week, below)
    owing = {one for one in asked(session, week, below) if org.people[one].works_on(now.date())}
    people = sorted_people(org.people[one] for one in below if one in written or one in owing)
    people.sort(key=lambda one: one.superior_id != asking.staff_id)
    for one in people:
        row, direct = written.get(one.staff_id), one.superior_id == asking.staff_id
        yield Line(one, org.unit_name(one), rows.read(row, days) if row else None, direct)


def card(session: Session, who: int, now: datetime, log: int) -> Card:
    """Return a log, one's own or of somebody below; UnknownPersonError, NotYoursError."""
    asking, row = viewer(session, who, now.date()), session.get(Worklog, log)
    if row is None or not duty.reads(asking, row.staff_id):
        raise NotYoursError
    author = asking.organisation.people[row.staff_id]
    mine, kept = row.staff_id == asking.staff_id, rows.read(row, timetable.calendar(session))
    return Card(author, asking.organisation.unit_name(author), kept, mine)


def questions(session: Session, who: int, now: datetime, week: date) -> tuple[Line, ...]:
    """Return the logs of those below that say what clients asked; errors of `overview`."""
    found = overview(session, who, now, week).lines
    return tuple(one for one in found if one.log and "asked" in one.log.answers)
