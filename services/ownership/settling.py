"""What becomes of an appointment whose signing ended, or was given back."""

from datetime import datetime

from sqlalchemy.orm import Session

from services import files, notices, organisation
from services.appointments.rows import REJECTED, RESERVED, RETURNED, SIGNED, note
from services.approvals import machine
from services.approvals.subjects import Settled, settles
from services.ownership.rows import OWNERSHIP, recorders
from services.store.clients import Appointment

TO_RECORD = "ownership_record"
STATES = {
    machine.APPROVED: SIGNED,
    machine.REJECTED: REJECTED,
    machine.RETURNED: RETURNED,
    machine.WITHDRAWN: RESERVED,
}


@settles(OWNERSHIP)
def settle(session: Session, now: datetime, told: Settled) -> None:
    """Take over how the signing stands; signed by all, whoever records is told, once a day.

    Withdrawn it stands as before the opening was reported, without the form.
    """
    row = session.get_one(Appointment, told.subject_id)
    row.state, row.version = STATES[told.state], row.version + 1
    note(session, row, now, row.state, told.by, told.note)
    if told.state == machine.WITHDRAWN:
        _undo(session, row)
    session.flush()
    if told.state == machine.APPROVED:
        org = organisation.on(session, now.date())
        people = sorted(recorders(session, org, row.staff_id))
        notices.tell(session, now, TO_RECORD, now.date(), people)


def _undo(session: Session, row: Appointment) -> None:
    form = row.form_id
    row.opened_on = row.form_id = row.form_digest = row.approval_id = None
    row.checklist = "{}"
    session.flush()
    if form:
        files.drop(session, form)
