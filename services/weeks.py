"""Weeks, each known by its Monday, and which of their days are worked up to Friday."""

from datetime import date, timedelta

from services.recurrence import FRIDAY
from services.working_days import WorkingDays

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


def week_of(day: date) -> date:
    """Return the week that a day lies in."""
    return day - timedelta(day.weekday())


def worked(week: date, days: WorkingDays) -> tuple[date, ...]:
    """Return the days of a week that are worked, up to Friday."""
    found = (week + number * DAY for number in range(FRIDAY + 1))
    return tuple(day for day in found if days.is_likely_working(day))


def last_worked(week: date, days: WorkingDays) -> date | None:
    """Return the last of them, on which the week is told of; none where all of it is free."""
    found = worked(week, days)
    return found[-1] if found else None


def before(week: date, days: WorkingDays) -> date:
    """Return the last week before that was worked at all."""
    week -= WEEK
    while not last_worked(week, days):
        week -= WEEK
    return week
