"""What the back office may change: people and units within its own, the branch's everything."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from services.history import history
from services.organisation import (
    BACK_OFFICE,
    Employee,
    History,
    NotYoursError,
    Viewer,
    viewer,
)

OF_ONE_UNIT = frozenset(
    {"marketer", "station_manager", "district_manager", "project_director", "back_office"}
)
"""Posts that a department's back office may give; the others reach beyond one unit."""


class NotYoursToKeepError(Exception):
    """Whoever asks does not keep the person, the unit or the branch's affairs."""


class OwnRecordError(Exception):
    """Nobody changes his own record."""


class BranchPostsError(Exception):
    """Posts that only the branch's back office gives and takes."""

    def __init__(self, posts: frozenset[str]) -> None:
        super().__init__(posts)
        self.posts = posts


@dataclass(frozen=True)
class Office:
    """Somebody of the back office, and what he keeps today."""

    viewer: Viewer
    people: History
    everywhere: bool  # the branch's
    units: frozenset[str]  # his own and those below

    @property
    def staff_id(self) -> int:
        """His staff id."""
        return self.viewer.staff_id

    @property
    def number(self) -> str:
        """His 工号."""
        return self.viewer.me.number

    def keeps_unit(self, code: str) -> bool:
        """Tell whether people and units may be put there."""
        return self.everywhere or code in self.units

    def must_keep_unit(self, code: str) -> None:
        """NotYoursToKeepError unless the unit is within his."""
        if not self.keeps_unit(code):
            raise NotYoursToKeepError

    def runs_unit(self, code: str) -> bool:
        """Tell whether he may change the unit itself: one below his own, that others keep."""
        return self.everywhere or code in self.units - {self.viewer.me.unit}

    def must_run_unit(self, code: str) -> None:
        """NotYoursToKeepError unless he may change the unit."""
        if not self.runs_unit(code):
            raise NotYoursToKeepError

    def keeps(self, staff_id: int, since: date) -> bool:
        """Tell whether he keeps the person in all units that the person has from the day on."""
        rows = self.people.terms.get(staff_id, [])
        begun = next((place for place, (day, _) in enumerate(rows) if day <= since), len(rows) - 1)
        return bool(rows) and all(self.keeps_unit(one.unit) for _, one in rows[: begun + 1])

    def must_keep(self, staff_id: int, since: date) -> Employee:
        """Return the person's last terms, if he keeps the person from the day on.

        OwnRecordError; NotYoursToKeepError of one whom he may only see; NotYoursError.
        """
        if staff_id == self.staff_id:
            raise OwnRecordError
        if not self.keeps(staff_id, min(since, self.viewer.organisation.day)):
            raise NotYoursToKeepError if self.viewer.sees(staff_id) else NotYoursError
        return self.people.terms[staff_id][0][1]

    def must_give(self, before: frozenset[str], after: frozenset[str]) -> None:
        """BranchPostsError if posts are given or taken that are not his to give."""
        beyond = (before ^ after) - OF_ONE_UNIT
        if beyond and not self.everywhere:
            raise BranchPostsError(beyond)


def office(session: Session, who: int, today: date) -> Office:
    """Return whoever asks as the back office; UnknownPersonError, NotYoursToKeepError."""
    found = keeper(session, who, today)
    if found is None:
        raise NotYoursToKeepError
    return found


def kept(
    session: Session, who: int, today: date, staff_id: int, since: date
) -> tuple[Office, Employee]:
    """Return whoever asks as the back office that keeps the person, and the person.

    UnknownPersonError, NotYoursError, NotYoursToKeepError, OwnRecordError.
    """
    found = keeper(session, who, today)
    if found is None:
        viewer(session, who, today).must_see(staff_id)
        raise NotYoursToKeepError
    return found, found.must_keep(staff_id, since)


def branch_office(session: Session, who: int, today: date) -> Office:
    """Return whoever asks as the branch's back office; the same errors."""
    found = office(session, who, today)
    if not found.everywhere:
        raise NotYoursToKeepError
    return found


def keeper(session: Session, who: int, today: date) -> Office | None:
    """Return whoever asks as the back office; none if he is not of it; UnknownPersonError."""
    asking = viewer(session, who, today)
    if BACK_OFFICE not in asking.posts:
        return None
    unit = asking.organisation.units.get(asking.me.unit)
    everywhere = unit is not None and unit.kind == "branch"
    return Office(asking, history(session), everywhere, asking.organisation.within(asking.me.unit))
