"""Signing many at once: what waits for one, ticked page by page, agreed to by one press.

What is ticked are rows: a restart loses none. Each is ticked as it was shown; what moved
meanwhile is left out, and said so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from services.approvals import deciding
from services.approvals.machine import Case
from services.organisation import Viewer, viewer
from services.ownership.pending import One, cases_of, marks_of, waiting_for
from services.ownership.rows import MOST_AT_ONCE, sealed_by
from services.store import changes
from services.store.clients import SigningMark


@dataclass(frozen=True, slots=True)
class Page:
    """A page of what waits, the differing ones first; how many there are, and are ticked."""

    cases: tuple[One, ...]
    first: int
    total: int
    ticked: int
    plain: int


@dataclass(frozen=True, slots=True)
class Ticked:
    """What would be signed now, its mark, and whose cases moved since they were ticked."""

    cases: tuple[One, ...]
    mark: str
    moved: int


@dataclass(frozen=True, slots=True)
class Signed:
    """What one press did: the cases agreed to, how many were left out; `stale`: nothing."""

    cases: tuple[One, ...]
    moved: int
    stale: bool


def page(session: Session, who: int, now: datetime, first: int, most: int) -> Page:
    """Return a page of what waits for the word of whoever asks; UnknownPersonError."""
    cases = waiting_for(session, viewer(session, who, now.date()), now)
    return Page(
        cases=tuple(cases[first : first + most]),
        first=first,
        total=len(cases),
        ticked=sum(one.ticked for one in cases),
        plain=sum(not one.apart for one in cases),
    )


def ticked(session: Session, who: int, now: datetime) -> Ticked:
    """Return what is ticked and still as it was then; UnknownPersonError."""
    asking = viewer(session, who, now.date())
    return _ticked(session, asking, now)


@changes
def tick(  # noqa: PLR0913, PLR0917 - which case, as it was shown, on or off
    session: Session,
    who: int,
    now: datetime,
    approval: int,
    version: int,
    on: bool,  # noqa: FBT001
) -> bool:
    """Tick a case, or take the tick away; False if it is not as it was shown.

    UnknownPersonError.
    """
    asking = viewer(session, who, now.date())
    one = next((case for case in cases_of(session, asking) if case.row.id == approval), None)
    if one is None or one.row.version != version:
        return False
    _keep(session, asking, {approval: version} if on else {}, besides=approval)
    return True


@changes
def tick_plain(session: Session, who: int, now: datetime) -> int:
    """Tick every case that nothing sets apart, in place of what was ticked; return how many.

    UnknownPersonError.
    """
    asking = viewer(session, who, now.date())
    plain = {
        one.approval: one.version for one in waiting_for(session, asking, now) if not one.apart
    }
    session.execute(delete(SigningMark).where(SigningMark.staff_id == asking.staff_id))
    _keep(session, asking, plain)
    return len(plain)


@changes
def untick(session: Session, who: int, now: datetime) -> None:
    """Take every tick away; UnknownPersonError."""
    asking = viewer(session, who, now.date())
    session.execute(delete(SigningMark).where(SigningMark.staff_id == asking.staff_id))


@changes
def sign(session: Session, who: int, now: datetime, mark: str) -> Signed:
    """Agree to all that is ticked, if it is what was listed (`mark`); UnknownPersonError."""
    asking = viewer(session, who, now.date())
    found = _ticked(session, asking, now)
    if found.mark != mark or not found.cases:
        return Signed((), found.moved, stale=True)
    cases = {one.row.id: one for one in cases_of(session, asking, held=True)}
    done = tuple(one for one in found.cases if _agreed(cases.get(one.approval), asking, now, one))
    _forget(session, asking, now)
    return Signed(done, found.moved + len(found.cases) - len(done), stale=False)


def _forget(session: Session, asking: Viewer, now: datetime) -> None:
    """Forget the ticks on what was signed or moved; those on what is over one press stay."""
    still = [one.approval for one in waiting_for(session, asking, now) if one.ticked]
    mine = delete(SigningMark).where(SigningMark.staff_id == asking.staff_id)
    session.execute(mine.where(SigningMark.approval_id.not_in(still)))


def _agreed(case: Case | None, asking: Viewer, now: datetime, one: One) -> bool:
    return case is not None and deciding.agree(case, asking, now, one.version)


def _ticked(session: Session, asking: Viewer, now: datetime) -> Ticked:
    cases = [one for one in waiting_for(session, asking, now) if one.ticked][:MOST_AT_ONCE]
    marks = marks_of(session, asking)
    there = {case.row.id: case.row.version for case in cases_of(session, asking)}
    moved = sum(there.get(one) != version for one, version in marks.items())
    return Ticked(tuple(cases), sealed_by((one.approval, one.version) for one in cases), moved)


def _keep(
    session: Session, asking: Viewer, wanted: Mapping[int, int], besides: int | None = None
) -> None:
    mine = delete(SigningMark).where(SigningMark.staff_id == asking.staff_id)
    if besides is not None:
        session.execute(mine.where(SigningMark.approval_id == besides))
    for approval, version in wanted.items():
        session.add(SigningMark(staff_id=asking.staff_id, approval_id=approval, version=version))
    session.flush()
