"""Who keeps and who reads an outlet's register: post × outlet, 0 wrong answers.

Broken by `keeps` that lets whoever reads change, a district's manager who keeps where there is a
station manager, `within` left out, a list, a card or an export that asks for no outlet.
"""

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import pytest
from sqlalchemy.orm import Session

from bot.demo.world.people import Person
from services.drafts import Choice
from services.inventory import answering, changing, export, reading, registering
from services.inventory.rows import EQUIPMENT, LOST
from services.organisation import NotYoursError, UnknownPersonError
from services.store import Store
from tests.branch import NOW, TODAY
from tests.databases import Databases, opened
from tests.inventory import HER, HIM, MANAGER, chosen, given, register
from tests.rights import EVERYBODY, LEFT, PARENTS, account, tried
from tests.test_access import ASKERS

Let: TypeAlias = Callable[[Session, int, str], object]
REFUSED = (NotYoursError, UnknownPersonError)
OUTLETS = ("WD01", "WD02", "WD03", "WD11")
"""With no station manager, with one, with two; of a district whose manager is its director."""
HOLDER = chosen(HIM)


def above(outlet: str) -> list[str]:
    """Return the units that an outlet is in, the nearest first."""
    found, code = list[str](), PARENTS[outlet]
    while code:
        found.append(str(code))
        code = PARENTS[str(code)]
    return found


def here(one: Person) -> bool:
    return one is not LEFT


def stations(outlet: str) -> list[Person]:
    return [
        one
        for one in EVERYBODY.values()
        if here(one) and one.unit == outlet and "驻点经理" in one.posts
    ]


def districts(outlet: str) -> list[Person]:
    for unit in above(outlet):
        found = [one for one in EVERYBODY.values() if one.unit == unit and "区域经理" in one.posts]
        if found:
            return found
    return []


def may_keep(asker: Person | None, outlet: str) -> bool:
    """Return what was agreed."""
    if asker is None or not here(asker):
        return False
    if "后勤支持" in asker.posts and asker.unit in above(outlet):
        return True
    return asker in (stations(outlet) or districts(outlet))


def may_read(asker: Person | None, outlet: str) -> bool:
    """Return what was agreed."""
    if asker is None or not here(asker):
        return False
    wide = "项目总监" in asker.posts and asker.unit in above(outlet)
    reads = "总经理" in asker.posts or wide or asker in districts(outlet)
    return reads or may_keep(asker, outlet)


@pytest.fixture(scope="module")
def there(databases: Databases, completed: str) -> Iterator[Store]:
    url = databases.copy(completed)
    with opened(url) as store:
        for outlet in OUTLETS:
            keeper = next(one for one in EVERYBODY.values() if may_keep(one, outlet))
            register(store, keeper.number, keeper.number, outlet=outlet)
        yield store
    databases.drop(url)


def _asking(let: Let, who: int, outlet: str) -> Callable[[Session], object]:
    return lambda session: let(session, who, outlet)


def wrong(
    there: Store,
    let: Let,
    agreed: Callable[[Person | None, str], bool],
) -> list[tuple[str | None, str]]:
    return [
        (asker.number if asker else None, outlet)
        for asker in ASKERS
        for outlet in OUTLETS
        if tried(there, _asking(let, account(asker), outlet), REFUSED) is not agreed(asker, outlet)
    ]


def listed(session: Session, who: int, outlet: str) -> None:
    if outlet not in {one.code for one in reading.places(session, who, TODAY)}:
        raise NotYoursError


def exported(session: Session, who: int, outlet: str) -> None:
    found = export.cards(session, who, TODAY, export.ALL)
    if outlet not in {one.line.item.row.outlet for one in found}:
        raise NotYoursError


def item_of(session: Session, outlet: str) -> int:
    boss = account(EVERYBODY["JC001"])
    return reading.shelf(session, boss, TODAY, outlet, 0, 9, over=False).lines[0].item.id


