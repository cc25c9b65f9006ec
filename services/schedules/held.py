"""When something that takes place is held, as the outlet has it."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from services import timetable
from services.recurrence import ByClock, due
from services.recurring import HELD
from services.schedules.laid import base, owns

FAR = timedelta(days=62)


def rule(session: Session, kind: str) -> ByClock:
    """Return the rule of something that takes place; KeyError if there is no such thing."""
    declared = {one.kind: one.rule for one in HELD}
    return base(declared[kind], owns(session))


def next_held(session: Session, kind: str, after: datetime) -> datetime | None:
    """Return when it is held next, from a moment on, in the outlet's zone."""
    days = timetable.calendar(session)
    found = due(rule(session, kind), after, after + FAR, days)
    return found[0].at if found else None
