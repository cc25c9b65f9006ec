"""An appointment as whoever may see it is shown it, and one's own ones as a list."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.appointments.naming import masked, tail
from services.appointments.rows import CANCELLED, EXPIRED, RENEWED, RESERVED, entries
from services.duplicates.about import About, about
from services.history import BACK_OFFICE
from services.organisation import NotYoursError, Viewer, viewer
from services.store import audit, changes
from services.store.clients import Appointment, AppointmentEntry

OVER = (CANCELLED, EXPIRED)
"""Out of these whose client it is can register him again."""
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
    accompanied: bool
    mine: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """What was done with an appointment: by whom (none: the house), why, put off to when."""

    number: int
    act: str
    by: str | None
    at: datetime
    why: str
    planned: datetime | None


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
    made_by: str | None  # who registered it, if it was not whose client it is
    changes: bool  # whether he may put it off or cancel it now
    renews: bool  # whether he may register the client again
    history: tuple[Entry, ...]
    reports: bool  # whether he is the back office that reports the opening in the owner's place
    about: About = field(default_factory=About)


def card(session: Session, who: int, today: date, appointment: int) -> Card:
    """Return an appointment; UnknownPersonError, NotYoursError."""
    asking, row = seen(session, who, today, appointment)
    found = drawn(asking, row, entries(session, row.id))
    return replace(found, about=about(session, asking, row))


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
    return may_change(asking, row) or bool(SIGNING & asking.posts)


def may_change(asking: Viewer, row: Appointment) -> bool:
    """Tell whether somebody may put an appointment off or cancel it: his own, the back office."""
    return row.staff_id == asking.staff_id or is_office(asking, row)


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
        accompanied=row.accompanied,
        mine=row.staff_id == asking.staff_id,
    )


def drawn(asking: Viewer, row: Appointment, done: Sequence[AppointmentEntry] = ()) -> Card:
    """Return an appointment as its card shows it, with what was done with it."""
    people = asking.organisation.people
    whose, mine_ = people[row.staff_id], row.staff_id == asking.staff_id
    renewed = any(one.act == RENEWED for one in done)
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
        mine=mine_,
        reveals=may_reveal(asking, row),
        made_by=None if row.made_by == row.staff_id else people[row.made_by].name,
        changes=row.state == RESERVED and may_change(asking, row),
        renews=mine_ and row.state in OVER and not renewed,
        history=tuple(_told(asking, row, done)),
        reports=is_office(asking, row),
    )


def _told(asking: Viewer, row: Appointment, done: Sequence[AppointmentEntry]) -> Iterator[Entry]:
    people, whole = asking.organisation.people, may_reveal(asking, row)
    for one in done:
        by = None if one.staff_id is None else people[one.staff_id].name
        why = one.note if whole else discreet(row, one.note)
        yield Entry(one.number, one.act, by, one.at, why, one.planned)


def discreet(row: Appointment, text: str) -> str:
    """Return what somebody wrote about an appointment with the client's name and phone masked."""
    named = row.name and masked(row.name, institution=row.institution)
    name = text.replace(row.name, named) if named else text  # none: he was put away
    return name.replace(row.phone, "*" * len(row.phone)) if row.phone else name
