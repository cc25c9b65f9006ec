"""Evidence: photos and files in a case, added by who may act on it, seen by who sees its file."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services import attachments
from services import files as kept
from services.attachments import Attached
from services.conduct import files
from services.conduct.files import (
    ACCUSED,
    HEARD,
    HEARING,
    INVESTIGATING,
    REPORTED,
    REPORTER,
    RULED,
    SECRET,
    TOLD,
    File,
    Moved,
    unless_moved_on,
)
from services.files import FileGoneError
from services.store import changes
from services.store.conduct import ConductCase, ConductEvidence

ADDED = "evidence"
TAKEN = (REPORTED, INVESTIGATING, HEARING, HEARD, RULED)
"""While something is found out, said or answered; not while it is decided."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence: its number in the case, its file's name ('' a photo), whose, when.

    To the accused another's file has no name of its own (it could tell who reported), and what
    the reporter added is nobody's ('').
    """

    number: int
    file_id: int
    name: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Evidence:
    """A page of a case's evidence, how many pieces there are, whether one may add to them."""

    case: int
    version: int
    number: int
    kind: str
    pieces: tuple[Piece, ...]
    total: int
    adds: bool


def may_add(row: ConductCase, me: int) -> bool:
    """Tell whether somebody may add evidence now.

    Whoever owes the step, until it is for others to decide; the reporter until the hearing.
    """
    if row.owes_id == me:
        return row.state in TAKEN
    return row.reporter_id == me and row.state in SECRET


@changes
@unless_moved_on
def add(session: Session, who: int, now: datetime, *, case: int, piece: Attached) -> Moved:
    """Put a photo or a file into the case; the investigator is told, when he sees it the accused.

    Where it can take none any more the file is dropped. UnknownPersonError, NotYourCaseError.
    """
    asking, file = files.asked(session, who, now.date(), case, held=True)
    row, me = file.row, asking.staff_id
    if not may_add(row, me):
        kept.drop(session, piece.file_id)
        return Moved(case, done=False)
    keep(file, now, me, piece)
    file.note(now, ADDED, me)
    row.version += 1
    session.flush()
    told = {row.investigator_id} | (set() if row.state in SECRET else {row.accused_id})
    file.tell(now, TOLD, sorted(told - {me}))
    return Moved(case)


def keep(file: File, now: datetime, by: int, piece: Attached) -> None:
    """Put a file that was kept into the case."""
    number = 1 + count(file)
    one = ConductEvidence(
        case_id=file.row.id, number=number, file_id=piece.file_id, staff_id=by, at=now
    )
    file.session.add(one)
    file.session.flush()


def count(file: File) -> int:
    """Return how many pieces of evidence are in a case."""
    chosen = select(func.count()).where(ConductEvidence.case_id == file.row.id)
    return file.session.scalar(chosen) or 0


def page(  # noqa: PLR0913, PLR0917 - of which case, which part of it
    session: Session, who: int, today: date, case: int, first: int, most: int
) -> Evidence:
    """Return a page of a case's evidence; UnknownPersonError, NotYourCaseError.

    For whom the whole file is to see: not for who reported it, for the accused from the hearing.
    """
    me, file = _reading(session, who, today, case)
    chosen = select(ConductEvidence).where(ConductEvidence.case_id == case)
    chosen = chosen.order_by(ConductEvidence.number).offset(first).limit(most)
    pieces = tuple(_piece(file, one, me) for one in session.scalars(chosen))
    row = file.row
    return Evidence(case, row.version, row.number, row.kind, pieces, count(file), may_add(row, me))


def piece(session: Session, who: int, today: date, case: int, number: int) -> Piece:
    """Return one piece of a case's evidence; the errors of `page`, FileGoneError."""
    me, file = _reading(session, who, today, case)
    chosen = select(ConductEvidence).where(
        ConductEvidence.case_id == case, ConductEvidence.number == number
    )
    one = session.scalar(chosen)
    if one is None:
        raise FileGoneError
    return _piece(file, one, me)


def _reading(session: Session, who: int, today: date, case: int) -> tuple[int, File]:
    asking, file = files.asked(session, who, today, case)
    if file.role(asking.staff_id) == REPORTER:
        raise files.NotYourCaseError
    return asking.staff_id, file


def _piece(file: File, one: ConductEvidence, me: int) -> Piece:
    row, name = file.row, kept.name_of(file.session, one.file_id)
    by = file.name(one.staff_id)
    if file.role(me) == ACCUSED and one.staff_id != me:
        name = name and f"{row.number}-{one.number}{attachments.end_of(name)}"
        by = "" if one.staff_id == row.reporter_id else by
    return Piece(one.number, one.file_id, name, by, one.at)
