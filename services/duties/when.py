"""Of which week or month something is filed, and when it is asked for.

A week is its Monday, a month its 1st. A week's is asked for on Friday, or on the last day before
it that is worked; a month's on the 25th before.
"""

from datetime import date, timedelta

from services.duties.kinds import Kind
from services.month import Month
from services.recurrence import FRIDAY, MONDAY
from services.working_days import WorkingDays

ASKED_ON = 25  # of the month before
FREE_WEEKS = 2  # no holiday is longer
WEEK = timedelta(weeks=1)


class WrongPeriodError(Exception):
    """Nothing is filed of that week or month now: only of the running one and one beside it."""


def asked_on(days: WorkingDays, monday: date) -> date | None:
    """Return the day on which a week's is asked for; nothing where all of it is free."""
    week = [monday + timedelta(number) for number in range(FRIDAY + 1)]
    worked = [day for day in week if days.is_likely_working(day)]
    return worked[-1] if worked else None


def asked_for(kind: Kind, days: WorkingDays, period: date) -> date:
    """Return the day on which a period's is asked for, as if it were worked if none is."""
    if kind.monthly:
        return Month.of(period).later(-1).first_day + timedelta(ASKED_ON - 1)
    return asked_on(days, period) or period + timedelta(FRIDAY)


def week_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(day.weekday() - MONDAY)


def current(kind: Kind, days: WorkingDays, today: date) -> date:
    """Return the week or month that is to be filed now: from the day it is asked for."""
    if kind.monthly:
        month = Month.of(today)
        return (month.later(1) if today.day >= ASKED_ON else month).first_day
    monday = week_of(today)
    asked = asked_on(days, monday)
    return monday if asked and today >= asked else before(days, monday)


def before(days: WorkingDays, monday: date) -> date:
    """Return the last week before one that was worked at all."""
    earlier = (monday - number * WEEK for number in range(1, FREE_WEEKS + 2))
    return next((one for one in earlier if asked_on(days, one)), monday - WEEK)


def must_be_open(kind: Kind, days: WorkingDays, today: date, period: date) -> None:
    """WrongPeriodError for a period that nothing is filed of any more, or yet, or that is none."""
    month = Month.of(today)
    monday = week_of(today)
    months = {month.first_day, month.later(1).first_day}
    if period not in (months if kind.monthly else {monday, before(days, monday)}):
        raise WrongPeriodError


def latest(kind: Kind, today: date) -> date:
    """Return the last period of which anything can be filed."""
    return Month.of(today).later(1).first_day if kind.monthly else week_of(today)


def moved(kind: Kind, period: date, by: int) -> date:
    """Return the period so many later (or before)."""
    return Month.of(period).later(by).first_day if kind.monthly else period + by * WEEK


def normal(kind: Kind, period: date) -> date:
    """Return the period that a day lies in."""
    return Month.of(period).first_day if kind.monthly else week_of(period)
