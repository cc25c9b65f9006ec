"""What stands against leave, each at its boundary; and the year's twenty days."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from services.facts.edit import MonthsClosedError
from services.leave import checks
from services.leave.asking import BOTH, FROM_NOON, TO_NOON, WHOLE
from services.leave.checks import (
    DayNotTakenError,
    NothingTakenError,
    OverForLongError,
    OverlapError,
)
from services.month import Month
from services.organisation import NotYoursError
from services.rulebook_values import set_value
from services.store import Store
from services.working_days import UnpublishedYearError
from tests.leave import LI, NOW, TANG, TODAY, approve, ask, day, record, row, staff, weigh
from tests.world import freeze


def refused(store: Store, kind: str, first: date, last: date) -> str:
    with pytest.raises(DayNotTakenError) as error:
        ask(store, kind, first, last)
    return error.value.why


def test_asked_a_day_ahead(peopled_store: Store) -> None:
    tomorrow = TODAY + timedelta(1)
    assert refused(peopled_store, "personal", TODAY, tomorrow) == checks.PAST
    assert refused(peopled_store, "annual", day(10, 8), tomorrow) == checks.PAST
    assert ask(peopled_store, "personal", tomorrow, tomorrow)


@pytest.mark.parametrize("kind", ["sick", "injury"])
def test_sick_also_today_and_afterwards(peopled_store: Store, kind: str) -> None:
    assert ask(peopled_store, kind, TODAY, TODAY)
    # over on 29 September; the three working days after it are 30, and 8 and 9 October
    assert weigh(peopled_store, kind, day(9, 28), day(9, 29)).days == 2
    with pytest.raises(OverForLongError) as error:
        weigh(peopled_store, kind, day(9, 28), day(9, 28))
    assert error.value.days == 3


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        (day(10, 11), day(10, 12), checks.OFF),
        (day(10, 16), day(10, 17), checks.OFF),
        (day(10, 13), day(10, 12), checks.BEFORE),
        (day(12, 29), day(12, 29), checks.UNKNOWN),
        (date(2027, 1, 4), date(2027, 1, 4), checks.UNKNOWN),
        (day(10, 12), date(2027, 10, 13), checks.LONG),
    ],
)
def test_days_that_cannot_be_taken(
    peopled_store: Store, first: date, last: date, why: str
) -> None:
    assert refused(peopled_store, "personal", first, last) == why


def test_a_year_not_published_within_it_is_refused(peopled_store: Store) -> None:
    with pytest.raises((UnpublishedYearError, DayNotTakenError)):
        ask(peopled_store, "maternity", day(12, 1), date(2027, 3, 1))


def test_before_joining_nothing_can_be_taken(peopled_store: Store) -> None:
    assert refused(peopled_store, "sick", date(2025, 12, 31), day(10, 12)) == checks.GONE


def test_nothing_is_no_leave(peopled_store: Store) -> None:
    with pytest.raises(NothingTakenError):
        ask(peopled_store, "personal", day(10, 12), day(10, 12), BOTH)


def test_a_frozen_month_is_refused(peopled_store: Store) -> None:
    peopled_store.call(freeze, Month(2026, 11))
    assert refused(peopled_store, "personal", day(11, 2), day(11, 3)) == checks.CLOSED
    assert refused(peopled_store, "personal", day(10, 30), day(11, 2)) == checks.CLOSED
    with pytest.raises(MonthsClosedError):  # it lies between
        ask(peopled_store, "other", day(10, 30), day(12, 1))
    assert ask(peopled_store, "personal", day(10, 30), day(10, 30))


def test_other_leave_is_not_overlapped(peopled_store: Store) -> None:
    ask(peopled_store, "annual", day(10, 14), day(10, 14), FROM_NOON)
    for halves in (WHOLE, FROM_NOON):
        with pytest.raises(OverlapError):
            ask(peopled_store, "personal", day(10, 14), day(10, 14), halves)
    with pytest.raises(OverlapError):
        ask(peopled_store, "personal", day(10, 13), day(10, 15))
    ask(peopled_store, "personal", day(10, 13), day(10, 14), TO_NOON)
    assert refused(peopled_store, "sick", day(10, 14), day(10, 15)) == checks.TAKEN


def test_twenty_days_a_year_and_half_a_day_more(peopled_store: Store) -> None:
    zhang = staff(peopled_store, "JC031")
    # nine and a half days on record, whoever wrote them; ten asked for: half a day is left
    days = [day(3, number) for number in (2, 3, 4, 5, 6, 9, 10, 11, 12)]
    rows = [*((one, "personal", "1") for one in days), (day(3, 13), "personal", "0.5")]
    peopled_store.call(record, zhang, "JC031", *rows)
    ask(peopled_store, "personal", day(10, 12), day(10, 23))
    half = weigh(peopled_store, "personal", day(10, 26), day(10, 26), TO_NOON)
    ((balance, own),) = half.balances
    assert (balance.used, balance.pending, own) == (Decimal("9.5"), Decimal(10), Decimal("0.5"))
    assert balance.left == Decimal("0.5")
    assert not half.beyond
    assert weigh(peopled_store, "personal", day(10, 26), day(10, 26)).beyond
    # nothing of the kind for other leave
    assert not weigh(peopled_store, "annual", day(10, 26), day(10, 30)).beyond


def test_beyond_goes_to_the_general_manager_in_person(peopled_store: Store) -> None:
    within = ask(peopled_store, "personal", day(10, 12), day(11, 6))  # 20 days
    assert not row(peopled_store, within).beyond
    assert approve(peopled_store, within) == ("district_manager", "general_manager")
    beyond = ask(peopled_store, "personal", day(11, 9), day(11, 9), FROM_NOON)
    assert row(peopled_store, beyond).beyond
    assert approve(peopled_store, beyond) == ("superior", "general_manager")


def test_the_outlets_own_number_of_days_holds(peopled_store: Store) -> None:
    peopled_store.call(
        set_value, "leave.personal_days_a_year", "5", date(2026, 1, 1), "notice", NOW
    )
    assert not weigh(peopled_store, "personal", day(10, 12), day(10, 16)).beyond
    assert weigh(peopled_store, "personal", day(10, 12), day(10, 19), TO_NOON).beyond


def test_only_for_whom_one_sees(peopled_store: Store) -> None:
    li = staff(peopled_store, "JC019")
    with pytest.raises(NotYoursError):
        ask(peopled_store, "annual", day(10, 12), day(10, 12), of=li)
    made = ask(peopled_store, "annual", day(10, 12), day(10, 12), who=TANG, of=li)
    assert row(peopled_store, made).made_by == staff(peopled_store, "JC015")


def test_whoever_asks_for_another_does_not_approve_it(peopled_store: Store) -> None:
    zhang = staff(peopled_store, "JC031")
    made = ask(peopled_store, "annual", day(10, 12), day(10, 12), who=TANG, of=zhang)
    assert approve(peopled_store, made) == ("general_manager",)
    other = ask(peopled_store, "annual", day(10, 13), day(10, 13), who=LI, of=zhang)
    assert approve(peopled_store, other) == ("district_manager", "general_manager")
