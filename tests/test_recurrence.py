"""When things recur (RULES 6 and 11): holidays, make-up days, years that nobody knows yet."""

from datetime import date, datetime, time

import pytest

from services.month import Month
from services.recurrence import (
    PAY_DAY,
    REPORT,
    SATURDAY,
    TRAINING,
    Ahead,
    Due,
    EveryMinutes,
    LateReminderError,
    Monthly,
    OffDay,
    Weekly,
    due,
    on,
)
from services.working_days import Override, WorkingDays
from tests.shanghai import BARE, moments, utc

YEAR = 2099  # that no library knows
OFF = Override(working=False, basis="Notice of the branch")
ON = Override(working=True, basis="Notice of the branch")


def test_a_training_on_a_holiday_is_dropped_and_not_made_up_for() -> None:
    window = utc(2026, 9, 30, 0, 0), utc(2026, 10, 14, 23, 59)
    # 7 October is off; Saturday the 10th is worked in exchange for another day
    assert moments(TRAINING, *window) == ["2026-09-30 16:00", "2026-10-14 16:00"]


def test_a_training_on_another_weekday_is_held_on_a_make_up_day() -> None:
    window = utc(2026, 10, 1, 0, 0), utc(2026, 10, 11, 0, 0)
    saturdays = Weekly(SATURDAY, time(10, 30), OffDay.SKIPPED)
    assert moments(saturdays, *window) == ["2026-10-10 10:30"]
    assert moments(Weekly(SATURDAY, time(10, 30)), *window) == [
        "2026-10-03 10:30",
        "2026-10-10 10:30",
    ]


def test_the_outlets_own_days_drop_a_training_or_give_it_back() -> None:
    calendar = WorkingDays({date(2026, 7, 22): OFF, date(2026, 10, 7): ON})
    july = utc(2026, 7, 20, 0, 0), utc(2026, 7, 30, 0, 0)
    october = utc(2026, 10, 1, 0, 0), utc(2026, 10, 9, 0, 0)
    assert moments(TRAINING, *july, calendar) == ["2026-07-29 16:00"]
    assert moments(TRAINING, *october, calendar) == ["2026-10-07 16:00"]


def test_a_report_due_on_a_sunday_or_in_a_holiday_stays_due() -> None:
    assert moments(REPORT, utc(2026, 4, 1, 0, 0), utc(2026, 5, 1, 0, 0)) == ["2026-04-05 23:59"]
    assert moments(REPORT, utc(2026, 10, 1, 0, 0), utc(2026, 11, 1, 0, 0)) == ["2026-10-05 23:59"]


@pytest.mark.parametrize(
    ("day", "paid"),
    [
        (date(2024, 2, 10), date(2024, 2, 18)),  # Spring Festival, to a make-up Sunday
        (date(2025, 5, 10), date(2025, 5, 12)),  # a Saturday
        (date(2026, 10, 10), date(2026, 10, 10)),  # a make-up Saturday after National Day
        (date(2021, 2, 10), date(2021, 2, 10)),  # the day before Spring Festival
    ],
)
def test_pay_days_around_holidays(day: date, paid: date) -> None:
    found = on(PAY_DAY, day, BARE)
    assert found
    assert found.at == utc(paid.year, paid.month, paid.day, 9, 0)
    assert found.plain == utc(day.year, day.month, day.day, 9, 0)


def test_a_day_that_moves_into_the_window_is_found_and_one_that_moves_out_is_not() -> None:
    assert moments(PAY_DAY, utc(2024, 2, 17, 0, 0), utc(2024, 2, 19, 0, 0)) == ["2024-02-18 09:00"]
    assert moments(PAY_DAY, utc(2024, 2, 9, 0, 0), utc(2024, 2, 17, 0, 0)) == []


def test_a_reminder_moves_with_what_it_reminds_of() -> None:
    day_before = Ahead(PAY_DAY, 1, time(10))
    (found,) = due(day_before, utc(2025, 5, 1, 0, 0), utc(2025, 6, 1, 0, 0), BARE)
    assert found.at == utc(2025, 5, 11, 10, 0)  # pay day is Monday the 12th
    assert found.plain == utc(2025, 5, 9, 10, 0)


