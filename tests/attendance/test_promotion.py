"""Promotion is paid on free days, in the month of the day (Article 28.2).

2026: the Spring Festival is 15 to 23 February, 14 February (a Saturday) is worked; the National
Day is 1 to 7 October, 20 September (a Sunday) and 10 October (a Saturday) are worked.
"""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from services.attendance import effects, promotion
from services.attendance.events import NotHereThenError
from services.attendance.promotion import WorkingDayError
from services.facts.edit import MonthsClosedError
from services.month import Month
from services.store import Store, changes
from services.store.figures import MonthState
from services.working_days import UnpublishedYearError
from tests.leave import NOW, TODAY, ZHANG, day, record, staff


@pytest.mark.parametrize(
    "on", [day(10, 17), day(10, 18), day(10, 1), day(10, 7), day(9, 19), day(2, 23), day(1, 1)]
)
def test_paid_on_free_days(peopled_store: Store, on: date) -> None:
    found = peopled_store.call(promotion.weigh, ZHANG, TODAY, day=on)
    assert found.amount.value == Decimal(20)


@pytest.mark.parametrize(
    "on", [day(10, 10), day(9, 20), day(9, 30), day(10, 8), day(2, 14), day(2, 24)]
)
def test_not_paid_on_working_days(peopled_store: Store, on: date) -> None:
    with pytest.raises(WorkingDayError):
        peopled_store.call(promotion.weigh, ZHANG, TODAY, day=on)


@changes
def freeze(session: Session, month: Month) -> None:
    session.add(MonthState(month=month, state="frozen"))


@pytest.mark.parametrize(
    ("on", "error"),
    [
        (date(2025, 12, 28), NotHereThenError),  # a Sunday before he joined
        (date(2027, 1, 2), UnpublishedYearError),
        (day(9, 27), MonthsClosedError),
    ],
)
def test_days_that_cannot_be(peopled_store: Store, on: date, error: type[Exception]) -> None:
    peopled_store.call(freeze, Month(2026, 9))
    with pytest.raises(error):
        peopled_store.call(promotion.ask, ZHANG, NOW, day=on)


def test_paid_in_the_months_of_the_days(peopled_store: Store) -> None:
    """31 October is a Saturday, 1 November a Sunday."""
    zhang, kind = staff(peopled_store, "JC031"), "holiday_promotion"
    days = [(one, kind, "1") for one in (day(10, 31), day(11, 1), day(11, 7))]
    peopled_store.call(record, zhang, "JC031", *days)
    meals = [
        peopled_store.call(effects.conduct, zhang, Month(2026, number)).lines["meal_allowance"]
        for number in (10, 11)
    ]
    assert [one.value for one in meals] == [Decimal(20), Decimal(40)]
