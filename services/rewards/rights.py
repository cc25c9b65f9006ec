"""Who keeps and who reads the rewards of a department (Article 11.4).

The back office of the department keeps the list; where the department has none, the one nearest
above does. Its director and the general manager read it, nobody else.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.history import BACK_OFFICE, SEES_ALL, Employee, Organisation, Unit
from services.organisation import NotYoursError, Viewer, sorted_people, viewer
from services.store.people import Unit as Row

DEPARTMENT, OUTLET = "department", "outlet"
DIRECTOR = "project_director"
READS = frozenset({BACK_OFFICE, DIRECTOR, SEES_ALL})


@dataclass(frozen=True, slots=True)
class Desk:
    """Who asks; the codes of the departments whose list he keeps, and of those he reads."""

    viewer: Viewer
    keeps: frozenset[str]
    reads: frozenset[str]

    @property
    def org(self) -> Organisation:
        """The organisation of today."""
        return self.viewer.organisation

    def must_keep(self, code: str) -> Unit:
        """Return the department whose list he keeps; NotYoursError."""
        return self._among(self.keeps, code)

    def must_read(self, code: str) -> Unit:
        """Return the department whose list he reads; NotYoursError."""
        return self._among(self.reads, code)

    def _among(self, codes: frozenset[str], code: str) -> Unit:
        if code not in codes:
            raise NotYoursError
        return self.org.units[code]


def desk(session: Session, who: int, today: date) -> Desk:
    """Return who asks and whose lists he keeps and reads; UnknownPersonError."""
    asking = viewer(session, who, today)
    me, org = asking.staff_id, asking.organisation
    all_ = [one.code for one in departments(org)]
    keeps = frozenset(code for code in all_ if me in keepers(org, code))
    directs = frozenset(code for code in all_ if me in directors(org, code))
    every = frozenset(all_) if SEES_ALL in asking.posts else frozenset[str]()
    return Desk(asking, keeps, keeps | directs | every)


def departments(org: Organisation) -> list[Unit]:
    """Return the departments, by code."""
    found = (one for one in org.units.values() if one.kind == DEPARTMENT)
    return sorted(found, key=lambda one: one.code)


def outlets(org: Organisation, department: str) -> list[Unit]:
    """Return the outlets of a department, bank by bank, by code."""
    codes = org.within(department)
    found = (one for one in org.units.values() if one.kind == OUTLET and one.code in codes)
    by: dict[str, list[Unit]] = {}
    for one in sorted(found, key=lambda one: one.code):
        by.setdefault(one.bank or "", []).append(one)
    return [one for bank in by.values() for one in bank]


def keepers(org: Organisation, department: str) -> list[int]:
    """Return the back office of a department, else the one nearest above, by 工号."""
    seen, code = set[str](), department
    while code in org.units and code not in seen:
        seen.add(code)
        found = [one.staff_id for one in _holding(org, BACK_OFFICE) if one.unit == code]
        if found:
            return found
        code = org.units[code].parent or ""
    return []


def directors(org: Organisation, department: str) -> list[int]:
    """Return the directors of a department, by 工号."""
    units = org.within(department)
    return [one.staff_id for one in _holding(org, DIRECTOR) if one.unit in units]


def answers(org: Organisation, department: str) -> list[int]:
    """Return who hears that a list is late: the director, where there is none the manager."""
    return directors(org, department) or [one.staff_id for one in _holding(org, SEES_ALL)]


def code_of(session: Session, unit: int) -> str:
    """Return the code of a unit by the id of one of its rows; NotYoursError."""
    code = session.scalar(select(Row.code).where(Row.id == unit))
    if code is None:
        raise NotYoursError
    return code


def _holding(org: Organisation, post: str) -> list[Employee]:
    people = (one for one in org.people.values() if post in one.posts and one.works_on(org.day))
    return sorted_people(people)
