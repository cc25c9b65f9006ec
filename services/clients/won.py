"""Appointments that a ruling has put in the place of those that it took a client from."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.recurrence import day_of
from services.store.clients import Appointment, Dispute
from services.store.vault import vault

UPHELD = "upheld"


@dataclass(frozen=True, slots=True)
class Lost:
    """An appointment that never had a 客户号: whose it was, what equal names have in common."""

    staff_id: int
    name: bytes
    made_on: date


def won(session: Session) -> dict[int, list[Lost]]:
    """Return by the id of the appointment that stands now those that it stands for."""
    ruled = select(Dispute.earlier_id, Dispute.later_id).where(Dispute.state == UPHELD)
    winners = dict(session.execute(ruled).all())
    chosen = select(Appointment).where(
        Appointment.id.in_(winners), Appointment.client_id.is_(None)
    )
    found: dict[int, list[Lost]] = {}
    for row in session.scalars(chosen):
        stands = winners[row.id]
        while stands in winners:  # lost again
            stands = winners[stands]
        lost = Lost(row.staff_id, vault().index(row.name), day_of(row.made_at))
        found.setdefault(stands, []).append(lost)
    return found
