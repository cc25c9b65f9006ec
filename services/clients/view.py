"""A client's card, masked; the whole name on record; whose he was."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.clients import effect
from services.clients.effect import Listed
from services.clients.listing import as_of
from services.facts.live import live
from services.facts.live import view as view_of
from services.history import BACK_OFFICE, Employee
from services.organisation import NotYoursError, Viewer, viewer
from services.store import audit, changes
from services.store.clients import ClientOwner
from services.store.figures import ClientMonth


@dataclass(frozen=True, slots=True)
class Was:
    """Whose the client was from a day on, and on what ground."""

    first_day: date
    name: str
    ground: str


@dataclass(frozen=True, slots=True)
class Card:
    """A client as whoever asks may see him, and what he may do."""

    one: Listed
    owner: Employee
    unit: str
    owners: tuple[Was, ...]
    as_of: datetime | None
    mine: bool
    reveals: bool
    hands_over: bool


def card(session: Session, who: int, today: date, client: int) -> Card:
    """Return a client; UnknownPersonError, NotYoursError."""
    asking, owner = seen(session, who, today, client)
    people = asking.organisation.people
    (one,) = effect.listed(session, asking.organisation, [client])
    return Card(
        one=one,
        owner=owner,
        unit=asking.organisation.unit_name(owner),
        owners=tuple(
            Was(row.first_day, people[row.staff_id].name, row.ground)
            for row in _owners(session, client)
            if row.staff_id in people
        ),
        as_of=as_of(session, one.row.month) if one.row else None,
        mine=owner.staff_id == asking.staff_id,
        reveals=may_reveal(asking, owner.staff_id),
        hands_over=owner.staff_id != asking.staff_id,
    )


@changes
def reveal(session: Session, who: int, now: datetime, client: int) -> str:
    """Return a client's whole name, on record; UnknownPersonError, NotYoursError."""
    asking, owner = seen(session, who, now.date(), client)
    if not may_reveal(asking, owner.staff_id):
        raise NotYoursError
    audit.record(session, now, asking.staff_id, "client.unmasked", client=client)
    return effect.names_of(session, [client]).get(client, "")


def seen(session: Session, who: int, today: date, client: int) -> tuple[Viewer, Employee]:
    """Return who asks, and whose the client is, if he may see him.

    UnknownPersonError, NotYoursError.
    """
    asking = viewer(session, who, today)
    owner = owner_on(session, client, today)
    if owner is None:
        raise NotYoursError
    return asking, asking.must_see(owner)


def may_reveal(asking: Viewer, owner_id: int) -> bool:
    """Tell whether somebody may see the whole name: whose client it is, and the back office."""
    office = BACK_OFFICE in asking.posts and asking.sees(owner_id)
    return owner_id == asking.staff_id or office


def owner_on(session: Session, client: int, day: date) -> int | None:
    """Return whose a client is on a day: of record, else by the latest imported row."""
    row = ClientOwner
    recorded = select(row.staff_id).where(row.client_id == client, row.first_day <= day)
    latest = recorded.order_by(row.first_day.desc(), row.number.desc()).limit(1)
    found = session.scalar(latest)
    if found is not None:
        return found
    month = ClientMonth
    imported = select(month.staff_id).where(month.client_id == client)
    imported = imported.where(live(month, view_of(session))).order_by(month.month.desc())
    return session.scalar(imported.limit(1))


def _owners(session: Session, client: int) -> list[ClientOwner]:
    row = ClientOwner
    chosen = select(row).where(row.client_id == client).order_by(row.first_day, row.number)
    return list(session.scalars(chosen))
