"""Who keeps, reads and owes something in a training file (Articles 19, 20).

The back office of a department keeps the files of its people. The office (办公室, where nobody
holds that post the branch's back office) keeps everybody's and concludes the contracts. The
general manager reads, and everybody his own. Nobody keeps his own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from services.history import BACK_OFFICE, SEES_ALL, Employee, Organisation
from services.organisation import NotYoursError, Viewer, sorted_people, viewer

OFFICE, FINANCE, TRADING = "office", "finance_manager", "trading_manager"
READS = frozenset({OFFICE, BACK_OFFICE, SEES_ALL})
BRANCH = "branch"


@dataclass(frozen=True, slots=True)
class Desk:
    """Who asks; `units` are those of his back office, `office`: he keeps everybody's files."""

    viewer: Viewer
    units: frozenset[str]
    office: bool

    @property
    def org(self) -> Organisation:
        """The organisation of today."""
        return self.viewer.organisation

    def keeps(self, staff_id: int) -> bool:
        """Tell whether he keeps the person's file."""
        one = self.org.people.get(staff_id)
        if one is None or staff_id == self.viewer.staff_id:
            return False
        return self.office or one.unit in self.units

    def reads(self, staff_id: int) -> bool:
        """Tell whether he may read the person's file."""
        if staff_id == self.viewer.staff_id or self.keeps(staff_id):
            return True
        return SEES_ALL in self.viewer.posts and staff_id in self.org.people

    def must_keep(self, staff_id: int) -> Employee:
        """Return the person whose file he keeps; NotYoursError."""
        if not self.keeps(staff_id):
            raise NotYoursError
        return self.org.people[staff_id]

    def must_read(self, staff_id: int) -> Employee:
        """Return the person whose file he may read; NotYoursError."""
        if not self.reads(staff_id):
            raise NotYoursError
        return self.org.people[staff_id]


def desk(session: Session, who: int, today: date) -> Desk:
    """Return who asks and what he keeps; UnknownPersonError."""
    asking = viewer(session, who, today)
    me, org = asking.me, asking.organisation
    back = BACK_OFFICE in me.posts
    units = org.within(me.unit) if back else frozenset[str]()
    return Desk(asking, units, OFFICE in me.posts or (back and _kind(org, me.unit) == BRANCH))


def offices(org: Organisation, but: int = 0) -> list[int]:
    """Return who concludes contracts: the office, else the branch's back office."""
    here = [one for one in _here(org) if one.staff_id != but]
    found = [one.staff_id for one in here if OFFICE in one.posts]
    return found or [one.staff_id for one in here if _at(org, one)]


def keepers(org: Organisation, staff_id: int) -> list[int]:
    """Return the back office nearest above a person, else the office: they keep the file."""
    for unit in _above(org, org.people[staff_id].unit):
        found = [
            one.staff_id
            for one in _here(org)
            if BACK_OFFICE in one.posts and one.unit == unit and one.staff_id != staff_id
        ]
        if found:
            return found
    return offices(org, staff_id)


def holding(org: Organisation, post: str) -> list[int]:
    """Return those who hold a post and work here, by 工号."""
    return [one.staff_id for one in _here(org) if post in one.posts]


def _here(org: Organisation) -> list[Employee]:
    return sorted_people(one for one in org.people.values() if one.works_on(org.day))


def _at(org: Organisation, one: Employee) -> bool:
    return BACK_OFFICE in one.posts and _kind(org, one.unit) == BRANCH


def _kind(org: Organisation, code: str) -> str:
    unit = org.units.get(code)
    return unit.kind if unit else ""


def _above(org: Organisation, code: str | None) -> Iterator[str]:
    seen = set[str]()
    while code in org.units and code not in seen:
        seen.add(code)
        yield code
        code = org.units[code].parent
