"""What a handover does once it is agreed: dated owners, appointments that go along."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import organisation
from services.appointments.registering import FIELD
from services.appointments.rows import LIVE, TRANSFERRED, note
from services.clients import owners
from services.clients.listing import his
from services.clients.selection import ACCEPTED
from services.facts.months import closed_months
from services.history import Employee
from services.month import Month
from services.store import audit, changes
from services.store.clients import Appointment, Handover, HandoverClient


class CannotTakeError(ValueError):
    """The person cannot take the clients: has no post with clients, leaves, is the one who has."""


class ClosedMonthError(ValueError):
    """The day lies in a month that is frozen."""

    def __init__(self, month: Month) -> None:
        super().__init__(str(month))
        self.month = month


def must_take(taker: Employee, person: Employee, day: date) -> None:
    """Refuse whoever cannot have clients from a day on; CannotTakeError."""
    able = FIELD & taker.posts and taker.works_on(day) and taker.staff_id != person.staff_id
    if not able:
        raise CannotTakeError


def must_be_open(session: Session, day: date) -> None:
    """Refuse a day of a frozen month; ClosedMonthError."""
    month = Month.of(day)
    if month in closed_months(session):
        raise ClosedMonthError(month)


def carry_out(session: Session, now: datetime, row: Handover, by: int) -> int:
    """Have the clients be the taker's from the first day on; return how many still could be.

    Who meanwhile went to somebody else stays there. Appointments go along on the day itself.
    """
    first_day = row.first_day or now.date()
    today = max(first_day, now.date())
    still = set(session.scalars(his(session, {row.from_id}, today)))
    given = [one.client_id for one in things(session, row.id) if one.client_id]
    going = [one for one in given if one in still]
    owners.add(
        session,
        now,
        going,
        row.to_id,
        first_day=first_day,
        ground=owners.HANDED_OVER,
        by=by,
    )
    row.state, row.version = ACCEPTED, row.version + 1
    session.flush()
    moved = move_appointments(session, now, row) if first_day <= now.date() else 0
    audit.record(
        session,
        now,
        by,
        "clients.handed_over",
        handover=row.id,
        first_day=first_day,
        clients=going,
        appointments=moved,
    )
    return len(going)


def move_appointments(session: Session, now: datetime, row: Handover) -> int:
    """Give the taker the live appointments of a handover; their state stays; return how many."""
    ids = [one.appointment_id for one in things(session, row.id) if one.appointment_id]
    chosen = select(Appointment).where(
        Appointment.id.in_(ids),
        Appointment.staff_id == row.from_id,
        Appointment.state.in_(LIVE),
    )
    unit = organisation.on(session, now.date()).people[row.to_id].unit
    moved = session.scalars(chosen.with_for_update()).all()
    for one in moved:
        one.staff_id, one.unit = row.to_id, unit
        one.version += 1
        note(session, one, now, TRANSFERRED, row.made_by)
    session.flush()
    return len(moved)


@changes
def follow(session: Session, now: datetime, _due: datetime) -> None:
    """Every night: have appointments go along with handovers whose day has come."""
    pending = (
        select(HandoverClient.handover_id)
        .join(Appointment, Appointment.id == HandoverClient.appointment_id)
        .where(Appointment.state.in_(LIVE))
    )
    chosen = select(Handover).where(
        Handover.state == ACCEPTED, Handover.first_day <= now.date(), Handover.id.in_(pending)
    )
    for row in session.scalars(chosen).all():
        move_appointments(session, now, row)


def things(session: Session, handover: int) -> Sequence[HandoverClient]:
    """Return what is in a handover."""
    row = HandoverClient
    chosen = select(row).where(row.handover_id == handover).order_by(row.number)
    return session.scalars(chosen).all()
