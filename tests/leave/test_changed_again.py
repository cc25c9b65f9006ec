"""A cancelling or an early return that was given back is mended and asked for again."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from services.approvals import deciding, view
from services.facts.edit import MonthsClosedError
from services.leave import changing, mending
from services.leave.changing import BegunError, CannotBeChangedError, NotBackError
from services.leave.view import card, owed
from services.month import Month
from services.organisation import NotYoursError
from services.store import Store
from tests.leave import LI, NOW, TANG, ZHANG, approve, ask, day, row
from tests.leave.test_settled import WEDNESDAY, kept, version
from tests.world import freeze

ONE, HALF = Decimal(1), Decimal("0.5")


def give_back(store: Store, leave: int, now: datetime) -> int:
    """Have the superior return what is asked about the leave; return the approval."""
    approval, at = version(store, row(store, leave).change_id)
    store.call(deciding.give_back, LI, now, approval=approval, version=at, reason="写清楚", to=-1)
    return approval


@pytest.fixture
def cancelling(peopled_store: Store) -> int:
    """Return leave on the 12th and 13th whose cancelling was given back."""
    leave = ask(peopled_store, "personal", day(10, 12), day(10, 13))
    approve(peopled_store, leave)
    peopled_store.call(changing.cancel, ZHANG, NOW, leave=leave)
    give_back(peopled_store, leave, NOW)
    return leave


@pytest.fixture
def returning(peopled_store: Store) -> int:
    """Return leave from the 12th to the 16th, back on the 14th: that was given back."""
    leave = ask(peopled_store, "personal", day(10, 12), day(10, 16))
    approve(peopled_store, leave)
    asked: dict[str, Any] = {"leave": leave, "day": day(10, 14), "noon": False}
    peopled_store.call(changing.come_back, ZHANG, WEDNESDAY, **asked)
    give_back(peopled_store, leave, WEDNESDAY)
    return leave


def test_a_cancelling_goes_again_with_a_reason(peopled_store: Store, cancelling: int) -> None:
    assert [one.id for one in peopled_store.call(owed, ZHANG, NOW.date())] == [cancelling]
    assert peopled_store.call(card, ZHANG, NOW.date(), cancelling).mends_change
    assert not peopled_store.call(card, LI, NOW.date(), cancelling).mends_change
    again: dict[str, Any] = {"leave": cancelling, "note": "不搬了"}
    done = peopled_store.call(mending.mend_change, ZHANG, NOW, **again)
    shown = peopled_store.call(view.card, LI, NOW, done.approval or 0)
    assert (shown.state, shown.decides, shown.subject.one.note) == ("running", True, "不搬了")
    assert peopled_store.call(owed, ZHANG, NOW.date()) == ()
    with pytest.raises(CannotBeChangedError):  # pressed a second time
        peopled_store.call(mending.mend_change, ZHANG, NOW, **again)
    peopled_store.call(deciding.approve, LI, NOW, *version(peopled_store, done.approval))
    assert row(peopled_store, cancelling).state == "cancelled"
    assert kept(peopled_store) == {}


def test_a_return_goes_again_on_another_day(peopled_store: Store, returning: int) -> None:
    mended: dict[str, Any] = {"leave": returning, "day": day(10, 13), "noon": True}
    weighed = peopled_store.call(mending.weigh_change, ZHANG, WEDNESDAY.date(), **mended)
    assert (weighed.day, weighed.noon, weighed.note) == (day(10, 13), True, "")
    done = peopled_store.call(mending.mend_change, ZHANG, WEDNESDAY, **mended)
    assert sum(kept(peopled_store).values()) == 5, "until it is confirmed"
    peopled_store.call(deciding.approve, LI, WEDNESDAY, *version(peopled_store, done.approval))
    assert kept(peopled_store) == {day(10, 12): ONE, day(10, 13): HALF}
    assert row(peopled_store, returning).days == Decimal("1.5")


def test_what_is_not_mended_stays(peopled_store: Store, returning: int) -> None:
    again: dict[str, Any] = {"leave": returning, "note": "已回网点"}
    done = peopled_store.call(mending.mend_change, ZHANG, WEDNESDAY, **again)
    peopled_store.call(deciding.approve, LI, WEDNESDAY, *version(peopled_store, done.approval))
    assert kept(peopled_store) == {day(10, 12): ONE, day(10, 13): ONE}


def test_it_is_checked_as_if_it_was_new(peopled_store: Store, returning: int) -> None:
    for wrong in (day(10, 15), day(10, 10)):  # still to come, before it
        with pytest.raises(NotBackError):
            peopled_store.call(
                mending.mend_change, ZHANG, WEDNESDAY, leave=returning, day=wrong, noon=False
            )
    peopled_store.call(freeze, Month(2026, 10))
    with pytest.raises(MonthsClosedError):
        peopled_store.call(mending.mend_change, ZHANG, WEDNESDAY, leave=returning, note="回来了")
    assert row(peopled_store, returning).back_day == day(10, 14)


def test_begun_meanwhile_it_is_cancelled_no_more(peopled_store: Store, cancelling: int) -> None:
    monday = NOW + timedelta(3)
    with pytest.raises(BegunError):
        peopled_store.call(mending.mend_change, ZHANG, monday, leave=cancelling, note="不搬了")


def test_only_who_asked_mends_it(peopled_store: Store, cancelling: int) -> None:
    for who in (LI, TANG):
        with pytest.raises(NotYoursError):
            peopled_store.call(mending.mend_change, who, NOW, leave=cancelling, note="-")


def test_who_asked_on_his_behalf_mends_it(peopled_store: Store) -> None:
    leave = ask(peopled_store, "personal", day(10, 12), day(10, 13))
    approve(peopled_store, leave)
    peopled_store.call(changing.cancel, TANG, NOW, leave=leave)
    give_back(peopled_store, leave, NOW)
    assert peopled_store.call(mending.mend_change, TANG, NOW, leave=leave, note="改期").approval


def test_withdrawn_it_is_mended_no_more(peopled_store: Store, cancelling: int) -> None:
    approval = version(peopled_store, row(peopled_store, cancelling).change_id)
    peopled_store.call(deciding.withdraw, ZHANG, NOW, *approval)
    with pytest.raises(CannotBeChangedError):
        peopled_store.call(mending.mend_change, ZHANG, NOW, leave=cancelling, note="-")
    assert peopled_store.call(changing.cancel, ZHANG, NOW, leave=cancelling), "asked for anew"
    assert row(peopled_store, cancelling).change_note == ""
