"""The kinds of what is filed, who owes them, who reads them (Articles 7.4 and 8.5).

The director files the week's progress and the month's plan for the branch: the general manager
reads them. The district manager says of each week whether his team met: the director reads it,
where there is none the general manager, who reads everything.
"""

from dataclasses import dataclass
from datetime import date

from services.history import SEES_ALL, Employee, History, Organisation
from services.organisation import Viewer, sorted_people
from services.reports.duty import DIRECTOR, DISTRICT, judges

PROGRESS, PLAN, MEETING = "progress", "plan", "meeting"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind: which post owes it, whether of each month (else of each week)."""

    code: str
    post: str
    monthly: bool = False


KINDS = {
    one.code: one
    for one in (
        Kind(PROGRESS, DIRECTOR),
        Kind(PLAN, DIRECTOR, monthly=True),
        Kind(MEETING, DISTRICT),
    )
}


class UnknownKindError(Exception):
    """There is no such kind."""


def named(code: str) -> Kind:
    """Return the kind of a code; UnknownKindError."""
    if code not in KINDS:
        raise UnknownKindError
    return KINDS[code]


def owes(one: Employee, kind: Kind) -> bool:
    """Tell whether a person's posts owe it."""
    return kind.post in one.posts


def owing(org: Organisation, kind: Kind) -> list[Employee]:
    """Return those who owe it on the organisation's day, by 工号."""
    people = (one for one in org.people.values() if one.works_on(org.day) and owes(one, kind))
    return sorted_people(people)


def owed(people: History, staff_id: int, kind: Kind, asked: date, today: date) -> bool:
    """Tell whether somebody owes it: his posts did on the day it was asked for, and still do."""
    for day in (min(asked, today), today):
        one = people.on(day).people.get(staff_id)
        if one is None or not one.works_on(day) or not owes(one, kind):
            return False
    return True


def may_read(asking: Viewer, author: int) -> bool:
    """Tell whether whoever asks may read what a person filed, himself included."""
    if author == asking.staff_id or SEES_ALL in asking.posts:
        return True
    return asking.staff_id in judges(asking.organisation, author)
