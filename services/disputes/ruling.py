"""What becomes of a dispute: the client is the later one's, or stays the earlier one's."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from services import notices
from services.appointments.registering import valid_until
from services.appointments.rows import (
    ARCHIVED,
    LIVE,
    RECORDED,
    RESERVED,
    STOPPED,
    TRANSFERRED,
    note,
)
from services.approvals import machine
from services.approvals.machine import APPROVED, REJECTED, RETURNED
from services.approvals.subjects import Circle, Settled, closes, settles
from services.clients import late, owners
from services.disputes import rows, sides
from services.disputes.raising import tell_offices
from services.disputes.rows import DISMISSED, KIND, RUNNING, UPHELD, WITHDRAWN
from services.disputes.sides import Case
from services.organisation import on
from services.store.approvals import Approval

RULED = "dispute_ruled"
OUTCOMES = {APPROVED: UPHELD, REJECTED: DISMISSED}


class NotHeardYetError(Exception):
    """The other side has not answered and still may, until the day (`until`)."""

    def __init__(self, until: date) -> None:
        super().__init__(until)
        self.until = until


@closes(KIND)
def of_dispute(session: Session, dispute: int) -> Circle:
    """Return who has no say in it: both sides."""
    case = sides.opened(session, dispute)
    both = frozenset({case.later.staff_id, case.earlier.staff_id})
    return Circle(case.later.staff_id, both)


@settles(KIND)
def ruled(session: Session, now: datetime, told: Settled) -> None:
    """Give the client to the later one, or leave him; returned to be mended it goes on.

    NotHeardYetError where the later one is to get him before the other could answer.
    """
    case = sides.opened(session, told.subject_id, held=True)
    if case.row.state != RUNNING or told.state == RETURNED:
        return
    late.keep(session, now, late.meant(session, [case.later, case.earlier]))
    state = OUTCOMES.get(told.state, WITHDRAWN)
    if state == UPHELD:
        _must_be_heard(session, now, case)
        _give(session, now, case, told.by)
    case.row.state = state
    for one in (case.later, case.earlier):
        one.version += 1
        note(session, one, now, f"dispute_{state}", None if state == WITHDRAWN else told.by)
    _count(session, now, case, told.by)
    _tell(session, now, case, told.by)


def _must_be_heard(session: Session, now: datetime, case: Case) -> None:
    until = rows.answer_until(session, case.row, now)
    silent = not case.said(sides.EARLIER)
    here = on(session, now.date()).people.get(case.earlier.staff_id)
    if silent and now.date() <= until and here is not None and here.works_on(now.date()):
        raise NotHeardYetError(until)


def _give(session: Session, now: datetime, case: Case, by: int | None) -> None:
    """Make the client the later one's: as far as it had come if recorded, else from the start."""
    later, earlier, before = case.later, case.earlier, case.earlier.state
    if later.state != STOPPED:
        return
    if before in LIVE and earlier.approval_id is not None:
        _stop_signing(session, now, earlier.approval_id)
    if before in {*LIVE, RECORDED, ARCHIVED}:
        earlier.state = TRANSFERRED
    if before in {RECORDED, ARCHIVED} and earlier.client_id is not None:
        later.state, later.client_id, later.recorded_on = RECORDED, earlier.client_id, now.date()
        owners.add(
            session,
            now,
            [earlier.client_id],
            later.staff_id,
            first_day=now.date(),
            ground=owners.RULED,
            by=by,
        )
    else:
        later.state, later.valid_until = RESERVED, valid_until(session, now.date())
    session.flush()


def _stop_signing(session: Session, now: datetime, approval: int) -> None:
    """Take back the signing that runs for the earlier one's form: it names the wrong person."""
    row = session.get_one(Approval, approval, with_for_update=True)
    if row.state in {machine.RUNNING, RETURNED}:
        machine.opened(session, now.date(), row).settle(now, machine.WITHDRAWN, None)


def _count(session: Session, now: datetime, case: Case, by: int | None) -> None:
    """Have the client count from now on, also if his month was frozen meanwhile."""
    session.flush()
    for client in late.meant(session, [case.later, case.earlier]):
        late.enter(session, now, client, by)


def _tell(session: Session, now: datetime, case: Case, by: int | None) -> None:
    """Tell the other side; the later one hears from the approval. Show the back offices both."""
    number, org = case.row.id, on(session, now.date())
    notices.tell(session, now, RULED, number, [case.earlier.staff_id], dispute=number)
    tell_offices(session, now, case, org, by)
