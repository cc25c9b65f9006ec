"""Which days an event can be recorded of."""

from typing import Any

import pytest

from services.attendance import days
from services.attendance.record_card import OwnEventError
from services.month import Month
from services.organisation import NotYoursError
from services.store import Store
from tests.leave import LI, TODAY, ZHANG, day, record, staff
from tests.world import freeze


def refused(store: Store, staff_id: int, code: str, month: Month) -> dict[int, str]:
    """Return the days of a month that cannot be picked, with the reason."""
    found = store.call(days.recordable, LI, TODAY, month, staff=staff_id, code=code)
    return {one.day: why for one, why in found.refused.items()}


def test_days_to_come_cannot_be_picked(peopled_store: Store) -> None:
    october = refused(peopled_store, staff(peopled_store, "JC031"), "late", Month(2026, 10))
    assert october == dict.fromkeys(range(10, 32), "ahead")
    assert refused(peopled_store, staff(peopled_store, "JC031"), "late", Month(2026, 9)) == {}


def test_nor_those_of_a_closed_month_or_before_joining(peopled_store: Store) -> None:
    peopled_store.call(freeze, Month(2026, 9))
    closed = dict.fromkeys(range(1, 31), "closed")
    assert refused(peopled_store, staff(peopled_store, "JC031"), "late", Month(2026, 9)) == closed
    before = dict.fromkeys(range(1, 32), "gone")  # he joined on 1 January
    assert refused(peopled_store, staff(peopled_store, "JC031"), "late", Month(2025, 12)) == before


def test_for_absence_only_worked_days_with_room(peopled_store: Store) -> None:
    """The holiday ended on Wednesday the 7th; the 8th is half leave, the 9th half absence."""
    zhang = staff(peopled_store, "JC031")
    peopled_store.call(
        record, zhang, "JC031", (day(10, 8), "personal", "0.5"), (day(10, 9), "absence", "0.5")
    )
    free, ahead = dict.fromkeys(range(1, 8), "free"), dict.fromkeys(range(10, 32), "ahead")
    whole = refused(peopled_store, zhang, "absence_day", Month(2026, 10))
    assert whole == {**free, 8: "taken", 9: "taken", **ahead}
    assert refused(peopled_store, zhang, "absence_half", Month(2026, 10)) == {**free, **ahead}


def test_only_for_whom_one_may_record(peopled_store: Store) -> None:
    asked: dict[str, Any] = {"code": "late", "staff": staff(peopled_store, "JC019")}
    with pytest.raises(NotYoursError):
        peopled_store.call(days.recordable, ZHANG, TODAY, Month(2026, 10), **asked)
    with pytest.raises(OwnEventError):
        peopled_store.call(days.recordable, LI, TODAY, Month(2026, 10), **asked)
