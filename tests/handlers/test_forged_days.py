"""The days that buttons name by their number in the calendar."""

from datetime import date

import pytest

from handlers.buttons import StaleError, day_of


@pytest.mark.parametrize("number", [0, -1, date.min.toordinal(), date.max.toordinal(), 10**12])
def test_a_day_at_the_end_of_time_is_an_outdated_button(number: int) -> None:
    """The week before a forged one, which is no day, would be looked for. Broken by `YEARS`."""
    with pytest.raises(StaleError):
        day_of(number)


@pytest.mark.parametrize("day", [date(2000, 1, 1), date(2026, 11, 5), date(2999, 12, 31)])
def test_any_other_day_is_that_day(day: date) -> None:
    assert day_of(day.toordinal()) == day
