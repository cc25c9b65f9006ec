"""What can change hands: somebody's clients and appointments that nobody was offered yet."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.appointments.rows import LIVE
from services.clients.listing import his
from services.store.clients import Appointment, ClientOwner, Handover, HandoverClient

OFFERED, ACCEPTED, DECLINED, WITHDRAWN = "offered", "accepted", "declined", "withdrawn"


@dataclass(frozen=True, slots=True)
class Selected:
    """Ids of clients, and of appointments that are not recorded yet."""

    clients: tuple[int, ...]
    appointments: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there is anything."""
        return bool(self.clients or self.appointments)


def selected(session: Session, staff_id: int, client: int, day: date) -> Selected:
    """Return the client (0: all, with live appointments) if he is the person's on the day.

    Without those that somebody was offered and has not answered for.
    """
    ids = [one for one in session.scalars(his(session, {staff_id}, day)) if client in {0, one}]
    taken = _offered(session, staff_id)
    clients = tuple(one for one in sorted(ids) if one not in taken.clients)
    if client:
        return Selected(clients)
    live = select(Appointment.id).where(
        Appointment.staff_id == staff_id, Appointment.state.in_(LIVE)
    )
    appointments = session.scalars(live.order_by(Appointment.made_at))
    return Selected(clients, tuple(one for one in appointments if one not in taken.appointments))


def _offered(session: Session, staff_id: int) -> Selected:
    row = HandoverClient
    chosen = (
        select(row.client_id, row.appointment_id)
        .join(Handover, Handover.id == row.handover_id)
        .where(Handover.from_id == staff_id, Handover.state == OFFERED)
    )
    pairs = session.execute(chosen).all()
    return Selected(tuple(one for one, _ in pairs if one), tuple(one for _, one in pairs if one))


def earliest(session: Session, clients: tuple[int, ...]) -> date | None:
    """Return the last day on which one of the clients came to somebody: nothing goes before it."""
    row = ClientOwner
    return session.scalar(select(func.max(row.first_day)).where(row.client_id.in_(clients)))
