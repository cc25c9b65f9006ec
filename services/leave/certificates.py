"""The hospital's record of sick leave: handed in, looked at, chased (Article 29.1)."""

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import files, notices, organisation, timetable
from services.approvals.view import concerning
from services.attachments import Attached
from services.leave.asking import BEYOND, LEAVE
from services.leave.changing import must_be_seen
from services.leave.ledger import HOLDING
from services.leave.view import LeaveCard, card_of, wants_certificate
from services.organisation import NotYoursError
from services.store import changes
from services.store.leave import Leave

WANTED, MISSING = "leave_certificate", "leave_certificate_missing"


class HandedInError(Exception):
    """It is there already, or none is wanted."""


@dataclass(frozen=True, slots=True)
class Record:
    """A hospital's record; a photo has no name ('')."""

    name: str
    content: bytes = field(repr=False)


@changes
def hand_in(
    session: Session, who: int, now: datetime, *, leave: int, certificate: Attached
) -> LeaveCard:
    """Hand the record in, the person himself or somebody who sees him.

    UnknownPersonError, NotYoursError, HandedInError.
    """
    looking, row = must_be_seen(session, who, now.date(), leave)
    session.refresh(row, with_for_update=True)
    if not wants_certificate(row):
        raise HandedInError
    row.certificate_id = certificate.file_id
    session.flush()
    return card_of(session, looking, row, now.date())


def record(session: Session, who: int, today: date, approval: int) -> Record:
    """Return the record of leave that an approval is about, for whom the approval concerns.

    UnknownPersonError, NotYoursToDecideError; NotYoursError if there is none.
    """
    _asking, case = concerning(session, who, today, approval)
    row = session.get(Leave, case.row.subject_id) if case.row.kind in {LEAVE, BEYOND} else None
    if row is None or row.certificate_id is None:
        raise NotYoursError
    kept = files.kept(session, row.certificate_id)
    pieces = (files.piece(session, kept.file_id, number) for number in range(kept.pieces))
    return Record(kept.name, b"".join(pieces))


@changes
def chase(session: Session, now: datetime, _due: datetime) -> None:
    """On working days ask for what is missing; overdue, tell the direct superior once."""
    if not timetable.calendar(session).is_likely_working(now.date()):
        return
    chosen = select(Leave).where(
        Leave.certificate_due.is_not(None),
        Leave.certificate_id.is_(None),
        Leave.state.in_(HOLDING),
    )
    people = organisation.on(session, now.date()).people
    for row in session.scalars(chosen.order_by(Leave.certificate_due)):
        above = people[row.staff_id].superior_id
        if row.certificate_due and row.certificate_due >= now.date():
            place = f"{row.id}.{now.date()}"
            notices.tell(session, now, WANTED, place, [row.staff_id], leave=row.id)
        elif above is not None:
            notices.tell(session, now, MISSING, row.id, [above], leave=row.id)
