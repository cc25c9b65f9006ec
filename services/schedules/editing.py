"""The outlet moves what recurs: weekday, day, hour, lead times; or has it as declared again.

Whatever is planned moves in the same transaction. Nothing comes in the quiet hours, no reminder
when that which it reminds of is due, or later, and none before the week or month of it.
"""

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from services import leases, timetable
from services.office.rights import branch_office
from services.recurrence import ZONE, Ahead, Due, Leads, Rule, due
from services.recurring import DECLARED, Declared, Editable, Recurring
from services.schedules.checks import (
    LAST,
    MOST,
    MOST_LEADS,
    TWICE,
    EarlyReminderError,
    LeadsError,
    NotMovableError,
    ScheduleChangedError,
    leads_of,
    most_ahead,
    must_be_awake,
    must_have,
    reminding,
    sorted_leads,
    tried,
)
from services.schedules.laid import MINUTES_AN_HOUR, NOTHING, Own, laid, own_of, owns, written
from services.store import audit, changes
from services.store.work import Schedule

SHOWN = 3
FAR = timedelta(days=120)


@dataclass(frozen=True)
class Weighed:
    """What would hold, and when it would be due from tomorrow on."""

    kind: str
    rule: Rule
    coming: tuple[Due, ...]


def ready(  # noqa: PLR0913, PLR0917 - what of which, by whom
    session: Session, who: int, today: date, kind: str, version: int, what: str
) -> None:
    """Let the branch's back office begin to set at, weekday, day or lead; as `change`."""
    branch_office(session, who, today)
    one, _row = _at_version(session, kind, version)
    must_have(one, what)


def weigh(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    today: date,
    *,
    kind: str,
    version: int,
    weekday: int | None = None,
    day: int | None = None,
    at: time | None = None,
) -> Weighed:
    """Tell what a change would do; raises what `change` does."""
    branch_office(session, who, today)
    one, row = _at_version(session, kind, version)
    return _weighed(session, today, one, _set(one, row, weekday, day, at))


@changes
def change(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    now: datetime,
    *,
    kind: str,
    version: int,
    weekday: int | None = None,
    day: int | None = None,
    at: time | None = None,
) -> str:
    """Move something; return its kind. What is None stays.

    UnknownPersonError, NotYoursToKeepError: the branch's back office does it. NotMovableError,
    ScheduleChangedError, QuietHourError, LateReminderError.
    """
    by = branch_office(session, who, now.date()).staff_id
    leases.alone(session, now, timetable.PLANNING)
    one, row = _at_version(session, kind, version)
    return _keep(session, now, by, one, _set(one, row, weekday, day, at))


def weigh_lead(  # noqa: PLR0913 - a form's answers
    session: Session, who: int, today: date, *, kind: str, version: int, days: int, at: time
) -> Weighed:
    """Tell what one more reminder would do; raises what `add_lead` does."""
    branch_office(session, who, today)
    one, row = _at_version(session, kind, version)
    return _weighed(session, today, one, _with(session, one, row, (days, at)))


@changes
def add_lead(  # noqa: PLR0913 - a form's answers
    session: Session, who: int, now: datetime, *, kind: str, version: int, days: int, at: time
) -> str:
    """Remind once more, so many days ahead; return the kind.

    As `change`, and EarlyReminderError, LeadsError.
    """
    by = branch_office(session, who, now.date()).staff_id
    leases.alone(session, now, timetable.PLANNING)
    one, row = _at_version(session, kind, version)
    return _keep(session, now, by, one, _with(session, one, row, (days, at)))


@changes
def drop_lead(  # noqa: PLR0913, PLR0917 - which of what, by whom, when
    session: Session, who: int, now: datetime, kind: str, version: int, place: int
) -> None:
    """Remind once less, never none at all; as `change`, and LeadsError."""
    by = branch_office(session, who, now.date()).staff_id
    leases.alone(session, now, timetable.PLANNING)
    one, row = _at_version(session, kind, version)
    leads = list(leads_of(laid(one, owns(session)).rule))
    if len(leads) == 1:
        raise LeadsError(LAST)
    if not 0 <= place < len(leads):
        raise ScheduleChangedError
    del leads[place]
    _keep(session, now, by, one, replace(_own(row), leads=tuple(leads)))


@changes
def restore(session: Session, who: int, now: datetime, kind: str, version: int) -> None:
    """Have something as declared again; as `change`."""
    by = branch_office(session, who, now.date()).staff_id
    leases.alone(session, now, timetable.PLANNING)
    one, _row = _at_version(session, kind, version)
    _keep(session, now, by, one, NOTHING)


def _at_version(session: Session, kind: str, version: int) -> tuple[Declared, Schedule | None]:
    one = DECLARED.get(kind)
    if one is None or one.editable is Editable.NOT:
        raise NotMovableError
    row = session.get(Schedule, kind)
    if (row.version if row else 0) != version:
        raise ScheduleChangedError
    return one, row


def _own(row: Schedule | None) -> Own:
    return own_of(row) if row else NOTHING


def _set(
    one: Declared, row: Schedule | None, weekday: int | None, day: int | None, at: time | None
) -> Own:
    """Return what would be set; NotMovableError, QuietHourError."""
    given = {"weekday": weekday, "day": day, "at": at}
    must_have(one, *(name for name, value in given.items() if value is not None))
    if at is not None:
        must_be_awake(at)
    own = _own(row)
    return Own(
        own.weekday if weekday is None else int(weekday),
        own.day if day is None else day,
        own.at if at is None else at,
    )


def _with(session: Session, one: Declared, row: Schedule | None, lead: tuple[int, time]) -> Own:
    """Return what would be set with one more reminder; see `add_lead`."""
    rule = laid(one, owns(session)).rule
    if not isinstance(rule, Ahead | Leads):
        raise NotMovableError
    must_be_awake(lead[1])
    leads, most = leads_of(rule), most_ahead(rule.of)
    if lead in leads or len(leads) >= MOST_LEADS:
        raise LeadsError(TWICE if lead in leads else MOST)
    if not 0 <= lead[0] <= most:
        raise EarlyReminderError(most)
    return replace(_own(row), leads=sorted_leads((*leads, lead)))


def _weighed(session: Session, today: date, one: Declared, own: Own) -> Weighed:
    rule = tried(one, {**owns(session), one.kind: own})[one.kind].rule
    tomorrow = datetime.combine(today + timedelta(days=1), time(0), ZONE)
    found = due(rule, tomorrow, tomorrow + FAR, timetable.calendar(session))
    return Weighed(one.kind, rule, found[:SHOWN])


def _keep(session: Session, now: datetime, by: int, one: Declared, own: Own) -> str:
    """Write it down and move what is planned."""
    tried(one, {**owns(session), one.kind: own})
    row = session.get(Schedule, one.kind)
    if row is None:
        row = Schedule(kind=one.kind, version=0)
        session.add(row)
    old = _told(_own(row) if row.version else NOTHING)
    minute = None if own.at is None else own.at.hour * MINUTES_AN_HOUR + own.at.minute
    row.weekday, row.day, row.minute, row.leads = own.weekday, own.day, minute, written(own.leads)
    row.version, row.made_at, row.made_by = row.version + 1, now, by
    audit.record(session, now, by, "schedule", kind=one.kind, old=old, new=_told(own))
    session.flush()
    moved = [each for each in (one, *reminding(one)) if isinstance(each, Recurring)]
    timetable.plan(session, now, moved)
    return one.kind


def _told(own: Own) -> dict[str, Any]:
    return {name: str(value) for name, value in asdict(own).items() if value is not None}
