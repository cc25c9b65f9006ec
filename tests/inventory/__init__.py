"""The register of items of the demo's branch: who does what with them."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.demo.world.people import PEOPLE
from services import organisation
from services.drafts import Choice
from services.inventory import answering, registering, rows
from services.inventory.noting import Done
from services.inventory.rows import EQUIPMENT, Item
from services.store import Store
from services.store.traffic import Notice
from tests.branch import NOW, TODAY, account

WD02 = "WD02"
MANAGER, HIM, HER, OTHERS = "JC019", "JC031", "JC030", "JC033"  # the last of WD03
DISTRICT, DIRECTOR, OFFICE, GENERAL = "JC015", "JC012", "JC009", "JC001"
NAMES = {one.number: one.name for one in PEOPLE}


def chosen(number: str) -> Choice:
    """Return somebody as a form has him."""
    return Choice(number, NAMES[number])


def register(store: Store, holder: str = MANAGER, by: str = MANAGER, **more: Any) -> int:
    """Register a thing and return its id."""
    answers: dict[str, Any] = {"outlet": WD02, "name": "平板", "kind": EQUIPMENT, "count": 2}
    answers |= {"holder": chosen(holder)} | more
    done = store.call(registering.register, account(by), NOW, **answers)
    assert done.card
    return done.card.line.item.id


def given(store: Store, holder: str, **more: Any) -> int:
    """Register a thing with somebody who confirms that he has it."""
    item = register(store, holder, **more)
    assert take(store, holder, item, 2).done
    return item


def take(store: Store, who: str, item: int, version: int) -> Done:
    """Confirm that one has a thing."""
    return store.call(answering.take, account(who), NOW, item=item, version=version)


def standing(store: Store, item: int) -> Item:
    """Return how a thing stands."""
    found = store.call(rows.one, item)
    assert found
    return found


def held_by(store: Store, item: int) -> tuple[str, str | None]:
    """Return who holds a thing, and who is asked to take it."""
    people = store.call(organisation.on, TODAY).people
    one = standing(store, item)
    asked = people[one.offered.to_id].number if one.offered else None
    return people[one.holder_id].number, asked


def told(store: Store, kind: str) -> list[str]:
    """Return who was told something of a kind, in the order in which it was written."""
    people = store.call(organisation.on, TODAY).people
    with Session(store.reader) as session:
        chosen_ = select(Notice.staff_id).where(Notice.kind == kind).order_by(Notice.key)
        return sorted(people[one or 0].number for one in session.scalars(chosen_))
