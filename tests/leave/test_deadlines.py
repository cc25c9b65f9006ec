"""By when leave is asked for and its record handed in: each day itself, and the one after.

2026: the Spring Festival is 15 to 23 February, 14 (a Saturday) and 28 February are worked; the
National Day is 1 to 7 October, 10 October (a Saturday) is worked; 2027 is not published.
"""

from datetime import date, timedelta

import pytest

from services.leave import checks
from services.leave.checks import DayNotTakenError, OverForLongError
from services.leave.ledger import CERTIFIED, KINDS
from services.store import Store
from tests.leave import TODAY, day, weigh

AHEAD = [kind for kind in KINDS if kind not in CERTIFIED]
MONDAY = day(10, 12)


@pytest.mark.parametrize("kind", AHEAD)
def test_asked_a_day_ahead_whatever_it_is_for(peopled_store: Store, kind: str) -> None:
    assert weigh(peopled_store, kind, day(10, 10), day(10, 10)).days == 1
    with pytest.raises(DayNotTakenError) as refused:
        weigh(peopled_store, kind, TODAY, day(10, 10))
    assert refused.value.why == checks.PAST


def test_a_day_ahead_may_be_a_holiday(peopled_store: Store) -> None:
    first = day(10, 8)  # the first working day after the holiday
    assert weigh(peopled_store, "personal", first, first, today=day(10, 7)).days == 1
    with pytest.raises(DayNotTakenError):
        weigh(peopled_store, "personal", first, first, today=first)


@pytest.mark.parametrize(
    ("last", "until"),
    [
        (day(9, 30), day(10, 10)),  # 8, 9 and the make-up 10 October
        (day(9, 29), day(10, 9)),  # 30 September, 8, 9 October
        (day(2, 13), day(2, 25)),  # the make-up 14, then 24, 25 February
        (day(2, 12), day(2, 24)),
        (day(2, 26), day(3, 2)),  # 27, the make-up 28 February, 2 March
        (day(3, 13), day(3, 18)),  # an ordinary weekend
    ],
)
@pytest.mark.parametrize("kind", sorted(CERTIFIED))
def test_asked_afterwards_until_the_third_working_day(
    peopled_store: Store, kind: str, last: date, until: date
) -> None:
    assert weigh(peopled_store, kind, last, last, today=until).days == 1
    with pytest.raises(OverForLongError):
        weigh(peopled_store, kind, last, last, today=until + timedelta(1))


@pytest.mark.parametrize(
    ("today", "first", "due"),
    [
        (day(10, 9), day(10, 9), day(10, 13)),  # 10, 12, 13
        (day(10, 9), day(10, 8), day(10, 13)),  # from the asking, if that is later
        (day(10, 9), day(10, 19), day(10, 22)),  # from its first day, if that is later
        (day(9, 29), day(9, 29), day(10, 9)),
        (day(9, 30), day(9, 30), day(10, 10)),
        (day(2, 12), day(2, 12), day(2, 24)),
        (day(2, 13), day(2, 13), day(2, 25)),
        (day(10, 3), day(10, 8), day(10, 12)),  # asked on a holiday: 9, 10, 12
    ],
)
@pytest.mark.parametrize("kind", sorted(CERTIFIED))
def test_the_record_is_due_on_the_third_working_day(
    peopled_store: Store, kind: str, today: date, first: date, due: date
) -> None:
    assert weigh(peopled_store, kind, first, first, today=today).certificate_due == due


@pytest.mark.parametrize(
    ("today", "first", "last", "due"),
    [
        (day(10, 9), day(10, 9), day(10, 16), day(10, 13)),  # from its first day, not its last
        (day(10, 9), day(10, 19), day(10, 23), day(10, 22)),
        (day(10, 9), day(9, 30), day(10, 9), day(10, 13)),
    ],
)
def test_the_record_is_not_due_later_for_long_leave(
    peopled_store: Store, today: date, first: date, last: date, due: date
) -> None:
    assert weigh(peopled_store, "sick", first, last, today=today).certificate_due == due


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (day(12, 23), day(12, 28)),  # 24, 25, 28: all known
        (day(12, 24), day(12, 29)),  # the 29th waits for the next year's schedule
        (day(12, 28), day(12, 31)),
    ],
)
def test_who_falls_ill_at_the_years_end_need_not_wait_for_the_next_schedule(
    peopled_store: Store, today: date, due: date
) -> None:
    ill = weigh(peopled_store, "sick", today, today, today=today)
    assert ill.days == 1
    assert ill.certificate_due == due


def test_afterwards_is_not_too_late_while_the_days_are_not_published(
    peopled_store: Store,
) -> None:
    """From 28 December the third working day is not known; from 23 December it is the 28th."""
    asked = date(2027, 1, 15)
    assert weigh(peopled_store, "sick", day(12, 28), day(12, 28), today=asked).days == 1
    with pytest.raises(OverForLongError):
        weigh(peopled_store, "sick", day(12, 23), day(12, 23), today=asked)


def test_no_record_is_due_for_other_leave(peopled_store: Store) -> None:
    made = [weigh(peopled_store, kind, MONDAY, MONDAY) for kind in AHEAD]
    assert {one.certificate_due for one in made} == {None}
