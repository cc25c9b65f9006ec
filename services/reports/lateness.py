"""A report that was not handed in by the 5th: an event of the day it was due (Article 30)."""

from datetime import datetime, time
from decimal import Decimal

from sqlalchemy.orm import Session

from services import notices
from services.attendance import rows as attendance
from services.attendance.effects import between, conduct
from services.attendance.events import RECORDED, TOLD, contesting
from services.facts.edit import MonthsClosedError
from services.facts.known import lock
from services.month import Month
from services.recurrence import ZONE
from services.reports import duty, rows
from services.reports.computing import released
from services.reports.rows import LATE
from services.step import ZERO
from services.store.attendance import Event
from services.store.reports import Report

KIND = "report_late"
MORNING = time(8)  # the quiet hours end
HOUSE = None, ""
ONE = Decimal(1)


def mark(session: Session, now: datetime, row: Report) -> None:
    """Mark a report as late: an event that the house records, of the day it was due.

    None if somebody recorded it of that day already, or the month is closed.
    """
    lock(session)
    row.late = True
    event = _event(session, now, row)
    row.event_id = event.id if event else None
    rows.note(session, now, row, LATE, None)


def _event(session: Session, now: datetime, row: Report) -> Event | None:
    day = duty.due(row.month).date()
    if attendance.quantity(session, row.staff_id, day, KIND) > ZERO:
        return None
    with released(session):
        before = conduct(session, row.staff_id, Month.of(day))
        happened = attendance.Happened(day, row.staff_id, KIND, ONE)
        try:
            batch = attendance.write(session, now, HOUSE, [happened])
        except MonthsClosedError:
            return None
        effect = between(before, conduct(session, row.staff_id, Month.of(day)))
    told_at = max(now, datetime.combine(now.date(), MORNING, ZONE))
    event = Event(staff_id=row.staff_id, day=day, kind=KIND, quantity=ONE, batch_id=batch)
    event.note, event.contest = str(row.month), ""
    event.made_by, event.made_at, event.told_on = None, now, told_at.date()
    event.state = RECORDED
    session.add(event)
    session.flush()
    _tell(session, now, event, told_at, effect.plain())
    return event


def _tell(
    session: Session, now: datetime, event: Event, due_at: datetime, effect: dict[str, object]
) -> None:
    contest = contesting(session)
    until = contest.until(event.told_on)
    notices.tell(
        session,
        now,
        TOLD,
        event.id,
        [event.staff_id],
        due_at=due_at,
        event=event.id,
        day=event.day.isoformat(),
        event_kind=event.kind,
        quantity=f"{event.quantity:f}",
        note=event.note,
        by="",
        at=now.isoformat(),
        until=until.isoformat() if until else "",
        within=contest.days(event.told_on),
        effect=effect,
        ladder=None,
    )
