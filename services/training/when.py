"""When training and meeting are: as declared, or as the outlet has it (`schedules`)."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from services.recurrence import on
from services.schedules.held import next_held, rule
from services.timetable import calendar
from services.training.kinds import KINDS


def starts(session: Session, kind: str, day: date) -> datetime | None:
    """Return when that of a day begins; nothing if there is none, as on a holiday."""
    weekly = rule(session, KINDS[kind].held)
    if day not in weekly.days(day, day):
        return None
    found = on(weekly, day, calendar(session))
    return found.at if found else None


def coming(session: Session, kind: str, moment: datetime) -> datetime | None:
    """Return when the first from the moment on begins."""
    return next_held(session, KINDS[kind].held, moment)
