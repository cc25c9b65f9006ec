"""What every service of appointments shares: states, what was done, who hears of it."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.organisation import Organisation, offices
from services.store.clients import Appointment, AppointmentEntry

RESERVED, OPENED, SIGNED, RECORDED, ARCHIVED = (
    "reserved",
    "opened",
    "signed",
    "recorded",
    "archived",
)
RETURNED, REJECTED, STOPPED, CANCELLED, EXPIRED, TRANSFERRED = (
    "returned",
    "rejected",
    "stopped",
    "cancelled",
    "expired",
    "transferred",
)
REBOOKED, RENEWED, COMES, ALONE = "rebooked", "renewed", "comes", "alone"
"""Acts beside the states: put off; registered again once it was over; whether one comes along."""
LIVE = (RESERVED, OPENED, RETURNED, SIGNED)
"""In these an appointment keeps others from registering the same client."""
STATES = (
    *(RESERVED, OPENED, SIGNED, RECORDED, ARCHIVED),
    *(RETURNED, REJECTED, STOPPED, CANCELLED, EXPIRED, TRANSFERRED),
)


class MovedOnError(Exception):
    """It was changed since it was looked at, or its state does not allow it any more."""


def note(  # noqa: PLR0913, PLR0917 - the columns of an entry
    session: Session,
    row: Appointment,
    now: datetime,
    act: str,
    by: int | None,
    text: str = "",
    *,
    planned: datetime | None = None,
) -> int:
    """Add what was done with an appointment; return the number of the entry."""
    chosen = select(func.count()).where(AppointmentEntry.appointment_id == row.id)
    number = 1 + (session.scalar(chosen) or 0)
    one = AppointmentEntry(
        appointment_id=row.id,
        number=number,
        act=act,
        staff_id=by,
        note_sealed=b"",
        at=now,
        planned=planned,
    )
    one.note = text
    session.add(one)
    session.flush()
    return number


def entries(session: Session, appointment: int) -> list[AppointmentEntry]:
    """Return what was done with an appointment, from the beginning."""
    chosen = select(AppointmentEntry).where(AppointmentEntry.appointment_id == appointment)
    return list(session.scalars(chosen.order_by(AppointmentEntry.number)))


def circle(org: Organisation, staff_id: int, *, but: int | None = None) -> list[int]:
    """Return who hears of an appointment: whose it is, if he is here, and his back office.

    `but`: whoever did it himself.
    """
    whose = [staff_id] if org.people[staff_id].works_on(org.day) else []
    return [one for one in (*whose, *offices(org, staff_id)) if one != but]
