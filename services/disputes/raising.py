"""A dispute is raised by the later one, and both sides say and show what they have."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import leases, notices
from services.appointments import view
from services.appointments.rows import STOPPED, note
from services.approvals import machine
from services.approvals.subjects import Ask
from services.attachments import Attached
from services.clients import late
from services.disputes import rows, sides
from services.disputes.rows import DISMISSED, KIND, RUNNING
from services.disputes.sides import EARLIER, Case
from services.duplicates import meeting
from services.duplicates.lookups import ALONE
from services.organisation import NotYoursError, Organisation, Viewer, offices
from services.store import changes
from services.store.approvals import Approval
from services.store.clients import Appointment, Dispute

DISPUTED = "disputed"
ASKED, SAID, OFFICE = "dispute_asked", "dispute_said", "dispute_office"
MOST_PIECES = 20
MOMENT = timedelta(milliseconds=1)


class NotDisputableError(Exception):
    """The appointment is not stopped any more, or it is in a dispute already."""


class NothingStandsError(Exception):
    """No earlier appointment stands any more: this one will be let in by itself."""


class RuledAlreadyError(Exception):
    """It was ruled already that the client is the earlier one's."""


class OverError(Exception):
    """The dispute is over: nothing can be added."""


class TooManyPiecesError(Exception):
    """A side has said and shown as much as it may."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """What raising it does: until when the other side may answer."""

    until: date


def weigh(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    today: date,
    *,
    appointment: int,
    statement: str = "",
    proof: Attached | None = None,
) -> Ahead:
    """Return what raising a dispute would do; UnknownPersonError, NotYoursError.

    NotDisputableError.
    """
    del statement, proof
    _disputable(session, who, today, appointment)
    return Ahead(rows.days_later(session, today))


@changes
def begin(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    now: datetime,
    *,
    appointment: int,
    statement: str,
    proof: Attached | None = None,
) -> int:
    """Raise a dispute and return its id: the other side is asked, the trading manager rules.

    UnknownPersonError, NotYoursError, NotDisputableError, NothingStandsError, RuledAlreadyError,
    NoApproverError.
    """
    leases.alone(session, now, ALONE)
    asking, later = _disputable(session, who, now.date(), appointment)
    stands = meeting.standing(
        meeting.met(session, meeting.sought(later), later.id), later.staff_id
    )
    if stands is None:
        raise NothingStandsError
    earlier = session.get_one(Appointment, stands.id, with_for_update=True)
    _must_be_open(session, later, earlier)
    late.keep(session, now, late.meant(session, [later, earlier]))
    case = _raised(session, now, asking, later, earlier)
    case.keep(now, asking.staff_id, statement, proof)
    what = Ask(KIND, case.row.id, asking.staff_id)
    case.row.approval_id = machine.submit(session, now, asking.staff_id, what)
    _tell(session, now, asking, case)
    return case.row.id


@changes
def say(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    now: datetime,
    *,
    dispute: int,
    statement: str,
    proof: Attached | None = None,
) -> int:
    """Add what a side says and shows, and return the dispute; who rules hears the other's first.

    UnknownPersonError, NotYourDisputeError, OverError, TooManyPiecesError.
    """
    asking, case = sides.asked(session, who, now.date(), dispute, held=True)
    role, me = case.role(asking), asking.staff_id
    if role == sides.RULER:
        raise sides.NotYourDisputeError
    if case.row.state != RUNNING:
        raise OverError
    before = len(case.said(role))
    if before >= MOST_PIECES:
        raise TooManyPiecesError
    case.keep(now, me, statement, proof)
    if not before and role == EARLIER:
        _tell_rulers(session, now, case)
    return dispute


@changes
def again(session: Session, who: int, now: datetime, dispute: int) -> int:
    """Ask again for the ruling that was given back; returns the dispute.

    UnknownPersonError, NotYourDisputeError, OverError, NoApproverError.
    """
    asking, case = sides.asked(session, who, now.date(), dispute, held=True)
    approval = session.get(Approval, case.row.approval_id or 0)
    if case.role(asking) != sides.LATER or approval is None:
        raise sides.NotYourDisputeError
    if approval.state != machine.RETURNED:
        raise OverError
    machine.again(session, now, approval.id, approval.size)
    return dispute


def _disputable(
    session: Session, who: int, today: date, appointment: int
) -> tuple[Viewer, Appointment]:
    asking, row = view.seen(session, who, today, appointment)
    if row.staff_id != asking.staff_id:
        raise NotYoursError
    if row.state != STOPPED or rows.disputed(session, row.id):
        raise NotDisputableError
    return asking, row


def _must_be_open(session: Session, later: Appointment, earlier: Appointment) -> None:
    if rows.disputed(session, earlier.id):
        raise NotDisputableError
    ruled = select(Dispute.id).where(
        Dispute.later_id == later.id, Dispute.earlier_id == earlier.id, Dispute.state == DISMISSED
    )
    if session.scalar(ruled.limit(1)) is not None:
        raise RuledAlreadyError


def _raised(
    session: Session, now: datetime, asking: Viewer, later: Appointment, earlier: Appointment
) -> Case:
    row = Dispute(
        later_id=later.id,
        earlier_id=earlier.id,
        made_by=asking.staff_id,
        made_at=now,
        state=RUNNING,
    )
    session.add(row)
    session.flush()
    for one in (later, earlier):
        one.version += 1
        note(session, one, now, DISPUTED, None)  # who raised it is not for the other's history
    return Case(session, row, later, earlier)


def _tell(session: Session, now: datetime, asking: Viewer, case: Case) -> None:
    """Ask the other side; show the back offices of both their appointments."""
    number, org = case.row.id, asking.organisation
    notices.tell(session, now, ASKED, number, [case.earlier.staff_id], dispute=number)
    tell_offices(session, now, case, org, None)


def tell_offices(
    session: Session, now: datetime, case: Case, org: Organisation, by: int | None
) -> None:
    """Show the back offices both appointments as they stand, the later one's first."""
    sides_ = {case.later.staff_id, case.earlier.staff_id, by}
    for before, one in ((2, case.later), (1, case.earlier)):
        people = sorted(set(offices(org, one.staff_id)) - sides_)
        place, due = f"{case.row.id}.{case.row.state}.{one.id}", now - before * MOMENT
        notices.tell(session, now, OFFICE, place, people, due_at=due, appointment=one.id)


def _tell_rulers(session: Session, now: datetime, case: Case) -> None:
    approval = session.get_one(Approval, case.row.approval_id)
    seats = machine.opened(session, now.date(), approval).seats
    people = [one.staff_id for one in seats]
    notices.tell(session, now, SAID, case.row.id, people, dispute=case.row.id)
