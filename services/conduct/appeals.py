"""The appeal against a ruling: decided by who had no part in it, then the case is closed."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.approvals import bench, machine
from services.approvals.machine import APPROVED, RETURNED
from services.approvals.subjects import Ask, Circle, Settled, closes, settles
from services.attendance.rows import must_be_open
from services.conduct import days, files
from services.conduct.files import APPEALED, CLOSED, RULED, TOLD, File, Moved, unless_moved_on
from services.conduct.ruling import APPEAL
from services.store import changes
from services.store.approvals import Decision
from services.store.conduct import ConductCase


@closes(APPEAL)
def of_appeal(session: Session, case: int) -> Circle:
    """Return who has no say: the accused, the investigator, who ruled or in whose place."""
    row = session.get_one(ConductCase, case)
    chosen = select(Decision).where(Decision.approval_id == row.ruling_id)
    ruled = bench.said(session.scalars(chosen.order_by(Decision.number)))
    return Circle(row.accused_id, ruled | {row.accused_id, row.investigator_id, row.reporter_id})


@changes
@unless_moved_on
def appeal(  # noqa: PLR0913 - a form's answers
    session: Session, who: int, now: datetime, *, case: int, version: int, reason: str
) -> Moved:
    """Appeal against the ruling, which stays in force meanwhile.

    Where nobody can decide it, the investigator owes naming a stand-in.

    UnknownPersonError, NotYourCaseError. Once the days are over nothing happens.
    """
    asking, file = files.owed(session, who, now, case, version, RULED)
    if file.row.due is None or now.date() > file.row.due:
        raise files.CaseMovedOnError(case)
    file.note(now, APPEALED, asking.staff_id, reason)
    if pursue(file, now):
        file.tell(now, TOLD, [file.row.investigator_id])
    else:
        file.go(now, APPEALED, file.row.investigator_id, file.row.due)
    return Moved(case)


def pursue(file: File, now: datetime) -> bool:
    """Have the appeal decided; tell whether anybody can."""
    row = file.row
    wanted = Ask(APPEAL, row.id, row.accused_id)
    if not machine.can_be_decided(file.session, now.date(), row.accused_id, wanted):
        return False
    number = machine.submit(file.session, now, row.accused_id, wanted)
    due = days.deadline(file.session, now.date(), "appeal")
    file.go(now, APPEALED, None, due, appeal_id=number)
    return True


@settles(APPEAL)
def ruled_again(session: Session, now: datetime, told: Settled) -> None:
    """Lift the ruling if the appeal is granted, else leave it; returned: it may be made anew.

    MonthsClosedError: a fine is lifted in the month of its ruling, held pay released in this one.
    """
    file = files.opened(session, now.date(), told.subject_id, held=True)
    row = file.row
    if row.state != APPEALED or row.appeal_id != told.approval_id:
        return
    file.note(now, f"appeal_{told.state}", told.by, told.note)
    if told.state == RETURNED:
        due = days.deadline(session, now.date(), "appeal")
        file.go(now, RULED, row.accused_id, due)
        return
    granted = told.state == APPROVED
    if granted:
        must_be_open(session, [now.date(), row.ruled_on or now.date()])
    released = row.released or (now.date() if granted else None)
    in_force = not granted
    file.go(now, CLOSED, None, None, in_force=in_force, released=released)
    file.tell(now, TOLD, sorted({row.investigator_id, row.reporter_id}))
