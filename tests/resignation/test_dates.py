"""Days by hand: a month ahead at its boundary, six months after, what is still paid."""

from datetime import date
from decimal import Decimal

import pytest

from services.month import Month
from services.resignation.dates import (
    earliest,
    months_later,
    pay_day,
    refund_day,
    still_paid,
    withholds,
)
from services.resignation.outlook import Balance, Outlook
from services.rulebook import Rules, packaged
from services.working_days import WorkingDays

DAYS = WorkingDays()
RULES = packaged().on(date(2026, 10, 1))
NOTICE, REFUND = RULES["resignation.notice_months"], RULES["risk_fund.refund_months"]


def other(**values: int | None) -> Rules:
    """Return the rules with other values (a dot is written as two underlines)."""
    made = {
        name.replace("__", "."): None if one is None else Decimal(one)
        for name, one in values.items()
    }
    return RULES.with_values(made)


@pytest.mark.parametrize(
    ("asked_on", "first"),
    [
        (date(2026, 10, 9), date(2026, 11, 9)),
        (date(2026, 12, 31), date(2027, 1, 31)),
        (date(2027, 1, 31), date(2027, 2, 28)),  # there is no 31 February
        (date(2028, 1, 30), date(2028, 2, 29)),  # a leap year
        (date(2026, 3, 31), date(2026, 4, 30)),
    ],
)
def test_a_month_ahead(asked_on: date, first: date) -> None:
    assert earliest(asked_on, RULES) == first
    for last_day, kept in ((first, True), (first.replace(day=first.day - 1), False)):
        assert outlook(first, last_day).in_time is kept


def outlook(first: date, last_day: date) -> Outlook:
    nothing = Balance(None, None, None)
    return Outlook(
        last_day,
        first,
        (),
        last_day,
        pay_day_known=True,
        balance=nothing,
        refund_day=last_day,
        items=(),
        clients=0,
        held=0,
        withholds=False,
    )


@pytest.mark.parametrize(
    ("left", "due"),
    [
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2026, 11, 9), date(2027, 5, 9)),
        (date(2026, 12, 31), date(2027, 6, 30)),
        (date(2026, 2, 28), date(2026, 8, 28)),
    ],
)
def test_six_months_after(left: date, due: date) -> None:
    assert refund_day(left, RULES) == due


def test_how_long_is_a_figure_of_the_rulebook() -> None:
    day = date(2026, 10, 9)
    assert earliest(day, other(resignation__notice_months=2)) == date(2026, 12, 9)
    assert refund_day(day, other(risk_fund__refund_months=3)) == date(2027, 1, 9)


def test_nothing_is_kept_back_unless_the_outlet_says_so() -> None:
    assert not withholds(RULES)
    assert withholds(other(resignation__withhold_month=1))
    assert not withholds(other(resignation__withhold_month=None))


def test_months_later_may_go_back() -> None:
    assert months_later(date(2026, 3, 31), -1) == date(2026, 2, 28)


def test_pay_day_moves_to_the_next_working_day() -> None:
    assert pay_day(Month(2026, 10), DAYS) == (date(2026, 11, 10), True)
    assert pay_day(Month(2026, 4), DAYS) == (date(2026, 5, 11), True)  # the 10th is a Sunday
    assert pay_day(Month(2030, 4), DAYS) == (date(2030, 5, 10), False)  # not published


@pytest.mark.parametrize(
    ("today", "last_day", "first", "count"),
    [
        (date(2026, 11, 10), date(2026, 12, 5), Month(2026, 10), 3),  # pay day itself
        (date(2026, 11, 11), date(2026, 12, 5), Month(2026, 11), 2),  # October is paid
        (date(2026, 11, 11), date(2026, 11, 30), Month(2026, 11), 1),
        (date(2026, 1, 5), date(2026, 1, 9), Month(2025, 12), 2),  # over the new year
    ],
)
def test_what_is_still_paid(today: date, last_day: date, first: Month, count: int) -> None:
    assert still_paid(today, last_day, DAYS) == tuple(first.later(n) for n in range(count))
