"""What time does to cases: reminders, silence at a hearing, the end of the days to appeal."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services import notices, timetable
from services.conduct import appeals, files, investigating
from services.conduct.files import (
    APPEALED,
    CLOSED,
    DUE,
    HEARING,
    OVER,
    RULED,
    TOLD,
    File,
)
from services.resignation import fund
from services.store import changes
from services.store.conduct import ConductCase

SILENT = "silent"


@changes
def remind(session: Session, now: datetime, _due: datetime) -> None:
    """On working days go through the open cases: what is over its day moves on or is said."""
    if not timetable.calendar(session).is_likely_working(now.date()):
        return
    chosen = select(ConductCase.id).where(ConductCase.state.not_in(OVER))
    for number in session.scalars(chosen.order_by(ConductCase.number)).all():
        file = files.opened(session, now.date(), number, held=True)
        _replace(file, now)
        if not _move_on(file, now):
            _remind(file, now)


def _move_on(file: File, now: datetime) -> bool:
    """Record silence, end the days to appeal, ask again for who decides an appeal."""
    row, today = file.row, now.date()
    over = row.due is not None and row.due < today
    if row.state == HEARING and over:
        file.note(now, SILENT, None)
        investigating.heard(file, now)
    elif row.state == RULED and over:
        file.note(now, CLOSED, None)
        file.go(now, CLOSED, None, None)
        file.tell(now, TOLD, sorted({row.accused_id, row.reporter_id}))
    elif row.state == APPEALED and row.owes_id is not None:
        return appeals.pursue(file, now)
    else:
        return False
    return True


def _replace(file: File, now: datetime) -> None:
    """Find another investigator for one who no longer works here, once there is one."""
    row, here = file.row, file.org.people.get(file.row.investigator_id)
    if here is not None and here.works_on(now.date()):
        return
    try:
        taker = files.investigator(file.org, row.accused_id, row.reporter_id)
    except files.NobodyInvestigatesError:
        return  # it waits until there is somebody
    file.note(now, "handed_over", None, file.org.people[taker].name)
    owes = taker if row.owes_id == row.investigator_id else row.owes_id
    file.go(now, row.state, owes, row.due, investigator_id=taker)


def _remind(file: File, now: datetime) -> None:
    row = file.row
    if row.owes_id is None or row.due is None or row.due > now.date():
        return
    notices.tell(file.session, now, DUE, f"{row.id}.{now.date()}", [row.owes_id], case=row.id)


@fund.disputes
def open_cases(session: Session, staff_id: int) -> int:
    """Count the cases about a person that are not over: they hold a refund (Article 25)."""
    chosen = select(func.count(ConductCase.id)).where(
        ConductCase.accused_id == staff_id, ConductCase.state.not_in(OVER)
    )
    return session.scalar(chosen) or 0
