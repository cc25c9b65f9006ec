"""Working days of leave: make-up days in, holidays out, half days at both ends; worked by hand."""

from datetime import date
from decimal import Decimal

import pytest

from services.leave.spans import Span, counted
from services.working_days import Override, UnpublishedYearError, WorkingDays

DAYS = WorkingDays()


def d(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


@pytest.mark.parametrize(
    ("span", "days"),
    [
        (Span(d("10-12"), d("10-12")), "1"),
        (Span(d("10-12"), d("10-12"), from_noon=True), "0.5"),
        (Span(d("10-12"), d("10-12"), to_noon=True), "0.5"),
        (Span(d("10-12"), d("10-12"), from_noon=True, to_noon=True), "0"),
        (Span(d("10-12"), d("10-13"), from_noon=True, to_noon=True), "1"),
        (Span(d("10-09"), d("10-12")), "3"),  # the Saturday is worked, the Sunday is not
        (Span(d("10-10"), d("10-10"), to_noon=True), "0.5"),
        (Span(d("09-30"), d("10-08")), "2"),  # the national holiday lies between
        (Span(d("10-16"), d("10-19"), from_noon=True), "1.5"),
        (Span(d("10-17"), d("10-18")), "0"),
        (Span(d("10-29"), d("11-03"), from_noon=True, to_noon=True), "3"),
    ],
)
def test_working_days_of_a_span(span: Span, days: str) -> None:
    assert counted(span.shares(DAYS)) == Decimal(days)


def test_the_outlets_own_days_count() -> None:
    own = WorkingDays({d("10-12"): Override(working=False, basis="notice")})
    assert counted(Span(d("10-12"), d("10-13")).shares(own)) == 1


def test_a_year_not_published_is_not_guessed() -> None:
    for last in (date(2026, 12, 30), date(2027, 1, 4)):
        with pytest.raises(UnpublishedYearError):
            Span(d("12-28"), last).shares(DAYS)
    assert counted(Span(d("12-28"), d("12-28")).shares(DAYS)) == 1


def test_halves_of_one_day_do_not_overlap() -> None:
    morning, afternoon = (
        Span(d("10-12"), d("10-12"), to_noon=True),
        Span(d("10-12"), d("10-12"), from_noon=True),
    )
    assert not morning.overlaps(afternoon)
    assert not afternoon.overlaps(morning)
    assert morning.overlaps(Span(d("10-10"), d("10-12"), to_noon=True))
    assert not afternoon.overlaps(Span(d("10-10"), d("10-12"), to_noon=True))
    assert morning.overlaps(Span(d("10-12"), d("10-12")))


@pytest.mark.parametrize(
    ("back", "noon", "days"),
    [
        ("10-12", False, None),
        ("10-12", True, "0.5"),
        ("10-14", False, "2"),
        ("10-14", True, "2.5"),
    ],
)
def test_what_is_left_of_leave_when_he_comes_back(back: str, noon: bool, days: str | None) -> None:  # noqa: FBT001
    left = Span(d("10-12"), d("10-16")).until(d(back), noon=noon)
    assert (counted(left.shares(DAYS)) if left else None) == (Decimal(days) if days else None)
