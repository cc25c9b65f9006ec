"""When the training is: as Article 21 has it, or the outlet (`schedules`)."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from services.recurrence import on
from services.schedules.held import next_held, rule
from services.timetable import calendar

TRAINING = "training_held"


def starts(session: Session, day: date) -> datetime | None:
    """Return when the training of a day begins; nothing if there is none, as on a holiday."""
    weekly = rule(session, TRAINING)
    if day not in weekly.days(day, day):
        return None
    found = on(weekly, day, calendar(session))
    return found.at if found else None


def coming(session: Session, moment: datetime) -> datetime | None:
    """Return when the first training from the moment on begins."""
    return next_held(session, TRAINING, moment)
