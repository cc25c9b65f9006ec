"""The timetable and licences: it is said 60, 30, 7 days before one expires, and once it did."""

from datetime import datetime

from sqlalchemy.orm import Session

from services import notices, organisation, timetable
from services.history import SEES_ALL
from services.licences import reading
from services.licences.rows import WATCHED
from services.store import changes
from services.trainingfile import rights

EXPIRES = "licence_expires"
OVER = -1


def stage(left: int) -> int | None:
    """Return which notice it is time for: days before, −1 once it is over (none: too early)."""
    return OVER if left < 0 else min((one for one in WATCHED if left <= one), default=None)


@changes
def daily(session: Session, now: datetime, _due: datetime) -> None:
    """Tell the person and his back office; of what is over the general manager as well."""
    today = now.date()
    if not timetable.calendar(session).is_likely_working(today):
        return
    org = organisation.on(session, today)
    people = {one.staff_id: one for one in org.people.values() if one.works_on(today)}
    for one in reading.soon(session, people, today):
        at = stage(_left(one.left(today)))
        if at is None:
            continue
        told = {one.staff_id, *rights.keepers(org, one.staff_id)}
        if at == OVER:
            told |= {*rights.holding(org, SEES_ALL)}
        notices.tell(session, now, EXPIRES, f"{one.id}.{at}", sorted(told), licence=one.id)


def _left(days: int | None) -> int:
    return WATCHED[0] + 1 if days is None else days
