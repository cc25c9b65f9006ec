"""A contested event as those who decide see it, and its photos."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from services import organisation
from services.approvals.subjects import shows
from services.approvals.view import concerning
from services.attendance.contests import KIND
from services.facts.known import EDITED
from services.files import FileGoneError
from services.store.attendance import Event
from services.store.figures import Batch


@dataclass(frozen=True, slots=True)
class Contested:
    """A contested event as those who decide see it."""

    event: int
    kind: str
    day: date
    quantity: Decimal
    note: str
    by: str
    file: str
    at: datetime
    reason: str
    state: str
    photos: int  # of whoever recorded it and whoever contests it


@shows(KIND)
def contested(session: Session, today: date, event_id: int) -> Contested:
    """Return what is contested, and why."""
    row = session.get_one(Event, event_id)
    by = organisation.on(session, today).people.get(row.made_by or 0)
    batch = session.get_one(Batch, row.batch_id)
    return Contested(
        row.id,
        row.kind,
        row.day,
        row.quantity,
        row.note,
        by.name if by else "",
        "" if batch.digest == EDITED else batch.file,
        row.made_at,
        row.contest,
        row.state,
        len({row.file_id, row.contest_file_id} - {None}),
    )


def photo(session: Session, who: int, today: date, approval: int, number: int) -> int:
    """Return a file of a contest, for whom it concerns: of the record (0) or of the reasons (1).

    UnknownPersonError, NotYoursToDecideError, FileGoneError.
    """
    _asking, case = concerning(session, who, today, approval)
    row = session.get(Event, case.row.subject_id) if case.row.kind == KIND else None
    found = [one for one in (row.file_id, row.contest_file_id) if one] if row else []
    if not 0 <= number < len(found):
        raise FileGoneError
    return found[number]
