"""Who takes a leaver's clients over: named by the superior, and whether he does.

Once he does they are his from the day after the leaver's last one (`services/clients`).
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from services import notices
from services.approvals.machine import APPROVED
from services.clients import leaving
from services.drafts import Choice
from services.history import Employee
from services.office.choices import called
from services.organisation import NotYoursError, Viewer, viewer
from services.resignation.asking import leaves_on
from services.resignation.items import (
    Checklist,
    Item,
    item_told,
    items_of,
    receivers,
    running,
    seen,
    told,
)
from services.resignation.outlook import CLIENTS
from services.store import changes
from services.store.resignation import HandoverItem, Resignation

TAKES, TAKEN = "handover_takes", "handover_taken"


class CannotTakeClientsError(ValueError):
    """The person cannot take the clients: he leaves himself, or works here no more."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Clients that somebody is to take over: whose, how many, by when."""

    item: Item
    person: Employee
    last_day: date
    running: bool
    first_day: date  # from which they would be his


def takers(session: Session, who: int, today: date, typed: str) -> tuple[Choice, ...]:
    """Return those of one's people, and oneself, who are called like that; UnknownPersonError."""
    asking = viewer(session, who, today)
    people = (asking.organisation.people[one] for one in asking.organisation.seen_by(asking.me))
    able = [(one.number, one.name) for one in people if one.works_on(today) and not one.left]
    return called(sorted(able), typed)


@changes
def name_taker(
    session: Session, who: int, now: datetime, *, resignation: int, taker: Choice
) -> Checklist:
    """Name who is to take the clients; he is asked whether he does.

    CannotTakeClientsError; errors as of `tick`.
    """
    asking = viewer(session, who, now.date())
    row = running(asking, seen(asking, session, resignation))
    one = next((item for item in items_of(session, row.id) if item.kind == CLIENTS), None)
    people = asking.organisation.people.values()
    found = next((each for each in people if each.number == taker.code), None)
    if found is None or not asking.sees(found.staff_id):
        raise NotYoursError
    free = found.works_on(now.date()) and not found.left and found.staff_id != row.staff_id
    if one is None or not free:
        raise CannotTakeClientsError
    one.to_id, one.done_at, one.done_by = found.staff_id, None, None
    one.version += 1
    session.flush()
    notices.tell(session, now, TAKES, f"{one.id}.{one.version}", [found.staff_id], item=one.id)
    return told(asking, session, row)


def offer(session: Session, who: int, today: date, item: int) -> Offer:
    """Return the clients that whoever asks is to take; UnknownPersonError, NotYoursError."""
    asking = viewer(session, who, today)
    return _offer(session, asking, _mine(session, asking, item))


@changes
def answer(  # noqa: PLR0913 - what is answered, as it was drawn
    session: Session, who: int, now: datetime, *, item: int, version: int, takes: bool
) -> tuple[Offer | None, bool]:
    """Take the clients, or say that one cannot: then somebody else is to be named.

    CannotTakeError. Returns the offer as it stands (none: it is no longer his), and whether this
    press did it.
    """
    asking = viewer(session, who, now.date())
    one = _mine(session, asking, item, held=True)
    row = session.get_one(Resignation, one.resignation_id)
    if one.version != version or one.done_at or row.state != APPROVED:
        return _offer(session, asking, one), False
    if takes:
        person = asking.organisation.people[row.staff_id]
        leaving.hand_on(session, now, person, asking.me, leaves_on(row, person))
    one.done_at, one.done_by = (now, asking.staff_id) if takes else (None, None)
    one.to_id = asking.staff_id if takes else None
    one.version += 1
    session.flush()
    people = receivers(session, now.date(), row.staff_id) - {asking.staff_id}
    notices.tell(
        session,
        now,
        TAKEN,
        f"{one.id}.{one.version}",
        people,
        resignation=row.id,
        name=asking.me.name,
        takes=takes,
    )
    return (_offer(session, asking, one) if takes else None), True


def _mine(session: Session, asking: Viewer, item: int, *, held: bool = False) -> HandoverItem:
    """Return clients that whoever asks is to take, or took; NotYoursError."""
    one = session.get(HandoverItem, item, with_for_update=held or None)
    if one is None or asking.staff_id not in {one.to_id, one.done_by}:
        raise NotYoursError
    return one


def _offer(session: Session, asking: Viewer, one: HandoverItem) -> Offer:
    people = asking.organisation.people
    row = session.get_one(Resignation, one.resignation_id)
    person = people[row.staff_id]
    going, last_day = row.state == APPROVED, leaves_on(row, person)
    first_day = leaving.first_day_after(session, last_day)
    return Offer(item_told(people, one), person, last_day, going, first_day)
