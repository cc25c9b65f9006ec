"""Leaving at its edges: a year ahead, the last five working days, what is forfeited, pay days."""

from datetime import date
from decimal import Decimal

import pytest

from services.month import Month
from services.resignation import asking
from services.resignation.asking import LastDayError
from services.resignation.daily import near
from services.resignation.dates import pay_day, still_paid
from services.resignation.forfeits import AmountError, StillHereError
from services.store import Store
from services.working_days import WorkingDays
from tests.branch import NOW, TODAY
from tests.resignation.conftest import LAST, LEAVER, leaves
from tests.resignation.test_fund import BALANCE, forfeit

DAYS = WorkingDays()
AFTER = date(2026, 12, 8)  # the day after the last one


@pytest.mark.parametrize(
    ("last_day", "fits"),
    [
        (date(2026, 11, 4), False),
        (TODAY, True),
        (date(2027, 11, 5), True),
        (date(2027, 11, 6), False),
    ],
)
def test_from_today_to_the_same_day_next_year(
    filled_store: Store, last_day: date, *, fits: bool
) -> None:
    if fits:
        assert filled_store.call(asking.ask, LEAVER, NOW, last_day=last_day, reason=None)
        return
    with pytest.raises(LastDayError):
        filled_store.call(asking.ask, LEAVER, NOW, last_day=last_day, reason=None)


@pytest.mark.parametrize(
    ("today", "last_day", "soon"),
    [
        (date(2026, 11, 30), LAST, False),  # 30 November, 1 to 4, 7 December
        (date(2026, 12, 1), LAST, True),
        (LAST, LAST, True),
        (date(2026, 9, 24), date(2026, 10, 9), False),  # 24, 28, 29, 30 September, 8, 9 October
        (date(2026, 9, 25), date(2026, 10, 9), True),  # the Mid-Autumn holiday
        (date(2026, 2, 11), date(2026, 2, 25), False),  # 11, 12, 13, the make-up 14, 24, 25
        (date(2026, 2, 12), date(2026, 2, 25), True),
        (date(2030, 3, 1), date(2030, 3, 7), True),  # not published: within the week
        (date(2030, 3, 1), date(2030, 3, 8), False),
    ],
)
def test_the_last_five_working_days(today: date, last_day: date, *, soon: bool) -> None:
    assert near(DAYS, today, last_day) is soon


@pytest.mark.parametrize(
    ("amount", "fits"),
    [("0", False), ("0.01", True), ("2864.92", True), ("2864.93", False)],
)
def test_forfeited_is_something_and_at_most_all(
    filled_store: Store, ids: dict[str, int], amount: str, *, fits: bool
) -> None:
    leaves(filled_store, LAST)
    if not fits:
        with pytest.raises(AmountError):
            forfeit(filled_store, ids["JC031"], amount, AFTER)
        return
    assert forfeit(filled_store, ids["JC031"], amount, AFTER)
    with pytest.raises(AmountError) as refused:
        forfeit(filled_store, ids["JC031"], "2864.93", AFTER)
    assert refused.value.most == BALANCE - Decimal(amount)


@pytest.mark.parametrize(("day", "over"), [(LAST, False), (AFTER, True)])
def test_forfeited_only_once_the_last_day_is_over(
    filled_store: Store, ids: dict[str, int], day: date, *, over: bool
) -> None:
    leaves(filled_store, LAST)
    if over:
        assert forfeit(filled_store, ids["JC031"], "120", day)
        return
    with pytest.raises(StillHereError):
        forfeit(filled_store, ids["JC031"], "120", day)


@pytest.mark.parametrize(
    ("month", "paid"),
    [
        (Month(2026, 9), date(2026, 10, 10)),  # a make-up Saturday is worked
        (Month(2024, 1), date(2024, 2, 18)),  # the Spring Festival, then a make-up Sunday
        (Month(2026, 1), date(2026, 2, 10)),
        (Month(2025, 12), date(2026, 1, 12)),  # the 10th is a Saturday
    ],
)
def test_pay_day_over_holidays(month: Month, paid: date) -> None:
    assert pay_day(month, DAYS) == (paid, True)


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2026, 5, 9), Month(2026, 4)),
        (date(2026, 5, 11), Month(2026, 4)),  # pay day: the 10th is a Sunday
        (date(2026, 5, 12), Month(2026, 5)),
    ],
)
def test_a_month_is_still_paid_up_to_its_moved_pay_day(today: date, first: Month) -> None:
    assert still_paid(today, date(2026, 5, 31), DAYS)[0] == first
