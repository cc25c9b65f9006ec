"""An appointment as whoever may see it is shown it, and one's own ones as a list."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.appointments.naming import masked, tail
from services.appointments.rows import RESERVED
from services.history import BACK_OFFICE
from services.organisation import NotYoursError, Viewer, viewer
from services.store import audit, changes
from services.store.clients import Appointment

SIGNING = frozenset({"trading_manager", "finance_manager", "general_manager"})
"""Posts that sign for clients of the whole branch (Article 31.4, 31.5)."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An appointment in a list: the client masked."""

    id: int
    name: str
    tail: str
    state: str
    planned: datetime
    assets: Decimal
    owner: str


@dataclass(frozen=True, slots=True)
class Card:
    """An appointment: the client masked; what whoever asks may do with it."""

    id: int
    version: int
    name: str
    tail: str
    institution: bool
    assets: Decimal
    planned: datetime
    accompanied: bool
    state: str
    valid_until: date
    rebooked: int
    owner: str
    unit: str
    mine: bool
    reveals: bool  # whether he may see the whole name
    reports: bool  # whether he is the back office that reports the opening in the owner's place


def card(session: Session, who: int, today: date, appointment: int) -> Card:
    """Return an appointment; UnknownPersonError, NotYoursError."""
    asking, row = seen(session, who, today, appointment)
    return drawn(asking, row)


def mine(
    session: Session, who: int, today: date, first: int, most: int
) -> tuple[tuple[Listed, ...], int]:
    """Return a page of one's own appointments, those to come first, and how many there are."""
    asking = viewer(session, who, today)
    his = Appointment.staff_id == asking.staff_id
    chosen = select(Appointment).where(his)
    chosen = chosen.order_by(Appointment.state != RESERVED, Appointment.planned, Appointment.id)
    rows = session.scalars(chosen.offset(first).limit(most))
    total = session.scalar(select(func.count()).select_from(Appointment).where(his))
    return tuple(listed(asking, row) for row in rows), total or 0


@changes
def reveal(session: Session, who: int, now: datetime, appointment: int) -> tuple[str, str]:
    """Return a client's whole name and phone, on record; UnknownPersonError, NotYoursError."""
    asking, row = seen(session, who, now.date(), appointment)
    if not may_reveal(asking, row):
        raise NotYoursError
    audit.record(session, now, asking.staff_id, "client.unmasked", appointment=row.id)
    return row.name, row.phone


def seen(
    session: Session, who: int, today: date, appointment: int, *, held: bool = False
) -> tuple[Viewer, Appointment]:
    """Return who asks and an appointment that he may see; UnknownPersonError, NotYoursError."""
    asking = viewer(session, who, today)
    row = session.get(Appointment, appointment, with_for_update=held or None)
    if row is None or not (asking.sees(row.staff_id) or SIGNING & asking.posts):
        raise NotYoursError
    return asking, row


def may_reveal(asking: Viewer, row: Appointment) -> bool:
    """Tell whether somebody may see the client's whole name: his own, the back office, signers."""
    mine = row.staff_id == asking.staff_id
    return mine or is_office(asking, row) or bool(SIGNING & asking.posts)


def is_office(asking: Viewer, row: Appointment) -> bool:
    """Tell whether somebody is the back office of whoever has the client."""
    return BACK_OFFICE in asking.posts and asking.sees(row.staff_id)


def listed(asking: Viewer, row: Appointment) -> Listed:
    """Return an appointment as a list shows it."""
    return Listed(
        id=row.id,
        name=masked(row.name, institution=row.institution),
        tail=tail(row.phone),
        state=row.state,
        planned=row.planned,
        assets=row.assets,
        owner=asking.organisation.people[row.staff_id].name,
    )


def drawn(asking: Viewer, row: Appointment) -> Card:
    """Return an appointment as its card shows it."""
    whose = asking.organisation.people[row.staff_id]
    return Card(
        id=row.id,
        version=row.version,
        name=masked(row.name, institution=row.institution),
        tail=tail(row.phone),
        institution=row.institution,
        assets=row.assets,
        planned=row.planned,
        accompanied=row.accompanied,
        state=row.state,
        valid_until=row.valid_until,
        rebooked=row.rebooked,
        owner=whose.name,
        unit=asking.organisation.unit_name(whose),
        mine=row.staff_id == asking.staff_id,
        reveals=may_reveal(asking, row),
        reports=is_office(asking, row),
    )
