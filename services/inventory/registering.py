"""An item is registered; who may hold it."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from services.drafts import Choice
from services.history import Employee
from services.inventory import rights
from services.inventory.noting import Done, add, ask, told
from services.inventory.rights import OUTLET, Desk, desk
from services.inventory.rows import KINDS, REGISTERED
from services.office.choices import called
from services.organisation import NotYoursError, sorted_people
from services.store import changes
from services.store.inventory import InventoryItem


class NoSuchKindError(ValueError):
    """It is no kind of item, or no cause of writing one off."""


class NotHereError(ValueError):
    """The person neither belongs to the outlet nor manages its district, or holds it already."""


class LaterError(ValueError):
    """The day from which somebody holds it is still to come."""


def takers(session: Session, who: int, today: date, typed: str) -> tuple[Choice, ...]:
    """Return who may hold items of the outlets that whoever asks keeps; UnknownPersonError."""
    asking = desk(session, who, today)
    found = {asking.me: asking.viewer.me}
    for outlet in asking.keeps:
        found |= {one.staff_id: one for one in rights.holders(asking.org, outlet)}
    return called([(one.number, one.name) for one in sorted_people(found.values())], typed)


@changes
def register(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    now: datetime,
    *,
    outlet: str,
    name: str,
    kind: str,
    count: int,
    holder: Choice,
    note: str | None = None,
    since: date | None = None,
) -> Done:
    """Register an item; whoever is to hold it, if somebody else, is asked first.

    UnknownPersonError, NotYoursError, NoSuchKindError, NotHereError, LaterError.
    """
    asking = desk(session, who, now.date())
    asking.must_keep(outlet)
    if kind not in KINDS:
        raise NoSuchKindError
    if since and since > now.date():
        raise LaterError
    person = taker(asking, outlet, holder, asking.me)
    if asking.org.units[outlet].kind != OUTLET:
        raise NotYoursError
    row = InventoryItem(outlet=outlet, kind=kind)
    row.text = name
    session.add(row)
    session.flush()
    first = {"staff_id": asking.me, "count": count}
    add(session, now, asking, row.id, REGISTERED, day=since, text=note or "", **first)
    if person.staff_id != asking.me:
        ask(session, now, asking, row.id, to=person.staff_id)
    return told(session, now, asking, row.id)


def taker(asking: Desk, outlet: str, chosen: Choice, also: int = 0) -> Employee:
    """Return who is to hold an outlet's item, `also` may whoever registers it; NotHereError."""
    here = {one.staff_id: one for one in rights.holders(asking.org, outlet)}
    if also:
        here[also] = asking.org.people[also]
    found = next((one for one in here.values() if one.number == chosen.code), None)
    if found is None:
        raise NotHereError
    return found