READING: dict[str, Let] = {
    "places": listed,
    "shelf": lambda s, who, outlet: reading.shelf(s, who, TODAY, outlet, 0, 9, over=False),
    "over": lambda s, who, outlet: reading.shelf(s, who, TODAY, outlet, 0, 9, over=True),
    "card": lambda s, who, outlet: reading.card(s, who, TODAY, item_of(s, outlet)),
    "weigh": lambda s, who, outlet: reading.weigh(s, who, TODAY, item=item_of(s, outlet)),
    "count": lambda s, who, outlet: export.count(s, who, TODAY, outlet),
    "log": lambda s, who, outlet: export.log(s, who, NOW, outlet),
    "cards": lambda s, who, outlet: export.cards(s, who, TODAY, outlet),
    "all": exported,
}


@pytest.mark.parametrize("service", READING)
def test_who_reads(service: str, there: Store) -> None:
    assert wrong(there, READING[service], may_read) == []


def own(outlet: str) -> Choice:
    one = (stations(outlet) or districts(outlet))[0]
    return Choice(one.number, one.name)


def registered(session: Session, who: int, outlet: str) -> None:
    told: dict[str, Any] = {"name": "x", "kind": EQUIPMENT, "count": 1, "holder": own(outlet)}
    registering.register(session, who, NOW, outlet=outlet, **told)


def handed(session: Session, who: int, outlet: str) -> None:
    other = next(
        one
        for one in EVERYBODY.values()
        if one.unit == outlet and here(one) and one.number != own(outlet).code
    )
    taker = Choice(other.number, other.name)
    item = item_of(session, outlet)
    changing.hand(session, who, NOW, item=item, version=1, holder=taker)


KEEPING: dict[str, Let] = {
    "register": registered,
    "hand": handed,
    "recount": lambda s, who, outlet: changing.recount(
        s, who, NOW, item=item_of(s, outlet), version=1, count=9, reason="-"
    ),
    "write_off": lambda s, who, outlet: changing.write_off(
        s, who, NOW, item=item_of(s, outlet), version=1, cause=LOST
    ),
    "withdraw": lambda s, who, outlet: changing.withdraw(
        s, who, NOW, item=item_of(s, outlet), version=1
    ),
}


@pytest.mark.parametrize("service", KEEPING)
def test_who_keeps(service: str, there: Store) -> None:
    assert wrong(there, KEEPING[service], may_keep) == []


def test_there_are_outlets_with_and_without_a_station_manager() -> None:
    assert {bool(stations(one)) for one in OUTLETS} == {True, False}
    assert all(districts(one) for one in OUTLETS)


def test_a_marketer_reads_of_what_he_holds_and_of_nothing_else(filled_store: Store) -> None:
    his, other = given(filled_store, HIM), register(filled_store)
    who = account(EVERYBODY[HIM])
    assert [one.item.id for one in filled_store.call(reading.mine, who, TODAY)] == [his]
    assert filled_store.call(reading.card, who, TODAY, his).keeps is False
    with pytest.raises(NotYoursError):
        filled_store.call(reading.card, who, TODAY, other)
    found = filled_store.call(export.cards, who, TODAY, export.ALL)
    assert [one.line.item.id for one in found] == [his]
    with pytest.raises(NotYoursError):
        filled_store.call(export.cards, who, TODAY, "WD02")


def test_only_who_is_asked_answers(filled_store: Store) -> None:
    item = register(filled_store, HIM)
    for one in (HER, "JC001", "JC012"):
        with pytest.raises(NotYoursError):
            filled_store.call(answering.take, account(EVERYBODY[one]), NOW, item=item, version=2)
    told = {"item": item, "version": 2}
    assert not filled_store.call(answering.take, account(EVERYBODY[MANAGER]), NOW, **told).done
    assert filled_store.call(answering.take, account(EVERYBODY[HIM]), NOW, **told).done


def test_whoever_was_asked_sees_no_more_of_it_once_he_refused(filled_store: Store) -> None:
    item, who = register(filled_store, HIM), account(EVERYBODY[HIM])
    assert filled_store.call(reading.card, who, TODAY, item).takes
    told = {"item": item, "version": 2}
    assert filled_store.call(answering.refuse, who, NOW, **told, reason="-").card is None
    with pytest.raises(NotYoursError):
        filled_store.call(reading.card, who, TODAY, item)
