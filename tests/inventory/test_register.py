"""What becomes of an item: held until somebody else has taken it, never changed in place.

Broken by a holder who changes with the offer, a stale press that acts, a change while it waits.
"""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.inventory import answering, changing, leaving, reading, registering
from services.inventory.changing import SameCountError, WaitsError
from services.inventory.noting import CHANGED, HAND
from services.inventory.registering import LaterError, NoSuchKindError, NotHereError
from services.inventory.rows import DAMAGED, LOST
from services.organisation import on
from services.store import Store
from services.store.inventory import InventoryEntry
from services.store.talk import Audit
from tests.branch import NOW, TODAY, account
from tests.inventory import (
    DISTRICT,
    HER,
    HIM,
    MANAGER,
    OFFICE,
    OTHERS,
    chosen,
    given,
    held_by,
    register,
    standing,
    take,
    told,
)

DAY = timedelta(1)


def hand(store: Store, item: int, version: int, to: str, by: str = MANAGER) -> Any:
    answers: dict[str, Any] = {"item": item, "version": version, "holder": chosen(to)}
    return store.call(changing.hand, account(by), NOW, **answers)


def recount(store: Store, item: int, version: int, count: int) -> Any:
    answers: dict[str, Any] = {"item": item, "version": version, "count": count, "reason": "少了"}
    return store.call(changing.recount, account(MANAGER), NOW, **answers)


def write_off(store: Store, item: int, version: int, cause: str = LOST) -> Any:
    answers: dict[str, Any] = {"item": item, "version": version, "cause": cause}
    return store.call(changing.write_off, account(MANAGER), NOW, **answers)


def test_the_earlier_holder_holds_it_until_the_other_has_taken_it(filled_store: Store) -> None:
    item = given(filled_store, HIM, since=TODAY - 9 * DAY)
    hand(filled_store, item, 3, HER)
    assert held_by(filled_store, item) == (HIM, HER)
    take(filled_store, HER, item, 4)
    assert held_by(filled_store, item) == (HER, None)
    assert standing(filled_store, item).since == TODAY
    assert told(filled_store, HAND) == [HER, HIM]
    assert told(filled_store, CHANGED) == [MANAGER, MANAGER, HIM]


def test_refused_or_taken_back_it_stays_with_the_earlier_holder(filled_store: Store) -> None:
    item = register(filled_store, HIM)
    answers: dict[str, Any] = {"item": item, "version": 2, "reason": "只有一个"}
    filled_store.call(answering.refuse, account(HIM), NOW, **answers)
    assert held_by(filled_store, item) == (MANAGER, None)
    hand(filled_store, item, 3, HIM)
    filled_store.call(changing.withdraw, account(MANAGER), NOW, item=item, version=4)
    assert held_by(filled_store, item) == (MANAGER, None)
    assert told(filled_store, CHANGED) == [MANAGER, HIM]


def test_who_keeps_the_register_takes_it_back_at_once(filled_store: Store) -> None:
    item = given(filled_store, HIM)
    assert hand(filled_store, item, 3, MANAGER).done
    assert held_by(filled_store, item) == (MANAGER, None)
    assert told(filled_store, CHANGED) == [MANAGER, HIM]


def test_since_it_was_at_the_outlet_and_never_ahead(filled_store: Store) -> None:
    item = register(filled_store, since=date(2025, 3, 1))
    assert standing(filled_store, item).since == date(2025, 3, 1)
    with pytest.raises(LaterError):
        register(filled_store, since=TODAY + DAY)


@pytest.mark.parametrize("who", [OTHERS, OFFICE, "JC012", "JC016"])
def test_only_the_outlets_people_and_its_districts_manager_are_given_it(
    filled_store: Store, who: str
) -> None:
    item = register(filled_store)
    with pytest.raises(NotHereError):
        hand(filled_store, item, 1, who)
    with pytest.raises(NotHereError):
        register(filled_store, who)
    assert hand(filled_store, item, 1, DISTRICT).done


def test_the_back_office_holds_what_it_registers_until_it_is_taken(filled_store: Store) -> None:
    item = register(filled_store, MANAGER, OFFICE)
    assert held_by(filled_store, item) == (OFFICE, MANAGER)
    assert held_by(filled_store, register(filled_store, OFFICE, OFFICE)) == (OFFICE, None)


def test_it_cannot_be_handed_to_who_holds_it(filled_store: Store) -> None:
    item = given(filled_store, HIM)
    with pytest.raises(NotHereError):
        hand(filled_store, item, 3, HIM)


