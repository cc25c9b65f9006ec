"""What every service of appointments shares: states, and what was done."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

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
LIVE = (RESERVED, OPENED, RETURNED, SIGNED)
"""In these an appointment keeps others from registering the same client."""
STATES = (
    *(RESERVED, OPENED, SIGNED, RECORDED, ARCHIVED),
    *(RETURNED, REJECTED, STOPPED, CANCELLED, EXPIRED, TRANSFERRED),
)


def note(  # noqa: PLR0913, PLR0917 - the columns of an entry
    session: Session, row: Appointment, now: datetime, act: str, by: int | None, text: str = ""
) -> None:
    """Add what was done with an appointment."""
    chosen = select(func.count()).where(AppointmentEntry.appointment_id == row.id)
    number = 1 + (session.scalar(chosen) or 0)
    one = AppointmentEntry(
        appointment_id=row.id, number=number, act=act, staff_id=by, note_sealed=b"", at=now
    )
    one.note = text
    session.add(one)
    session.flush()
