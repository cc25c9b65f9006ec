"""An appointment is stopped where an earlier one stands, and let in once none does any more."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import leases, notices
from services.appointments import view
from services.appointments.rows import EXPIRED, RESERVED, STOPPED, note
from services.clients import late
from services.duplicates import keys, lookups, meeting
from services.duplicates.about import may_let_in
from services.duplicates.lookups import ALONE
from services.organisation import NotYoursError, Viewer, offices, on
from services.store import audit, changes
from services.store.clients import Appointment

FREED, LET_IN = "appointment_freed", "let_in"


class AlreadyYoursError(Exception):
    """Whose client it is to be, has it already; `appointment` is that one."""

    def __init__(self, appointment: int) -> None:
        super().__init__(appointment)
        self.appointment = appointment


def enter(session: Session, now: datetime, asking: Viewer, row: Appointment) -> None:
    """Write down what a new appointment is found by; stop it where an earlier one stands.

    Of those who register a client at one moment, one is first: the others wait here. Only what
    somebody registers for himself is counted: the back office sees all of its people's anyway.
    AlreadyYoursError, LookupsUsedUpError.
    """
    leases.alone(session, now, ALONE)
    found = meeting.met(session, meeting.sought(row), row.id)
    if before := lookups.own_of(found, row.staff_id):
        raise AlreadyYoursError(before.id)
    own, stands = row.staff_id == asking.staff_id, meeting.standing(found, row.staff_id)
    if own:
        lookups.must_have_left(session, now, asking.staff_id)
        lookups.add(session, now, asking, met=bool(stands))
    row.state = STOPPED if stands else RESERVED
    keys.keep(session, row)


@changes
def revisit(session: Session, now: datetime, _due: datetime) -> None:
    """Let in what no earlier one stops any more, the earliest first; drop what is over its day."""
    leases.alone(session, now, ALONE)
    chosen = select(Appointment).where(Appointment.state == STOPPED)
    for row in session.scalars(chosen.order_by(Appointment.made_at, Appointment.id)).all():
        if row.valid_until < now.date():
            _go(session, now, row, EXPIRED, None)
        elif not meeting.standing(_met(session, row), row.staff_id):
            _let_in(session, now, row, None)


@changes
def let_in(session: Session, who: int, now: datetime, appointment: int) -> Appointment:
    """Let one in that was stopped though it is another person; returns it as it stands then.

    For the back office and the trading manager. UnknownPersonError, NotYoursError.
    """
    leases.alone(session, now, ALONE)
    asking, row = view.seen(session, who, now.date(), appointment, held=True)
    if not may_let_in(session, asking, row):
        raise NotYoursError
    if row.state == STOPPED:
        audit.record(session, now, asking.staff_id, "appointment.let_in", appointment=row.id)
        _let_in(session, now, row, asking.staff_id)
    return row


def _met(session: Session, row: Appointment) -> list[meeting.Met]:
    return meeting.met(session, meeting.sought(row), row.id)


def _let_in(session: Session, now: datetime, row: Appointment, by: int | None) -> None:
    late.keep(session, now, late.meant(session, [row]))
    _go(session, now, row, RESERVED, by, LET_IN)
    people = [row.staff_id, *offices(on(session, now.date()), row.staff_id)]
    told = sorted({*people} - {by})
    notices.tell(session, now, FREED, f"{row.id}.{row.version}", told, appointment=row.id)


def _go(  # noqa: PLR0913, PLR0917 - the columns of an entry
    session: Session, now: datetime, row: Appointment, state: str, by: int | None, act: str = ""
) -> None:
    row.state, row.version = state, row.version + 1
    note(session, row, now, act or state, by)
