"""What time does to disputes: silence is reminded of; one whose ground is gone is over."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import notices, timetable
from services.appointments.rows import STOPPED
from services.approvals import machine
from services.disputes import rows, sides
from services.disputes.rows import RUNNING
from services.duplicates import stopping
from services.duplicates.meeting import HELD
from services.store import changes
from services.store.approvals import Approval
from services.store.clients import Dispute

DUE = "dispute_due"


@changes
def revisit(session: Session, now: datetime, due: datetime) -> None:
    """Let in who is not stopped any more; end the disputes that have lost a side by that."""
    stopping.revisit(session, now, due)
    for case in _running(session):
        if case.later.state != STOPPED or case.earlier.state not in HELD:
            _end(session, now, case)


@changes
def remind(session: Session, now: datetime, _due: datetime) -> None:
    """On working days remind those who have not answered, on the last day for it."""
    if not timetable.calendar(session).is_likely_working(now.date()):
        return
    for case in _running(session):
        silent = not case.said(sides.EARLIER)
        if silent and rows.answer_until(session, case.row, now) == now.date():
            number = case.row.id
            notices.tell(session, now, DUE, number, [case.earlier.staff_id], dispute=number)


def _running(session: Session) -> list[sides.Case]:
    chosen = select(Dispute.id).where(Dispute.state == RUNNING).order_by(Dispute.made_at)
    return [sides.opened(session, one) for one in session.scalars(chosen).all()]


def _end(session: Session, now: datetime, case: sides.Case) -> None:
    approval = session.get_one(Approval, case.row.approval_id, with_for_update=True)
    machine.opened(session, now.date(), approval).settle(now, machine.WITHDRAWN, None)
