"""When the training is: the one place that knows its rule."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from services.recurrence import TRAINING, Weekly, due, on
from services.timetable import calendar

LOOKS_AHEAD = timedelta(days=40)


def _rule(_session: Session) -> Weekly:
    """Return when it recurs (Article 21)."""
    return TRAINING


def starts(session: Session, day: date) -> datetime | None:
    """Return when the training of a day begins; nothing if there is none, as on a holiday."""
    weekly = _rule(session)
    if day not in weekly.days(day, day):
        return None
    found = on(weekly, day, calendar(session))
    return found.at if found else None


def coming(session: Session, moment: datetime) -> datetime | None:
    """Return when the first training from the moment on begins."""
    found = due(_rule(session), moment, moment + LOOKS_AHEAD, calendar(session))
    return found[0].at if found else None
