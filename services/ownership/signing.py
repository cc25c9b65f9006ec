"""Signing many at once: what waits for one, ticked page by page, agreed to by one press.

What is ticked are rows: a restart loses none. Each is ticked as it was shown; what moved
meanwhile is left out, and said so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from services import timetable
from services.approvals import chase, deciding, machine
from services.approvals.machine import RUNNING, Case
from services.organisation import Viewer, viewer
from services.ownership.differing import Differing, differing
from services.ownership.rows import MOST_AT_ONCE, OWNERSHIP, client, sealed_by
from services.store import changes
from services.store.approvals import Approval
from services.store.clients import Appointment, SigningMark


@dataclass(frozen=True, slots=True)
class One:
    """A case that waits for one's word: the client masked, whose he is, what sets it apart."""

    approval: int
    version: int
    appointment: int
    name: str
    tail: str
    assets: Decimal
    opened_on: date | None
    owner: str
    for_name: str
    differing: Differing
    overdue: bool
    ticked: bool

    @property
    def apart(self) -> bool:
        """Whether it is to be looked at by itself."""
        return self.overdue or self.differing.any


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
    cases = _waiting(session, viewer(session, who, now.date()), now)
    return Page(
        cases=tuple(cases[first : first + most]),
        first=first,
        total=len(cases),
        ticked=sum(one.ticked for one in cases),
        plain=sum(not one.apart for one in cases),
    )


def count(session: Session, who: int, now: datetime) -> int:
    """Return how many wait for the word of whoever asks; UnknownPersonError."""
    return len(_cases(session, viewer(session, who, now.date())))


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
    one = next((case for case in _cases(session, asking) if case.row.id == approval), None)
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
    plain = {one.approval: one.version for one in _waiting(session, asking, now) if not one.apart}
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
    cases = {one.row.id: one for one in _cases(session, asking, held=True)}
    done = tuple(one for one in found.cases if _agreed(cases.get(one.approval), asking, now, one))
    gone = [one.approval for one in found.cases]
    mine = delete(SigningMark).where(SigningMark.staff_id == asking.staff_id)
    session.execute(mine.where(SigningMark.approval_id.in_(gone)))
    return Signed(done, found.moved + len(found.cases) - len(done), stale=False)


def _agreed(case: Case | None, asking: Viewer, now: datetime, one: One) -> bool:
    return case is not None and deciding.agree(case, asking, now, one.version)


def _ticked(session: Session, asking: Viewer, now: datetime) -> Ticked:
    cases = [one for one in _waiting(session, asking, now) if one.ticked][:MOST_AT_ONCE]
    marks = _marks(session, asking)
    there = {case.row.id: case.row.version for case in _cases(session, asking)}
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


def _marks(session: Session, asking: Viewer) -> dict[int, int]:
    chosen = select(SigningMark).where(SigningMark.staff_id == asking.staff_id)
    return {one.approval_id: one.version for one in session.scalars(chosen)}


def _cases(session: Session, asking: Viewer, *, held: bool = False) -> list[Case]:
    """Return the approvals that wait for whoever asks, oldest first."""
    chosen = select(Approval).where(Approval.kind == OWNERSHIP, Approval.state == RUNNING)
    chosen = chosen.order_by(Approval.made_at, Approval.id)
    rows = session.scalars(chosen.with_for_update() if held else chosen).all()
    today, org = asking.organisation.day, asking.organisation
    cases = (machine.opened(session, today, row, org) for row in rows)
    return [case for case in cases if case.seat(asking.staff_id)]


def _waiting(session: Session, asking: Viewer, now: datetime) -> list[One]:
    """Return what waits for whoever asks as it is shown, what is set apart first."""
    cases, marks = _cases(session, asking), _marks(session, asking)
    rows = _subjects(session, cases)
    apart = differing(session, asking.organisation, list(rows.values()))
    late = _overdue(session, cases, now)
    made = [
        _one(asking, case, rows[case.row.subject_id], apart, late, marks)
        for case in cases
        if case.row.subject_id in rows
    ]
    return sorted(made, key=lambda one: not one.apart)


def _one(  # noqa: PLR0913, PLR0917 - what it is put together from
    asking: Viewer,
    case: Case,
    row: Appointment,
    apart: Mapping[int, Differing],
    late: frozenset[int],
    marks: Mapping[int, int],
) -> One:
    name, tail = client(row)
    seat, people = case.seat(asking.staff_id), asking.organisation.people
    return One(
        approval=case.row.id,
        version=case.row.version,
        appointment=row.id,
        name=name,
        tail=tail,
        assets=row.assets,
        opened_on=row.opened_on,
        owner=people[row.staff_id].name,
        for_name=people[seat.for_id].name if seat and seat.for_id else "",
        differing=apart[row.id],
        overdue=case.row.id in late,
        ticked=marks.get(case.row.id) == case.row.version,
    )


def _subjects(session: Session, cases: Sequence[Case]) -> dict[int, Appointment]:
    ids = [case.row.subject_id for case in cases]
    return {
        one.id: one for one in session.scalars(select(Appointment).where(Appointment.id.in_(ids)))
    }


def _overdue(session: Session, cases: Iterable[Case], now: datetime) -> frozenset[int]:
    days = timetable.calendar(session)
    return frozenset(
        case.row.id
        for case in cases
        if chase.waited(days, case, now) >= case.steps[case.row.step].days
    )
