"""When a week's log is asked for, chased, corrected, missed.

It is asked for on Friday, or on the last day of the week before it that is worked; a week without
such a day has none. It is chased on the first day worked of the next week.
"""

from datetime import date, datetime, time

from sqlalchemy.orm import Session

from services.recurrence import WORKLOG, ZONE
from services.schedules.laid import NOTHING, owns
from services.weeks import DAY, WEEK, last_worked
from services.working_days import WorkingDays


def asked_at(session: Session, week: date, days: WorkingDays) -> datetime | None:
    """Return the moment at which the week's log is asked for; none if there is no log.

    The hour is the outlet's, if it has set one.
    """
    day, own = last_worked(week, days), owns(session).get("worklog", NOTHING)
    return datetime.combine(day, own.at or WORKLOG.at, ZONE) if day else None


def chased_on(week: date, days: WorkingDays) -> date:
    """Return the day on which it is chased: the first that is worked after the week."""
    return days.likely_later(week + WEEK - DAY, 1)


def missed_on(week: date, days: WorkingDays) -> date:
    """Return the day on which superiors hear whose log is missing: the next that is worked."""
    return days.likely_later(week + WEEK - DAY, 2)


def until(week: date, days: WorkingDays) -> datetime:
    """Return until when it may be corrected: the end of the day on which it is chased."""
    return datetime.combine(chased_on(week, days) + DAY, time(), ZONE)
