"""Who owes a report on a month, by when, who judges and who reads it (Article 28.4).

Station and district managers report to their director; one who is the director himself owes
none. The report on a month is due on the 5th of the next.
"""

from datetime import date, datetime, timedelta

from services.history import BACK_OFFICE, SEES_ALL, Employee, History, Organisation
from services.month import Month
from services.organisation import Viewer, sorted_people
from services.recurrence import REPORT, ZONE

DISTRICT, DIRECTOR = "district_manager", "project_director"
OWES = frozenset({"station_manager", DISTRICT})
READS = frozenset({DISTRICT, DIRECTOR, BACK_OFFICE, SEES_ALL})
MINUTE = timedelta(minutes=1)


def month_of(day: date) -> Month:
    """Return the month that is reported on a day: the one before."""
    return Month.of(day).later(-1)


def due(month: Month) -> datetime:
    """Return when the report on a month is due; within that minute it is in time."""
    return datetime.combine(REPORT.day_in(month.later(1)), REPORT.at, ZONE)


def is_late(month: Month, at: datetime) -> bool:
    """Tell whether the moment is after the deadline."""
    return at >= due(month) + MINUTE


def owes(people: History, staff_id: int, month: Month, today: date) -> bool:
    """Tell whether a person owes the report: a manager at the month's end, and still now.

    'Now' is the due day once that is over.
    """
    days = month.last_day, min(today, due(month).date())
    return all(_manages(people.on(day).people.get(staff_id), day) for day in days)


def _manages(one: Employee | None, day: date) -> bool:
    if one is None or not one.works_on(day) or DIRECTOR in one.posts:
        return False
    return bool(one.posts & OWES)


def owing(people: History, month: Month, today: date) -> list[Employee]:
    """Return everybody who owes the report, as they are today, by 工号."""
    found = people.on(today).people
    return sorted_people(found[one] for one in found if owes(people, one, month, today))


def may_read(asking: Viewer, author: int) -> bool:
    """Tell whether whoever asks may read what a person reported, himself included."""
    if author == asking.staff_id:
        return True
    return bool(asking.posts & READS) and asking.sees(author)


def judges(org: Organisation, author: int) -> frozenset[int]:
    """Return who accepts or returns a report: the director above, else the general manager."""
    for one in org.above(author):
        if DIRECTOR in one.posts:
            return frozenset({one.staff_id})
    people = (one for one in org.people.values() if SEES_ALL in one.posts)
    return frozenset(one.staff_id for one in people if one.works_on(org.day)) - {author}
