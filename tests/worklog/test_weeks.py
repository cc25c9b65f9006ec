"""When a week's log is asked for, chased and missed, and until when it is corrected.

Expected days are those of the calendar of 2026: off 1 to 7 October and 15 to 23 February, worked
Saturday 10 October and Saturday 14 February.
"""

from datetime import date, time

import pytest

from services import weeks
from services.recurrence import FRIDAY, WORKLOG, WORKLOG_CHASE, OffDay, Weekly
from services.store import Store
from services.worklog import when
from tests.schedules import change
from tests.shanghai import BARE, moments, utc


@pytest.mark.parametrize(
    ("week", "asked", "chased", "missed"),
    [
        # an ordinary week
        (date(2026, 11, 2), date(2026, 11, 6), date(2026, 11, 9), date(2026, 11, 10)),
        # Friday lies in National Day's holiday, and so does the Monday after
        (date(2026, 9, 28), date(2026, 9, 30), date(2026, 10, 8), date(2026, 10, 9)),
        # the make-up Saturday after it does not put Friday off
        (date(2026, 10, 5), date(2026, 10, 9), date(2026, 10, 12), date(2026, 10, 13)),
        # before Spring Festival: a make-up Saturday in the week, then nine days off
        (date(2026, 2, 9), date(2026, 2, 13), date(2026, 2, 24), date(2026, 2, 25)),
        # all of it in the holiday
        (date(2026, 2, 16), None, date(2026, 2, 24), date(2026, 2, 25)),
    ],
)
def test_a_week(week: date, asked: date | None, chased: date, missed: date) -> None:
    assert weeks.last_worked(week, BARE) == asked
    assert when.chased_on(week, BARE) == chased
    assert when.missed_on(week, BARE) == missed
    assert when.until(week, BARE).date() == date.fromordinal(chased.toordinal() + 1)


def test_the_week_before_one_that_has_no_log() -> None:
    assert weeks.before(date(2026, 2, 23), BARE) == date(2026, 2, 9)
    assert weeks.before(date(2026, 10, 12), BARE) == date(2026, 10, 5)


def test_it_is_asked_for_at_the_outlets_hour(peopled_store: Store) -> None:
    """Broken by the declared hour: what is due and what is open would not agree."""
    week = date(2026, 10, 12)
    assert peopled_store.call(when.asked_at, week, BARE) == utc(2026, 10, 16, 16, 0)
    change(peopled_store, "worklog", at=time(15))
    assert peopled_store.call(when.asked_at, week, BARE) == utc(2026, 10, 16, 15, 0)
    assert peopled_store.call(when.asked_at, date(2026, 2, 16), BARE) is None


def test_it_is_asked_for_on_the_last_working_day_up_to_friday() -> None:
    window = utc(2026, 9, 21, 0, 0), utc(2026, 10, 17, 0, 0)
    assert moments(WORKLOG, *window) == [
        "2026-09-24 16:00",  # Friday is Mid-Autumn
        "2026-09-30 16:00",
        "2026-10-09 16:00",
        "2026-10-16 16:00",
    ]


def test_what_moves_into_the_window_from_after_it_is_found() -> None:
    assert moments(WORKLOG, utc(2026, 9, 30, 0, 0), utc(2026, 10, 1, 0, 0)) == ["2026-09-30 16:00"]
    assert moments(WORKLOG, utc(2026, 10, 1, 0, 0), utc(2026, 10, 9, 0, 0)) == []


def test_it_is_chased_on_the_first_working_day() -> None:
    window = utc(2026, 9, 28, 0, 0), utc(2026, 10, 17, 0, 0)
    assert moments(WORKLOG_CHASE, *window) == [
        "2026-09-28 09:00",
        "2026-10-08 09:00",
        "2026-10-12 09:00",
    ]


def test_in_a_year_that_is_not_published_it_stays_on_friday() -> None:
    rule = Weekly(FRIDAY, time(16), OffDay.EARLIER)
    assert moments(rule, utc(2099, 5, 1, 0, 0), utc(2099, 5, 9, 0, 0)) == [
        "2099-05-01 16:00",
        "2099-05-08 16:00",
    ]
