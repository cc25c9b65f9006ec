"""The calendar against the published schedules, and what it does not know."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from services import working_days
from services.working_days import Kind, Override, UnpublishedYearError, WorkingDays
from tests.state_council import MAKE_UP, days_off

BARE = WorkingDays()
BASIS = "Notice of the branch"
OFF, ON = Override(working=False, basis=BASIS), Override(working=True, basis=BASIS)
NEW_YEAR_2027 = {date(2027, 1, 1): OFF, date(2027, 1, 2): OFF, date(2027, 1, 3): OFF}


@pytest.fixture(autouse=True)
def _known_to_2026(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep 2027 unpublished when the library learns it."""
    for name in ("HOLIDAYS", "MAKE_UP_DAYS"):
        days = {day for day in getattr(working_days, name) if day.year <= 2026}
        monkeypatch.setattr(working_days, name, days)
    monkeypatch.setattr(working_days, "PUBLISHED", frozenset(range(2004, 2027)))


def _year(year: int) -> Iterator[date]:
    first = date(year, 1, 1)
    yield from (first + timedelta(n) for n in range((date(year + 1, 1, 1) - first).days))


def _published(day: date) -> Kind:
    """Return what the notice makes of the day."""
    if day in MAKE_UP[day.year]:
        return Kind.MAKE_UP
    if day in days_off(day.year):
        return Kind.HOLIDAY
    return Kind.WEEKEND if day.strftime("%a") in {"Sat", "Sun"} else Kind.WORKING


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_every_day_is_what_the_notice_says(year: int) -> None:
    calendar = WorkingDays(complete=frozenset({2027}))  # its New Year lies within the year
    wrong = {day for day in _year(year) if calendar.kind(day) is not _published(day)}
    assert wrong == set()


@pytest.mark.parametrize("year", [2025, 2026])
def test_a_year_has_as_many_working_days_as_weekdays_less_statutory_days(year: int) -> None:
    calendar = WorkingDays(complete=frozenset({2027}))
    worked = calendar.between(date(year, 1, 1), date(year, 12, 31))
    assert len(worked) == 365 - 104 - 13


def test_a_make_up_saturday_is_worked_and_no_holiday() -> None:
    day = date(2026, 10, 10)
    assert BARE.is_make_up(day)
    assert BARE.is_working(day)
    assert not BARE.is_holiday(day)


def test_a_plain_sunday_is_not_worked_and_no_holiday() -> None:
    day = date(2026, 10, 11)
    assert not BARE.is_working(day)
    assert not BARE.is_holiday(day)


def test_a_day_made_free_by_exchange_is_a_holiday() -> None:
    assert BARE.is_holiday(date(2026, 10, 7))


def test_the_next_years_notice_moves_the_last_days_of_december() -> None:
    assert BARE.is_make_up(date(2018, 12, 29))  # a Saturday
    assert BARE.is_holiday(date(2018, 12, 31))  # a Monday


def test_the_next_working_day() -> None:
    assert BARE.on_or_after(date(2026, 9, 30)) == date(2026, 9, 30)
    assert BARE.on_or_after(date(2026, 10, 1)) == date(2026, 10, 8)
    assert BARE.on_or_after(date(2024, 2, 10)) == date(2024, 2, 18)  # a make-up Sunday


def test_so_many_working_days_later() -> None:
    assert BARE.later(date(2026, 9, 30), 1) == date(2026, 10, 8)
    assert BARE.later(date(2026, 9, 30), 3) == date(2026, 10, 10)  # the make-up Saturday counts
    assert BARE.later(date(2026, 10, 3), 1) == date(2026, 10, 8)  # asked on a day off
    assert BARE.later(date(2025, 12, 30), 2) == date(2026, 1, 4)  # over the year's end


def test_likely_days_are_the_published_ones_then_weekdays() -> None:
    assert BARE.likely_later(date(2026, 9, 30), 3) == BARE.later(date(2026, 9, 30), 3)
    assert BARE.likely_later(date(2026, 12, 24), 2) == date(2026, 12, 28)
    assert BARE.likely_later(date(2026, 12, 24), 3) == date(2026, 12, 29)
    assert BARE.likely_later(date(2027, 1, 8), 1) == date(2027, 1, 11)  # a Friday, a Monday


