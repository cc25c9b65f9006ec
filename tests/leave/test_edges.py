"""Leave at its edges: just inside, on and just outside of each bound, worked by hand.

2026: the Spring Festival is 15 to 23 February, 14 (a Saturday) and 28 February are worked; the
National Day is 1 to 7 October, 20 September (a Sunday) and 10 October (a Saturday) are worked.
"""

from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from services import organisation
from services.leave import changing, checks, ledger
from services.leave.asking import BOTH, FROM_NOON, TO_NOON, WHOLE
from services.leave.changing import NotBackError
from services.leave.checks import DayNotTakenError
from services.leave.effect import MonthEffect
from services.leave.spans import Span, counted
from services.month import Month
from services.rulebook_values import in_force
from services.store import Store, changes
from services.store.people import Terms
from services.store.remembered import Memory
from services.working_days import WorkingDays
from tests.leave import LI, NOW, TODAY, approve, ask, day, staff, weigh

DAYS = WorkingDays()
MONDAY, WEDNESDAY = day(10, 12), day(10, 14)


@pytest.mark.parametrize(
    ("span", "days"),
    [
        (Span(day(2, 13), day(2, 24)), "3"),  # 13, the make-up 14, 24
        (Span(day(2, 13), day(2, 14), from_noon=True, to_noon=True), "1"),
        (Span(day(2, 15), day(2, 23)), "0"),
        (Span(day(2, 27), day(3, 2)), "3"),  # with the make-up 28
        (Span(day(9, 18), day(9, 21)), "3"),  # the Saturday is free, the Sunday worked
        (Span(day(9, 30), day(10, 8), from_noon=True, to_noon=True), "1"),
        (Span(day(10, 1), day(10, 7)), "0"),
        (Span(date(2025, 12, 31), day(1, 4)), "2"),  # the Sunday is worked
    ],
)
def test_working_days_over_holidays(span: Span, days: str) -> None:
    assert counted(span.shares(DAYS)) == Decimal(days)


def test_a_years_days_are_its_own() -> None:
    span = Span(date(2025, 12, 30), day(1, 5), from_noon=True, to_noon=True)
    days = [ledger.of_year(span, year, DAYS) for year in (2024, 2025, 2026, 2027)]
    # 30 December in the afternoon and 31; 4 January and 5 in the morning
    assert days == [0, Decimal("1.5"), Decimal("1.5"), 0]


@changes
def terms(session: Session, /, staff_id: int, **values: date) -> None:
    """Write other days of joining or leaving."""
    session.execute(update(Terms).where(Terms.staff_id == staff_id).values(**values))


def working(store: Store, **values: date) -> Store:
    """Have 张伟 have joined, or leave, on another day; nothing is remembered of before."""
    store.call(terms, staff(store, "JC031"), **values)
    return replace(store, memory=Memory())


def test_the_first_day_of_work_can_be_taken_and_none_before(peopled_store: Store) -> None:
    store = working(peopled_store, joined=day(10, 8))
    assert weigh(store, "sick", day(10, 8), day(10, 8)).days == 1
    with pytest.raises(DayNotTakenError) as refused:
        weigh(store, "sick", day(9, 30), day(10, 8))
    assert refused.value.why == checks.GONE


def test_the_last_day_of_work_can_be_taken_and_none_after(peopled_store: Store) -> None:
    store = working(peopled_store, left=MONDAY)
    assert weigh(store, "personal", day(10, 10), MONDAY).days == 2
    for first in (day(10, 10), day(10, 13)):
        with pytest.raises(DayNotTakenError) as refused:
            weigh(store, "personal", first, day(10, 13))
        assert refused.value.why == checks.GONE


