"""What may be recorded of a person, by whom, and what was recorded of a day already."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.attendance.effects import Effect
from services.attendance.events import CANCELLED, CHOICES, count
from services.history import Employee
from services.organisation import Viewer, viewer
from services.pay.inputs import TEAM_EVENTS, TEAM_POSTS
from services.store.attendance import Event


class OwnEventError(Exception):
    """Nobody records anything of himself."""


@dataclass(frozen=True, slots=True)
class Seen:
    """An event as it is shown: what, how much, by whom, when, whether it was taken back."""

    id: int
    kind: str
    day: date
    quantity: Decimal
    by: str
    at: datetime
    cancelled: bool


@dataclass(frozen=True, slots=True)
class Card:
    """What can be recorded of a person on a day, and what was recorded of it already."""

    person: Employee
    day: date
    choices: tuple[str, ...]
    version: int
    there: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """What was recorded, with its effect; none of it if the press was on an outdated card.

    It may be contested `within` so many working days (none: no time is set).
    """

    card: Card
    event: Seen | None
    note: str = ""
    effect: Effect | None = None
    within: int | None = None


def card(session: Session, who: int, today: date, staff: int, day: date) -> Card:
    """Return what whoever asks may record of a person on a day.

    UnknownPersonError, NotYoursError, OwnEventError.
    """
    return drawn(session, allowed(session, who, today, staff), staff, day)


def allowed(session: Session, who: int, today: date, staff: int) -> Viewer:
    """Return who asks, if he may record something of the person.

    UnknownPersonError, NotYoursError, OwnEventError.
    """
    asking = viewer(session, who, today)
    asking.must_see(staff)
    if staff == asking.staff_id:
        raise OwnEventError
    return asking


def drawn(session: Session, asking: Viewer, staff: int, day: date) -> Card:
    """Return the card for somebody who was let through."""
    found = asking.organisation.people[staff]
    codes = (
        code
        for code, one in CHOICES.items()
        if one.kind not in TEAM_EVENTS or found.posts & TEAM_POSTS
    )
    of_day = select(Event).where(Event.staff_id == staff, Event.day == day)
    there = session.scalars(of_day.order_by(Event.made_at, Event.batch_id)).all()
    return Card(
        found, day, tuple(codes), count(session, staff), tuple(seen(asking, one) for one in there)
    )


def seen(asking: Viewer, event: Event) -> Seen:
    """Return an event as it is shown."""
    by = asking.organisation.people.get(event.made_by or 0)
    return Seen(
        event.id,
        event.kind,
        event.day,
        event.quantity,
        by.name if by else "",
        event.made_at,
        event.state == CANCELLED,
    )
