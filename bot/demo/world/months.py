"""The six months of the demo, and days in a month."""

from datetime import date, timedelta

from services.month import Month

SPAN = 6
_SATURDAY = 5
_CLEAR = 12  # the day from which no long holiday is to be feared


def months(last: Month) -> tuple[Month, ...]:
    """Return the six months that end with the last one."""
    return tuple(last.later(n - SPAN + 1) for n in range(SPAN))


def day(month: Month, number: int) -> date:
    """Return a day of the month; a number beyond its end is its last day."""
    return month.first_day.replace(day=min(number, month.last_day.day))


def weekday(month: Month, nth: int) -> date:
    """Return the nth (from 0) Monday-to-Friday of the month's later part."""
    return [d for d in _later_days(month) if d.weekday() < _SATURDAY][nth]


def saturday(month: Month, nth: int) -> date:
    """Return the nth (from 0) Saturday of the month's later part."""
    return [d for d in _later_days(month) if d.weekday() == _SATURDAY][nth]


def _later_days(month: Month) -> list[date]:
    return [day(month, _CLEAR) + timedelta(n) for n in range(month.last_day.day - _CLEAR + 1)]
