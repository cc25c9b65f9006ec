"""Article 29's ladder at its boundaries; 2026-10-10 is a Saturday that is worked."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from services.attendance.absence import (
    CONSECUTIVE,
    YEAR,
    Rungs,
    day_by_day,
    in_a_row,
    reasons,
    rungs,
)
from services.attendance.events import contest_until, may_contest
from services.month import Month
from services.rulebook import packaged
from services.working_days import Override, WorkingDays

DAYS = WorkingDays()
OCTOBER = Month(2026, 10)
RULES = packaged().on(OCTOBER.first_day)


def absent(**days: str) -> Mapping[date, Decimal]:
    """Return days of absence: d1008='1' is the whole of 8 October."""
    return {date(2026, int(one[1:3]), int(one[3:])): Decimal(many) for one, many in days.items()}


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ({"d1012": "1", "d1013": "1", "d1014": "0.5"}, 2),  # two and a half
        ({"d1012": "1", "d1013": "1", "d1014": "1"}, 3),
        ({"d1015": "1", "d1016": "1", "d1019": "1"}, 3),  # over a weekend
        ({"d1009": "1", "d1010": "1", "d1012": "1"}, 3),  # a Saturday that is worked
        ({"d1009": "1", "d1012": "1", "d1013": "1"}, 2),  # that Saturday was worked
        ({"d1012": "1", "d1014": "1", "d1015": "1"}, 2),  # a day between
        ({"d1012": "1", "d1013": "0.5", "d1014": "1", "d1015": "1"}, 2),
        ({"d0930": "1", "d1008": "1", "d1009": "1"}, 2),  # two months
    ],
)
def test_days_in_a_row(days: dict[str, str], expected: int) -> None:
    row = in_a_row(absent(**days), OCTOBER, DAYS)
    assert len(row) == expected
    found = [one.kind for one in reasons(absent(**days), OCTOBER, DAYS)]
    assert (CONSECUTIVE in found) is (expected == 3)


def test_a_day_off_by_the_outlets_word_does_not_break_the_row() -> None:
    days = WorkingDays({date(2026, 10, 13): Override(working=False, basis="-")})
    assert len(in_a_row(absent(d1012="1", d1014="1", d1015="1"), OCTOBER, days)) == 3


@pytest.mark.parametrize(("last", "proposed"), [("0.5", False), ("1", True)])
def test_days_a_year(last: str, *, proposed: bool) -> None:
    """Four and a half days are not five; those of another year do not count."""
    days = {
        **absent(d0105="1", d0302="1", d0601="1", d0803="1", d1012=last),
        date(2025, 12, 31): Decimal(1),
    }
    kinds = [one.kind for one in reasons(days, OCTOBER, DAYS)]
    assert kinds == ([YEAR] if proposed else [])


@pytest.mark.parametrize(
    ("many", "rates", "next_at", "next_rates"),
    [
        ("0.5", "2", "1", "5"),
        ("1", "5", "1.5", "7"),
        ("1.5", "7", "2", None),
        ("2", None, None, None),
    ],
)
def test_the_steps(many: str, rates: str | None, next_at: str | None, next_rates: str) -> None:
    whole = min(Decimal(many), Decimal(1))
    days = {date(2026, 10, 12): whole, date(2026, 10, 14): Decimal(many) - whole}
    found = rungs(days, OCTOBER, DAYS, RULES)
    assert (found.rates, found.next_at, found.next_rates) == tuple(
        one and Decimal(one) for one in (rates, next_at, next_rates)
    )
    assert Rungs.read(found.plain()) == found


def test_it_may_be_contested_for_five_working_days() -> None:
    """Told on Friday the 9th; 10 (worked), 12, 13, 14, 15 October are the five."""
    told = date(2026, 10, 9)
    assert contest_until(DAYS, told) == date(2026, 10, 15)
    assert may_contest(DAYS, told, date(2026, 10, 15))
    assert not may_contest(DAYS, told, date(2026, 10, 16))


def test_while_the_calendar_is_not_published_the_time_does_not_end() -> None:
    told = date(2027, 12, 30)
    assert contest_until(DAYS, told) is None
    assert may_contest(DAYS, told, date(2028, 3, 1))


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
    assert (CONSECUTIVE in [one.kind for one in reasons(found, february, DAYS)]) is (expected == 3)


def test_ten_halves_are_five_days_a_year() -> None:
    halves = {date(2026, month, 12): Decimal("0.5") for month in range(1, 11)}
    assert [one.kind for one in reasons(halves, OCTOBER, DAYS)] == [YEAR]
    halves.pop(date(2026, 1, 12))
    assert reasons(halves, OCTOBER, DAYS) == ()


@pytest.mark.parametrize(
    ("first", "last", "counts"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), True),
        (date(2025, 12, 31), date(2026, 12, 31), False),
        (date(2026, 1, 1), date(2027, 1, 1), False),
    ],
)
def test_the_year_is_the_calendar_year(first: date, last: date, *, counts: bool) -> None:
    days = {**absent(d0302="1", d0601="1", d0803="1"), first: Decimal(1), last: Decimal(1)}
    assert [one.kind for one in reasons(days, OCTOBER, DAYS)] == ([YEAR] if counts else [])


@pytest.mark.parametrize(
    ("told", "until"),
    [
        (date(2026, 9, 29), date(2026, 10, 12)),  # 30, 8, 9, 10, 12
        (date(2026, 9, 30), date(2026, 10, 13)),
        (date(2026, 10, 2), date(2026, 10, 13)),  # told on a holiday
        (date(2026, 2, 13), date(2026, 2, 27)),  # 14, 24, 25, 26, 27
        (date(2025, 12, 30), date(2026, 1, 7)),  # 31; the Sunday 4, 5, 6, 7 January
    ],
)
def test_contested_within_five_working_days(told: date, until: date) -> None:
    assert contest_until(DAYS, told) == until
    assert may_contest(DAYS, told, until)
    assert not may_contest(DAYS, told, date.fromordinal(until.toordinal() + 1))


def test_rows_that_meet_on_a_day_fill_it_and_no_more() -> None:
    """A day and a half from Monday and half a Tuesday; two days and a whole Tuesday."""
    halves = day_by_day(absent(d1012="1.5", d1013="0.5"), DAYS)
    assert halves == absent(d1012="1", d1013="1")
    assert day_by_day(absent(d1012="2", d1013="1"), DAYS) == absent(d1012="1", d1013="1")
    over = day_by_day(absent(d0930="2.5"), DAYS)
    assert over == absent(d0930="1", d1008="1", d1009="0.5")