@pytest.mark.parametrize("count", [0, -1])
def test_later_is_later(count: int) -> None:
    with pytest.raises(ValueError, match=str(count)):
        BARE.later(date(2026, 9, 30), count)


def test_working_days_between_have_both_ends() -> None:
    assert BARE.between(date(2026, 9, 30), date(2026, 10, 10)) == (
        date(2026, 9, 30),
        date(2026, 10, 8),
        date(2026, 10, 9),
        date(2026, 10, 10),
    )
    assert BARE.between(date(2026, 10, 1), date(2026, 10, 7)) == ()
    assert BARE.between(date(2026, 10, 9), date(2026, 10, 8)) == ()


@pytest.mark.parametrize(
    "day", [date(2027, 1, 1), date(2027, 6, 9), date(2027, 6, 12), date(2003, 6, 11)]
)
def test_no_day_of_an_unpublished_year_is_guessed_not_even_a_weekend(day: date) -> None:
    assert not BARE.is_published(day.year)
    assert BARE.unpublished(day) == day.year
    for ask in (BARE.kind, BARE.is_working, BARE.is_holiday, BARE.is_make_up, BARE.on_or_after):
        with pytest.raises(UnpublishedYearError) as refused:
            ask(day)
        assert refused.value.year == day.year


def test_what_runs_into_an_unpublished_year_is_not_guessed() -> None:
    with pytest.raises(UnpublishedYearError):
        BARE.later(date(2026, 12, 28), 1)
    with pytest.raises(UnpublishedYearError):
        BARE.between(date(2026, 12, 25), date(2027, 1, 8))


def test_the_last_days_of_december_wait_for_the_next_years_notice() -> None:
    assert BARE.is_published(2026)
    assert BARE.kind(date(2026, 12, 28)) is Kind.WORKING
    for day in (29, 30, 31):
        assert BARE.unpublished(date(2026, 12, day)) == 2027
    assert BARE.unpublished(date(2025, 12, 31)) is None
    assert WorkingDays(complete=frozenset({2027})).is_working(date(2026, 12, 31))


def test_the_outlets_days_go_over_the_published_ones() -> None:
    calendar = WorkingDays(
        {
            date(2026, 7, 22): OFF,  # a Wednesday: a typhoon
            date(2026, 7, 25): ON,  # a Saturday
            date(2026, 10, 10): OFF,  # a make-up day
            date(2026, 10, 6): ON,  # a Tuesday in the National Day holiday
        }
    )
    assert calendar.kind(date(2026, 7, 22)) is Kind.HOLIDAY
    assert calendar.kind(date(2026, 7, 25)) is Kind.MAKE_UP
    assert calendar.kind(date(2026, 10, 10)) is Kind.HOLIDAY
    assert calendar.kind(date(2026, 10, 6)) is Kind.WORKING
    assert calendar.kind(date(2026, 7, 23)) is Kind.WORKING


def test_single_days_of_an_unpublished_year_can_be_known() -> None:
    calendar = WorkingDays(NEW_YEAR_2027)
    assert calendar.is_holiday(date(2027, 1, 1))
    assert calendar.unpublished(date(2027, 1, 1)) is None
    assert calendar.unpublished(date(2027, 1, 4)) == 2027
    assert not calendar.is_published(2027)


def test_overrides_can_be_a_years_whole_schedule() -> None:
    calendar = WorkingDays({**NEW_YEAR_2027, date(2027, 1, 9): ON}, frozenset({2027}))
    assert calendar.is_published(2027)
    assert calendar.on_or_after(date(2027, 1, 1)) == date(2027, 1, 4)
    assert calendar.later(date(2026, 12, 30), 2) == date(2027, 1, 4)
    assert calendar.kind(date(2027, 1, 9)) is Kind.MAKE_UP
    assert calendar.kind(date(2027, 1, 10)) is Kind.WEEKEND
    assert calendar.unpublished(date(2027, 12, 31)) == 2028