def test_a_reminder_of_a_training_that_is_dropped_is_dropped() -> None:
    reminder = Ahead(TRAINING, 1, time(17))
    window = utc(2026, 10, 1, 0, 0), utc(2026, 10, 14, 0, 0)
    assert moments(reminder, *window) == ["2026-10-13 17:00"]


def test_a_reminder_in_the_year_before() -> None:
    reminder = Ahead(Monthly(3, time(9)), 5, time(9))
    assert moments(reminder, utc(2025, 12, 1, 0, 0), utc(2026, 1, 1, 0, 0)) == ["2025-12-29 09:00"]


@pytest.mark.parametrize(("days", "at"), [(0, time(16)), (0, time(18)), (-1, time(9))])
def test_a_reminder_comes_before(days: int, at: time) -> None:
    with pytest.raises(LateReminderError) as refused:
        Ahead(TRAINING, days, at)
    assert (refused.value.days, refused.value.at) == (days, at)


def test_what_hangs_on_an_unpublished_year_is_told_plain_and_marked() -> None:
    assert date(YEAR, 1, 10).strftime("%a") == "Sat"
    plain = utc(YEAR, 1, 10, 9, 0)
    assert on(PAY_DAY, date(YEAR, 1, 10), BARE) == Due(plain, plain, YEAR)
    marked = due(TRAINING, utc(YEAR, 1, 1, 0, 0), utc(YEAR + 1, 1, 1, 0, 0), BARE)
    assert {one.unpublished for one in marked} == {YEAR}
    assert len(marked) == 52
    reminders = due(
        Ahead(TRAINING, 1, time(9)), utc(YEAR, 3, 1, 0, 0), utc(YEAR, 3, 8, 0, 0), BARE
    )
    assert [one.unpublished for one in reminders] == [YEAR]


def test_what_takes_place_anyway_is_never_marked() -> None:
    (found,) = due(REPORT, utc(YEAR, 1, 1, 0, 0), utc(YEAR, 2, 1, 0, 0), BARE)
    assert found.unpublished is None


def test_a_year_told_by_overrides_is_not_marked() -> None:
    new_year = {date(YEAR, 1, day): OFF for day in (1, 2, 3, 14)}
    calendar = WorkingDays({**new_year, date(YEAR, 1, 11): ON}, frozenset({YEAR}))
    plain = utc(YEAR, 1, 10, 9, 0)
    moved = on(PAY_DAY, date(YEAR, 1, 10), calendar)
    assert moved == Due(plain, utc(YEAR, 1, 11, 9, 0))
    window = utc(YEAR, 1, 1, 0, 0), utc(YEAR, 2, 1, 0, 0)
    assert moments(TRAINING, *window, calendar) == [
        f"{YEAR}-01-{day:02} 16:00" for day in (7, 21, 28)
    ]
    late = [
        one.unpublished
        for one in due(TRAINING, utc(YEAR, 12, 1, 0, 0), utc(YEAR + 1, 1, 1, 0, 0), calendar)
    ]
    assert late == [None] * 4 + [YEAR + 1]  # the 30th waits for the next year's notice


def test_a_month_without_the_day_has_it_on_its_last() -> None:
    rule = Monthly(31, time(9))
    assert moments(rule, utc(2028, 1, 1, 0, 0), utc(2028, 5, 1, 0, 0)) == [
        "2028-01-31 09:00",
        "2028-02-29 09:00",
        "2028-03-31 09:00",
        "2028-04-30 09:00",
    ]
    assert rule.day_in(Month(2026, 2)) == date(2026, 2, 28)


def test_a_window_has_a_zone() -> None:
    naive = datetime(2026, 3, 5)  # noqa: DTZ001 - what is refused
    with pytest.raises(ValueError, match="2026"):
        due(REPORT, naive, utc(2026, 4, 1, 0, 0), BARE)
    with pytest.raises(ValueError, match="2026"):
        due(REPORT, utc(2026, 3, 1, 0, 0), naive, BARE)


def test_rules_that_name_nothing_are_refused() -> None:
    for wrong in (-1, 7):
        with pytest.raises(ValueError, match=str(wrong)):
            Weekly(wrong, time(9))
    for wrong in (0, 32):
        with pytest.raises(ValueError, match=str(wrong)):
            Monthly(wrong, time(9))
    with pytest.raises(ValueError, match="0"):
        EveryMinutes(0)
