"""Weeks, each known by its Monday: when its log is asked for, chased, corrected, missed.

A log is asked for on Friday, or on the last day of the week before it that is worked; a week
without such a day has none. It is chased on the first day worked of the next week.
"""

from datetime import date, datetime, time, timedelta

from services.recurrence import FRIDAY, WORKLOG, ZONE
from services.working_days import WorkingDays

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


def week_of(day: date) -> date:
    """Return the week that a day lies in."""
    return day - timedelta(day.weekday())


def last_day(week: date) -> date:
    """Return the week's Sunday."""
    return week + 6 * DAY


def worked(week: date, days: WorkingDays) -> tuple[date, ...]:
    """Return the days of a week that are worked, up to Friday."""
    found = (week + number * DAY for number in range(FRIDAY + 1))
    return tuple(day for day in found if days.is_likely_working(day))


def asked_on(week: date, days: WorkingDays) -> date | None:
    """Return the day on which the week's log is asked for; none if there is no log."""
    found = worked(week, days)
    return found[-1] if found else None


def asked_at(week: date, days: WorkingDays) -> datetime | None:
    """Return the moment at which the week's log is asked for; none if there is no log."""
    day = asked_on(week, days)
    return datetime.combine(day, WORKLOG.at, ZONE) if day else None


def chased_on(week: date, days: WorkingDays) -> date:
    """Return the day on which it is chased: the first that is worked after the week."""
    return days.likely_later(last_day(week), 1)


def missed_on(week: date, days: WorkingDays) -> date:
    """Return the day on which superiors hear whose log is missing: the next that is worked."""
    return days.likely_later(last_day(week), 2)


def until(week: date, days: WorkingDays) -> datetime:
    """Return until when it may be corrected: the end of the day on which it is chased."""
    return datetime.combine(chased_on(week, days) + DAY, time(), ZONE)


def before(week: date, days: WorkingDays) -> date:
    """Return the last week before that has a log."""
    week -= WEEK
    while not asked_on(week, days):
        week -= WEEK
    return week
