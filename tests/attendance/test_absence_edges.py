"""Absence in a row and in a year at its edges (Article 29.2), by hand.

2026: the Spring Festival is 15 to 23 February, 14 February (a Saturday) is worked; the National
Day is 1 to 7 October, 20 September (a Sunday) and 10 October (a Saturday) are worked.
"""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.attendance import ladder, rows
from services.attendance.absence import CONSECUTIVE, YEAR, day_by_day, in_a_row, reasons
from services.attendance.rows import Happened
from services.month import Month
from services.store import Store, changes
from services.store.attendance import Separation
from tests.attendance.test_edges import DAYS, NOW, OCTOBER, d
from tests.attendance.test_ladder import RULES, absent


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ({"d0213": "1", "d0214": "1", "d0224": "1"}, 3),  # over the Spring Festival
        ({"d0213": "1", "d0224": "1", "d0225": "1"}, 2),  # the make-up day was worked
        ({"d0214": "1", "d0224": "1"}, 2),
        ({"d0227": "1", "d0228": "1", "d0302": "1"}, 2),  # the third is in March
        ({"d0226": "1", "d0227": "1", "d0228": "1"}, 3),
    ],
)
def test_days_in_a_row_over_the_spring_festival(days: dict[str, str], expected: int) -> None:
    found, february = absent(**days), Month(2026, 2)
    assert len(in_a_row(found, february, DAYS)) == expected
    assert (CONSECUTIVE in [one.kind for one in reasons(found, february, DAYS, RULES)]) is (
        expected == 3
    )


def test_ten_halves_are_five_days_a_year() -> None:
    halves = {date(2026, month, 12): Decimal("0.5") for month in range(1, 11)}
    assert [one.kind for one in reasons(halves, OCTOBER, DAYS, RULES)] == [YEAR]
    halves.pop(d(1, 12))
    assert reasons(halves, OCTOBER, DAYS, RULES) == ()


@pytest.mark.parametrize(
    ("first", "last", "counts"),
    [
        (d(1, 1), d(12, 31), True),
        (date(2025, 12, 31), d(12, 31), False),
        (d(1, 1), date(2027, 1, 1), False),
    ],
)
def test_the_year_is_the_calendar_year(first: date, last: date, *, counts: bool) -> None:
    days = {**absent(d0302="1", d0601="1", d0803="1"), first: Decimal(1), last: Decimal(1)}
    assert [one.kind for one in reasons(days, OCTOBER, DAYS, RULES)] == ([YEAR] if counts else [])


@changes
def imported(session: Session, staff: int, day: date, many: str) -> None:
    """Have one row of so many days of absence, as the sheet 考勤 may have it."""
    happened = [Happened(day, staff, "absence", Decimal(many))]
    rows.write(session, NOW, (staff, "JC031"), happened)


def proposed(session: Session) -> list[str]:
    return list(session.scalars(select(Separation.reason)))


@pytest.mark.parametrize(
    ("day", "many", "found"),
    [
        (d(9, 28), "2.5", []),
        (d(9, 28), "3", [CONSECUTIVE]),
        (d(9, 29), "3", []),  # 29, 30 September and 8 October
        (d(9, 7), "5", [CONSECUTIVE, YEAR]),
    ],
)
def test_a_row_of_several_days_is_days_in_a_row(
    store: Store, zhang: int, day: date, many: str, found: list[str]
) -> None:
    store.call(imported, zhang, day, many)
    store.call(ladder.daily, NOW, NOW)
    assert sorted(store.call(proposed)) == found


def test_rows_that_meet_on_a_day_fill_it_and_no_more() -> None:
    """A day and a half from Monday and half a Tuesday; two days and a whole Tuesday."""
    halves = day_by_day(absent(d1012="1.5", d1013="0.5"), DAYS)
    assert halves == absent(d1012="1", d1013="1")
    assert day_by_day(absent(d1012="2", d1013="1"), DAYS) == absent(d1012="1", d1013="1")
    over = day_by_day(absent(d0930="2.5"), DAYS)
    assert over == absent(d0930="1", d1008="1", d1009="0.5")
