"""By when the steps of a case are to be done: working days, as the rulebook has them."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from services import rulebook_values, timetable
from services.rulebook import Rules
from services.working_days import UnpublishedYearError, WorkingDays

WEEK, WORKED = 7, 5


def rules_of(session: Session, day: date) -> Rules:
    """Return the figures in force on a day."""
    return rulebook_values.in_force(session).on(day)


def deadline(session: Session, today: date, step: str) -> date:
    """Return the day by which a step is to be done: so many working days after today."""
    count = rules_of(session, today)[f"conduct_days.{step}"].value
    return working_days_later(timetable.calendar(session), today, int(count or WORKED))


def working_days_later(days: WorkingDays, today: date, count: int) -> date:
    """Return the working day so many after the day; by weeks where they are not published."""
    try:
        return days.later(today, count)
    except UnpublishedYearError:
        return today + timedelta(days=-(-count * WEEK // WORKED))
