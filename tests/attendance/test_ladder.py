"""Article 29's ladder at its boundaries; 2026-10-10 is a Saturday that is worked."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal

import pytest

from services.attendance.absence import CONSECUTIVE, YEAR, Rungs, in_a_row, reasons, rungs
from services.attendance.events import Contesting
from services.month import Month
from services.rulebook import packaged
from services.rulebook.figures import Dated
from services.working_days import Override, WorkingDays

DAYS, DAY = WorkingDays(), timedelta(1)
OCTOBER = Month(2026, 10)
RULES = packaged().on(OCTOBER.first_day)
CONTESTING = Contesting(DAYS, packaged())


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
    found = [one.kind for one in reasons(absent(**days), OCTOBER, DAYS, RULES)]
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
    kinds = [one.kind for one in reasons(days, OCTOBER, DAYS, RULES)]
    assert kinds == ([YEAR] if proposed else [])


def in_row(many: Decimal) -> bool:
    """Tell whether so many working days in a row count as leaving; from Monday, 12 October."""
    days = {date(2026, 10, 12 + number): Decimal(1) for number in range(int(many))}
    return any(one.kind == CONSECUTIVE for one in reasons(days, OCTOBER, DAYS, RULES))


def in_year(many: Decimal) -> bool:
    """Tell whether so many days in halves, every other week, count as leaving."""
    whole, half = divmod(many, 1)
    days = {date(2026, 1, 5) + 14 * n * DAY: Decimal(1) for n in range(int(whole))}
    days |= {date(2026, 10, 12): half} if half else {}
    return any(one.kind == YEAR for one in reasons(days, OCTOBER, DAYS, RULES))


COVERED: dict[str, Callable[[Decimal], bool]] = {
    "absence.leaving_in_a_row": in_row,
    "absence.leaving_a_year": in_year,
}


@pytest.mark.parametrize("figure", COVERED)
def test_from_the_figure_on_it_counts_as_leaving(figure: str) -> None:
    step, bound = packaged().figures[figure].threshold, RULES[figure].known
    assert step is not None
    assert [COVERED[figure](bound + n * step) for n in (-1, 0, 1)] == [False, True, True]


@pytest.mark.parametrize(
    ("row", "year", "kinds"),
    [("2", "3", [CONSECUTIVE]), ("3", "2", [YEAR]), ("2", "2", [CONSECUTIVE, YEAR])],
)
def test_what_counts_as_leaving_is_the_rulebooks(row: str, year: str, kinds: list[str]) -> None:
    values = {"absence.leaving_in_a_row": Decimal(row), "absence.leaving_a_year": Decimal(year)}
    rules, days = RULES.with_values({**values}), absent(d1012="1", d1013="1")
    assert [one.kind for one in reasons(days, OCTOBER, DAYS, rules)] == kinds
    assert [one.most for one in reasons(days, OCTOBER, DAYS, rules)] == [Decimal(2)] * len(kinds)


def test_unset_nothing_counts_as_leaving() -> None:
    unset: dict[str, Decimal | None] = dict.fromkeys(COVERED)
    days = absent(d1012="1", d1013="1", d1014="1", d1015="1", d1016="1", d1019="1")
    assert reasons(days, OCTOBER, DAYS, RULES.with_values(unset)) == ()


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
    assert CONTESTING.until(told) == date(2026, 10, 15)
    assert CONTESTING.may(told, date(2026, 10, 15))
    assert not CONTESTING.may(told, date(2026, 10, 16))


def test_how_long_is_a_figure_of_the_rulebook() -> None:
    """Three working days from the 12th on: what was told before keeps the five."""
    three = Dated(date(2026, 10, 12), Decimal(3), "confirmed", "notice", own=True)
    unset = Dated(date(2026, 10, 19), None, "unset", "notice", own=True)
    book = packaged().laid_over([("contest.days", three), ("contest.days", unset)])
    changed = Contesting(DAYS, book)
    assert changed.until(date(2026, 10, 9)) == date(2026, 10, 15)
    assert changed.until(date(2026, 10, 12)) == date(2026, 10, 15)
    assert changed.until(date(2026, 10, 19)) is None
    assert changed.may(date(2026, 10, 19), date(2026, 12, 1)), "no time is set"


def test_while_the_calendar_is_not_published_the_time_does_not_end() -> None:
    told = date(2027, 12, 30)
    assert CONTESTING.until(told) is None
    assert CONTESTING.may(told, date(2028, 3, 1))
