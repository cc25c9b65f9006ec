"""Of which week or month something is filed, and when it is asked for.

A week is its Monday, a month its 1st. A week's is asked for on Friday, or on the last day before
it that is worked; a month's on the 25th before.
"""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from services import accounts
from services.duties.kinds import Kind
from services.month import Month
from services.recurrence import FRIDAY, day_of
from services.weeks import WEEK, before, last_worked, week_of
from services.working_days import WorkingDays

ASKED_ON = 25  # of the month before


class WrongPeriodError(Exception):
    """Nothing is filed of that week or month now: only of the running one and one beside it."""


def asked_for(kind: Kind, days: WorkingDays, period: date) -> date:
    """Return the day on which a period's is asked for, as if it were worked if none is."""
    if kind.monthly:
        return Month.of(period).later(-1).first_day + timedelta(ASKED_ON - 1)
    return last_worked(period, days) or period + timedelta(FRIDAY)


def is_asked(session: Session, day: date) -> bool:
    """Tell whether what the rule asks for on a day is: not before the outlet used the bot."""
    begun = accounts.first_bound(session)
    return begun is not None and day_of(begun) <= day


def current(kind: Kind, days: WorkingDays, today: date) -> date:
    """Return the week or month that is to be filed now: from the day it is asked for."""
    if kind.monthly:
        month = Month.of(today)
        return (month.later(1) if today.day >= ASKED_ON else month).first_day
    monday = week_of(today)
    asked = last_worked(monday, days)
    return monday if asked and today >= asked else before(monday, days)


def must_be_open(kind: Kind, days: WorkingDays, today: date, period: date) -> None:
    """WrongPeriodError for a period that nothing is filed of any more, or yet, or that is none."""
    month = Month.of(today)
    monday = week_of(today)
    months = {month.first_day, month.later(1).first_day}
    if period not in (months if kind.monthly else {monday, before(monday, days)}):
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