def test_a_year_and_a_day_is_too_long(peopled_store: Store) -> None:
    """366 days from 12 October on end on 12 October, with its calendar known."""
    person = peopled_store.call(organisation.by_number, "JC031", TODAY)
    found = peopled_store.call(checks.grid, person, TODAY, "maternity")
    known = replace(found, days=WorkingDays(complete=frozenset({2027})))
    assert known.refused(date(2027, 10, 12), MONDAY) is None
    assert known.refused(date(2027, 10, 13), MONDAY) == checks.LONG
    assert known.refused(MONDAY, MONDAY) is None
    assert known.refused(day(10, 10), MONDAY) == checks.BEFORE


@pytest.mark.parametrize(
    ("halves", "back", "noon", "left"),
    [
        (WHOLE, day(10, 10), False, None),  # before it
        (WHOLE, MONDAY, False, "0"),
        (WHOLE, MONDAY, True, "0.5"),
        (WHOLE, WEDNESDAY, True, "2.5"),
        (WHOLE, day(10, 15), False, None),  # it is over then
        (TO_NOON, WEDNESDAY, False, "2"),
        (TO_NOON, WEDNESDAY, True, None),
        (FROM_NOON, MONDAY, False, None),  # it has not begun
        (FROM_NOON, MONDAY, True, "0"),
        (BOTH, day(10, 13), False, "0.5"),
    ],
)
def test_back_early_within_it(
    peopled_store: Store,
    halves: str,
    back: date,
    noon: bool,  # noqa: FBT001 - a table
    left: str | None,
) -> None:
    leave = ask(peopled_store, "personal", MONDAY, WEDNESDAY, halves)
    approve(peopled_store, leave)
    later = NOW.replace(day=16)
    with nullcontext() if left else pytest.raises(NotBackError):
        peopled_store.call(changing.come_back, LI, later, leave=leave, day=back, noon=noon)
    asked = {WHOLE: "3", FROM_NOON: "2.5", TO_NOON: "2.5", BOTH: "2"}[halves]
    rows = peopled_store.call(_entered, staff(peopled_store, "JC031"))
    assert rows == Decimal(left or asked)


def _entered(session: Session, staff_id: int) -> Decimal:
    rules = in_force(session).on(day(1, 1))
    return ledger.balance(session, staff_id, 2026, DAYS, rules).used


def moved(found: MonthEffect) -> dict[str, tuple[Decimal | None, Decimal | None]]:
    """Return the lines that move, before and after."""
    return {one.code: (one.before.value, one.after.value) for one in found.lines}


def test_the_three_sick_days_are_those_of_a_month(peopled_store: Store) -> None:
    """28, 29, 30 October and 2, 3, 4 November: three and three, none is deducted."""
    score = {"fixed_pay": (Decimal(1500), Decimal(1275))}
    free = weigh(peopled_store, "sick", day(10, 28), day(11, 4)).months
    assert [moved(one) for one in free] == [score, score]
    # half a day more in November: its three and a half, 1 500 / 21.75 × 3.5, and none of October
    more = weigh(peopled_store, "sick", day(10, 28), day(11, 5), TO_NOON).months
    assert [moved(one) for one in more] == [
        score,
        {
            "fixed_pay": (Decimal(1500), Decimal("1237.50")),
            "leave_deduction": (Decimal(0), Decimal("241.38")),
        },
    ]


def test_sick_days_of_a_month_are_added_up(peopled_store: Store) -> None:
    """A day and a half, and again: three, free. Another half day: all three and a half."""
    approve(peopled_store, ask(peopled_store, "sick", MONDAY, day(10, 13), TO_NOON))
    second = weigh(peopled_store, "sick", day(10, 19), day(10, 20), TO_NOON)
    assert "leave_deduction" not in moved(second.months[0])
    approve(peopled_store, ask(peopled_store, "sick", day(10, 19), day(10, 20), TO_NOON))
    third = weigh(peopled_store, "sick", day(10, 26), day(10, 26), FROM_NOON)
    assert moved(third.months[0])["leave_deduction"] == (Decimal(0), Decimal("241.38"))
    assert third.months[0].month == Month(2026, 10)