def test_while_it_waits_nothing_else_is_done_with_it(filled_store: Store) -> None:
    item = register(filled_store, HIM)
    with pytest.raises(WaitsError):
        hand(filled_store, item, 2, HER)
    with pytest.raises(WaitsError):
        recount(filled_store, item, 2, 5)
    with pytest.raises(WaitsError):
        write_off(filled_store, item, 2)
    assert standing(filled_store, item).version == 2


def test_a_stale_press_changes_nothing(filled_store: Store) -> None:
    item = given(filled_store, HIM)
    assert not take(filled_store, HIM, item, 2).done
    assert not hand(filled_store, item, 1, HER).done
    assert not recount(filled_store, item, 1, 5).done
    assert not write_off(filled_store, item, 2).done
    told_ = {"item": item, "version": 3}
    assert not filled_store.call(changing.withdraw, account(MANAGER), NOW, **told_).done
    assert standing(filled_store, item).version == 3


def test_a_count_is_a_row_of_its_own(filled_store: Store) -> None:
    item = register(filled_store)
    with pytest.raises(SameCountError):
        recount(filled_store, item, 1, 2)
    assert recount(filled_store, item, 1, 5).done
    with Session(filled_store.reader) as session:
        rows = session.scalars(select(InventoryEntry).order_by(InventoryEntry.number)).all()
        assert [(one.act, one.count) for one in rows] == [("registered", 2), ("counted", 5)]
    assert standing(filled_store, item).count == 5


def test_what_is_written_off_is_held_by_nobody_and_comes_back_no_more(
    filled_store: Store,
) -> None:
    item = given(filled_store, HIM)
    with pytest.raises(NoSuchKindError):
        write_off(filled_store, item, 3, "sold")
    write_off(filled_store, item, 3, DAMAGED)
    one = standing(filled_store, item)
    assert (one.over, one.count, one.ended) == (DAMAGED, 0, TODAY)
    assert filled_store.call(reading.mine, account(HIM), TODAY) == ()
    assert not hand(filled_store, item, 4, HER).done
    shelf = filled_store.call(reading.shelf, account(MANAGER), TODAY, "WD02", 0, 9, over=False)
    ended = filled_store.call(reading.shelf, account(MANAGER), TODAY, "WD02", 0, 9, over=True)
    assert ([*shelf.lines], shelf.over) == ([], 1)
    assert [each.item.id for each in ended.lines] == [item]


def test_there_is_no_other_kind(filled_store: Store) -> None:
    with pytest.raises(NoSuchKindError):
        register(filled_store, kind="furniture")


def test_outlets_are_counted_with_what_waits(filled_store: Store) -> None:
    register(filled_store, HIM)
    register(filled_store)
    write_off(filled_store, register(filled_store), 1)
    found = filled_store.call(reading.places, account(OFFICE), TODAY)
    assert {one.code: (one.items, one.waiting) for one in found if one.items} == {"WD02": (2, 1)}
    assert {one.code for one in found} == {"WD01", "WD02", "WD03", "WD04", "WD05"}


def test_every_change_is_on_record(filled_store: Store) -> None:
    item = given(filled_store, HIM)
    recount(filled_store, item, 3, 5)
    write_off(filled_store, item, 4)
    with Session(filled_store.reader) as session:
        rows = session.scalars(select(Audit).where(Audit.what.startswith("inventory.")))
        assert {one.what.removeprefix("inventory.") for one in rows} == {
            *("registered", "handed", "taken", "counted", "lost"),
        }


def test_what_left_a_leaver_since_he_asked_is_told_and_nothing_from_before(
    filled_store: Store,
) -> None:
    stays, goes = given(filled_store, HIM, name="甲"), given(filled_store, HIM, name="乙")
    hand(filled_store, stays, 3, HER)
    hand(filled_store, goes, 3, MANAGER)
    register(filled_store, name="丙")
    org = filled_store.call(on, TODAY)
    him = next(one.staff_id for one in org.people.values() if one.number == HIM)

    def found(since: date) -> set[tuple[str, str, date | None]]:
        held = filled_store.call(leaving.of, org.people, him, since)
        return {(one.name, one.taker.number if one.taker else "", one.gone) for one in held}

    assert found(TODAY) == {("甲", HER, None), ("乙", MANAGER, TODAY)}
    assert found(TODAY + DAY) == {("甲", HER, None)}


def test_who_may_hold_it_is_offered(filled_store: Store) -> None:
    def offered(who: str, typed: str) -> list[str]:
        found = filled_store.call(registering.takers, account(who), TODAY, typed)
        return [one.code for one in found]

    assert offered(MANAGER, "") == [DISTRICT, MANAGER, HER, HIM, "JC032"]
    assert offered(OFFICE, "") == []  # too many to be offered at once
    assert offered(OFFICE, "JC033") == ["JC033"]
    assert offered(MANAGER, "JC033") == []
