"""What touches a frozen month is refused with its month, and nothing of it is half done."""

from datetime import date, timedelta
from typing import Any

import pytest

from services.approvals import deciding, view
from services.approvals.deciding import AgreedTooLateError
from services.attendance import contests, promotion, scorecard
from services.attendance.contests import ContestClosedError
from services.month import Month
from services.store import Store
from tests.attendance.test_recording import LI, NOW, TANG, TODAY, ZHANG, events, in_force, record
from tests.leave import staff
from tests.world import freeze

OCTOBER = Month(2026, 10)


def state(store: Store, approval: int) -> tuple[str, int]:
    """Return how an approval stands and its version."""
    card = store.call(view.card, TANG, NOW, approval)
    return card.state, card.version


def contested(store: Store) -> int:
    """Have an event of today contested; return the approval."""
    done = record(store, staff(store, "JC031"), "late", who=LI)
    assert done.event
    return store.call(contests.contest, ZHANG, NOW, event=done.event.id, reason="没有迟到")


def test_a_contest_that_comes_too_late_is_not_agreed_to(peopled_store: Store) -> None:
    approval = contested(peopled_store)
    before = state(peopled_store, approval)
    peopled_store.call(freeze, OCTOBER)
    with pytest.raises(AgreedTooLateError) as error:
        peopled_store.call(deciding.approve, TANG, NOW, approval, before[1])
    assert error.value.months == (OCTOBER,)
    assert state(peopled_store, approval) == before
    assert events(peopled_store)[0].state == "contested"
    assert in_force(peopled_store, staff(peopled_store, "JC031"), TODAY, "late") == 1


def test_it_can_be_refused_all_the_same(peopled_store: Store) -> None:
    approval = contested(peopled_store)
    peopled_store.call(freeze, OCTOBER)
    asked: dict[str, Any] = {"approval": approval, "version": state(peopled_store, approval)[1]}
    assert peopled_store.call(deciding.reject, TANG, NOW, **asked, reason="已定稿").done
    assert events(peopled_store)[0].state == "upheld"


def test_what_is_closed_is_not_contested(peopled_store: Store) -> None:
    done = record(peopled_store, staff(peopled_store, "JC031"), "late", who=LI)
    assert done.event
    peopled_store.call(freeze, OCTOBER)
    asked: dict[str, Any] = {"event": done.event.id, "reason": "没有迟到"}
    with pytest.raises(ContestClosedError) as error:
        peopled_store.call(contests.open_event, ZHANG, NOW, done.event.id)
    assert error.value.months == (OCTOBER,)
    with pytest.raises(ContestClosedError):
        peopled_store.call(contests.contest, ZHANG, NOW, **asked)
    assert events(peopled_store)[0].state == "recorded"
    assert peopled_store.call(view.waiting, TANG, NOW) == ()
    card = peopled_store.call(scorecard.card, ZHANG, NOW, None, OCTOBER)
    assert card.closed
    assert not any(one.may for one in card.entries)


def test_nor_contested_anew_once_it_was_given_back(peopled_store: Store) -> None:
    approval = contested(peopled_store)
    asked: dict[str, Any] = {"approval": approval, "version": state(peopled_store, approval)[1]}
    peopled_store.call(deciding.give_back, TANG, NOW, **asked, reason="写清楚", to=-1)
    peopled_store.call(freeze, OCTOBER)
    again: dict[str, Any] = {"event": events(peopled_store)[0].id, "reason": "打了卡"}
    with pytest.raises(ContestClosedError):
        peopled_store.call(contests.contest, ZHANG, NOW, **again)
    assert state(peopled_store, approval)[0] == "returned"


def test_a_promotion_day_neither(peopled_store: Store) -> None:
    sunday, zhang = date(2026, 10, 11), staff(peopled_store, "JC031")
    approval = peopled_store.call(promotion.ask, ZHANG, NOW, day=sunday)
    version = peopled_store.call(view.card, LI, NOW, approval).version
    peopled_store.call(deciding.approve, LI, NOW, approval, version)
    before = state(peopled_store, approval)
    peopled_store.call(freeze, OCTOBER)
    with pytest.raises(AgreedTooLateError):
        peopled_store.call(deciding.approve, TANG, NOW + timedelta(1), approval, before[1])
    assert state(peopled_store, approval) == before
    assert in_force(peopled_store, zhang, sunday, "holiday_promotion") == 0
