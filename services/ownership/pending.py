"""What waits to be signed by somebody: cases as they are shown, what is set apart first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import timetable
from services.approvals import chase, machine
from services.approvals.machine import RUNNING, Case
from services.organisation import Viewer
from services.ownership.differing import Differing, differing
from services.ownership.rows import OWNERSHIP, client
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


def marks_of(session: Session, asking: Viewer) -> dict[int, int]:
    """Return what whoever asks has ticked: approvals, and the version each was shown at."""
    chosen = select(SigningMark).where(SigningMark.staff_id == asking.staff_id)
    return {one.approval_id: one.version for one in session.scalars(chosen)}


def cases_of(session: Session, asking: Viewer, *, held: bool = False) -> list[Case]:
    """Return the approvals that wait for whoever asks, oldest first."""
    chosen = select(Approval).where(Approval.kind == OWNERSHIP, Approval.state == RUNNING)
    chosen = chosen.order_by(Approval.made_at, Approval.id)
    rows = session.scalars(chosen.with_for_update() if held else chosen).all()
    today, org = asking.organisation.day, asking.organisation
    cases = (machine.opened(session, today, row, org) for row in rows)
    return [case for case in cases if case.seat(asking.staff_id)]


def waiting_for(session: Session, asking: Viewer, now: datetime) -> list[One]:
    """Return what waits for whoever asks as it is shown, what is set apart first."""
    cases, marks = cases_of(session, asking), marks_of(session, asking)
    rows = _subjects(session, cases)
    apart = differing(session, asking.organisation, list(rows.values()))
    late = _overdue(session, cases, now)
    made = [
        _one(asking, case, rows[case.row.subject_id], apart, late, marks)
        for case in sorted(
            (one for one in cases if one.row.subject_id in rows),
            key=lambda one: (one.row.made_at, rows[one.row.subject_id].planned),
        )
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
