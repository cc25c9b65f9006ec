"""A leaver hands over what the register says he holds; until then his handover is not done.

Broken by a checklist without the register, a chase that looks at the standing list alone.
"""

from dataclasses import replace
from datetime import date

import pytest

from services import mydata
from services.resignation import daily, handover, waiting
from services.resignation.asking import outlook_of
from services.resignation.waiting import RETURN
from services.store import Store
from tests.branch import NOW, TODAY, account
from tests.inventory import HER, HIM, MANAGER, given, register, take, told
from tests.inventory.test_register import hand
from tests.resignation.conftest import LAST, at, leaves


@pytest.fixture
def resignation(filled_store: Store) -> int:
    """Have 张伟 leave, who has returned all of the standing list and has clients no more."""
    made = leaves(filled_store, LAST)
    found = filled_store.call(handover.checklist, account(MANAGER), TODAY, made)
    for one in found.things:
        ticked = {"item": one.id, "version": one.version}
        filled_store.call(handover.tick, account(MANAGER), NOW, **ticked, returned=True)
    return made


def test_what_he_holds_stands_in_his_handover_as_it_is_now(
    filled_store: Store, resignation: int
) -> None:
    def held() -> tuple[list[tuple[str, str, date | None]], bool]:
        found = filled_store.call(handover.checklist, account(MANAGER), TODAY, resignation)
        lines = [(one.name, one.taker.number if one.taker else "", one.gone) for one in found.held]
        return lines, replace(found, items=()).done  # the clients wait for somebody

    assert held() == ([], True)
    item = given(filled_store, HIM)
    assert held() == ([("平板", "", None)], False)
    hand(filled_store, item, 3, HER)
    assert held() == ([("平板", HER, None)], False)
    take(filled_store, HER, item, 4)
    assert held() == ([("平板", HER, TODAY)], True)


@pytest.mark.usefixtures("resignation")
def test_he_is_reminded_of_it_near_his_last_day(filled_store: Store) -> None:
    def owes(day: date) -> bool:
        found = filled_store.call(waiting.waits, account(HIM), day)
        return RETURN in {one.what for one in found}

    near = date(2026, 12, 3)
    filled_store.call(daily.remind, at(near), at(near))
    assert HIM not in told(filled_store, daily.OWED)
    assert not owes(near)
    given(filled_store, HIM)
    after = date(2026, 12, 4)
    filled_store.call(daily.remind, at(after), at(after))
    assert HIM in told(filled_store, daily.OWED)
    assert owes(after)


def test_before_he_asks_to_leave_he_reads_how_many_he_holds(filled_store: Store) -> None:
    register(filled_store, HIM)  # he was asked only
    assert outlook(filled_store) == 0
    given(filled_store, HIM)
    assert outlook(filled_store) == 1


def outlook(store: Store) -> int:
    return store.call(outlook_of, account(HIM), TODAY, last_day=LAST, reason=None).held


def test_what_is_stored_about_oneself_counts_it(filled_store: Store) -> None:
    def counted(who: str) -> int:
        found = filled_store.call(mydata.mine, account(who), NOW)
        return {one.code: one.count for one in found.kinds}.get("inventory", 0)

    given(filled_store, HIM)
    assert (counted(HIM), counted(MANAGER), counted(HER)) == (2, 1, 0)
