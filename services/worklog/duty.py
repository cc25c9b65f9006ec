"""Who owes a log on a week, and who reads it.

Related documents: whoever sells hands a log to his superior every week. Here those are marketers,
station and district managers; a director owes none. All above somebody read his.
"""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from services import timetable, weeks
from services.history import SEES_ALL, Employee, Organisation, history
from services.identity.confirmers import bound
from services.leave import ledger
from services.organisation import Viewer, sorted_people

DIRECTOR = "project_director"
OWES = frozenset({"marketer", "station_manager", "district_manager"})
READS = frozenset({"station_manager", "district_manager", DIRECTOR, SEES_ALL})


def writes(one: Employee) -> bool:
    """Tell whether a person's posts are such that he writes logs."""
    return bool(one.posts & OWES) and DIRECTOR not in one.posts


def owing(session: Session, week: date, today: date) -> list[Employee]:
    """Return everybody who owes the week's log, as he was when it was asked for, by 工号.

    He worked here then and still does, has an account, and was not on leave all the week.
    """
    days = timetable.calendar(session)
    asked = weeks.last_worked(week, days)
    if asked is None:
        return []
    now, has = history(session).on(today), bound(session)
    away = _away_all(session, weeks.worked(week, days))
    people = history(session).on(min(asked, today)).people.values()
    found = (one for one in people if writes(one) and one.works_on(min(asked, today)))
    here = (one for one in found if now.people[one.staff_id].works_on(today))
    return sorted_people(one for one in here if one.staff_id in has - away)


def _away_all(session: Session, days: tuple[date, ...]) -> frozenset[int]:
    """Return who is on approved leave on all of the days."""
    halves = ((day, noon) for day in days for noon in (False, True))
    found: frozenset[int] | None = None
    for day, noon in halves:
        away = ledger.away_at(session, day, noon=noon)
        found = away if found is None else found & away
        if not found:
            break
    return found or frozenset()


def superiors(org: Organisation, staff_id: int) -> Iterator[int]:
    """Yield those above a person who work here, the nearest first."""
    seen, one = {staff_id}, org.people[staff_id].superior_id
    while one is not None and one not in seen and one in org.people:
        seen.add(one)
        if org.people[one].works_on(org.day):
            yield one
        one = org.people[one].superior_id


def hears(org: Organisation, staff_id: int) -> int | None:
    """Return who hears that somebody's log is missing: the nearest above; none if nobody is."""
    return next(superiors(org, staff_id), None)


def reads(asking: Viewer, author: int) -> bool:
    """Tell whether whoever asks may read somebody's logs: his own, and those below him."""
    if author == asking.staff_id or SEES_ALL in asking.posts:
        return True
    return author in set(asking.organisation.below(asking.staff_id))
