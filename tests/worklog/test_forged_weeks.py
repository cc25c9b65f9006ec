"""The weeks that buttons name."""

from datetime import date

import pytest

from handlers.buttons import StaleError
from handlers.worklog.own import day_of


@pytest.mark.parametrize("week", [0, -1, date.min.toordinal(), date.max.toordinal(), 10**12])
def test_a_week_at_the_end_of_time_is_an_outdated_button(week: int) -> None:
    """A forged one would have its week before looked for, which is no day. Broken by `YEARS`."""
    with pytest.raises(StaleError):
        day_of(week)
