"""A report is handed in: its figures stay as they are, the director is told."""

from datetime import datetime

from sqlalchemy.orm import Session

from services import notices, organisation
from services.history import Employee
from services.month import Month
from services.reports import duty, lateness, rows
from services.reports.computing import compute
from services.reports.own import mine
from services.reports.rows import DRAFT, REQUIRED, SUBMITTED, Content
from services.store import changes
from services.store.reports import Report

TOLD = "report_submitted"


class SectionsMissingError(Exception):
    """Sections that have to be written are not."""

    def __init__(self, sections: tuple[str, ...]) -> None:
        super().__init__(sections)
        self.sections = sections


@changes
def submit(session: Session, who: int, now: datetime, month: Month, version: int) -> bool:
    """Hand the report in: its figures stay as they are now, the director is told.

    Tells whether it did: on an outdated card, or a second press, nothing is done.
    UnknownPersonError, NothingOwedError, SectionsMissingError.
    """
    me, month, found = mine(session, who, now, month)
    if found is None:
        return False
    row = rows.opened(session, me.staff_id, month)
    if row.state != DRAFT or row.version != version:
        return False
    written = rows.answers(row)
    if missing := tuple(one for one in REQUIRED if one not in written):
        raise SectionsMissingError(missing)
    row.state, row.asking, row.asked_at = SUBMITTED, "", None
    reported = Content(compute(session, me.staff_id, month), written)
    number = rows.note(session, now, row, SUBMITTED, me.staff_id, text=reported.text())
    if not row.late and not rows.was_in_time(rows.entries(session, row.id), month):
        lateness.mark(session, now, row)
    _tell(session, now, me, row, number)
    return True


def _tell(session: Session, now: datetime, me: Employee, row: Report, number: int) -> None:
    org = organisation.on(session, now.date())
    notices.tell(
        session,
        now,
        TOLD,
        f"{row.id}.{number}",
        duty.judges(org, me.staff_id),
        report=row.id,
        month=str(row.month),
        name=me.name,
        unit=org.unit_name(me),
        late=duty.is_late(row.month, now),
    )
