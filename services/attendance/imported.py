"""People are told of what an import brought about them, once it is released."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import notices, organisation
from services.attendance import ladder
from services.attendance.effects import conduct
from services.attendance.events import contesting
from services.facts.known import EDITED
from services.facts.live import STAFF, VISIBLE, live
from services.month import Month
from services.store import changes
from services.store.figures import Attendance, Batch

TOLD = "events_imported"
BACK = timedelta(days=2)  # a process that was away so long catches up
MONTHS = 1  # rows of this month and so many before it: older ones are history


@changes
def tell(session: Session, now: datetime, _due: datetime) -> None:
    """Tell everybody of his rows in batches just released, once a batch; look for separations."""
    released = select(Batch).where(
        Batch.state == VISIBLE, Batch.digest != EDITED, Batch.released_at >= now - BACK
    )
    org = organisation.on(session, now.date())
    for batch in session.scalars(released.order_by(Batch.id)).all():
        found: dict[int, list[Attendance]] = {}
        for row in _rows(session, now, batch):
            found.setdefault(row.staff_id, []).append(row)
        for staff_id, rows in found.items():
            person = org.people.get(staff_id)
            if person is not None and person.works_on(now.date()):
                _tell(session, now, batch, rows)
                for day in {Month.of(row.day): row.day for row in rows}.values():
                    ladder.check(session, now, staff_id, day)


def _rows(session: Session, now: datetime, batch: Batch) -> Iterable[Attendance]:
    first = Month.of(now.date()).later(-MONTHS).first_day
    chosen = select(Attendance).where(
        Attendance.batch_id == batch.id,
        Attendance.day.between(first, now.date()),
        live(Attendance, STAFF),
    )
    rows = session.scalars(chosen.order_by(Attendance.day, Attendance.kind))
    return (row for row in rows if row.quantity)


def _tell(session: Session, now: datetime, batch: Batch, rows: list[Attendance]) -> None:
    """Say the events, the daily score of the latest month, until when they may be contested."""
    staff_id, month = rows[0].staff_id, Month.of(rows[-1].day)
    told_on = (batch.released_at or now).astimezone(now.tzinfo).date()
    contest = contesting(session)
    until = contest.until(told_on)
    daily = conduct(session, staff_id, month).daily.value
    notices.tell(
        session,
        now,
        TOLD,
        batch.id,
        [staff_id],
        events=[[row.day.isoformat(), row.kind, f"{row.quantity:f}"] for row in rows],
        month=str(month),
        daily=None if daily is None else f"{daily:f}",
        until=until.isoformat() if until else "",
        within=contest.days(told_on),
    )
