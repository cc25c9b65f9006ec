"""What is done with a client's records: sealed, opened for a reason, erased.

Sealing moves every text into rows that only `opened` reads: no screen can show what is not where
it looks. Erasing deletes them. A key for each person, destroyed, would reach backups too; but
names are bound to their rows and opened without a look at the database, so the sealed bytes
themselves are deleted, and backups forget when the last that has them is thinned out.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session

from services.forgetting import subjects
from services.forgetting.subjects import ERASED, SEALED, Subject
from services.store import audit, changes
from services.store.cells import Cells
from services.store.clients import Appointment, AppointmentKey
from services.store.figures import ClientName
from services.store.privacy import PutAway, SealedCell
from services.store.vault import vault
from services.store.work import File, FileChunk


class NotSealedError(Exception):
    """There is nothing to open: the records are not sealed, or they are erased."""


class RetainedError(Exception):
    """The records must be kept until that day; only a basis in law lets them go before."""

    def __init__(self, until: date) -> None:
        super().__init__(until)
        self.until = until


@dataclass(frozen=True)
class Opened:
    """What was sealed of a client: where it lay (table.column.id), and the text."""

    place: str
    text: str


@changes
def seal(session: Session, now: datetime, subject: Subject, reason: str) -> int:
    """Put a client's records away and return how many texts; again: what has come since.

    StillRunningError.
    """
    subjects.must_be_over(session, subject)
    _mark(session, now, subject, SEALED, reason)
    moved = [*subjects.cells(session, subject)]
    for cells, row in moved:
        _moved(session, subject, cells, row)
    audit.record(session, now, None, "client.sealed", **_who(subject), reason=reason)
    return len(moved)


@changes
def opened(session: Session, now: datetime, subject: Subject, reason: str) -> list[Opened]:
    """Return what was sealed, on record; NotSealedError."""
    if subjects.states(session, subject) != {SEALED}:
        raise NotSealedError
    audit.record(session, now, None, "client.opened", **_who(subject), reason=reason)
    rows = session.scalars(select(SealedCell).where(_his(subject)).order_by(SealedCell.place))
    return [Opened(row.place, row.text) for row in rows]


@changes
def erase(
    session: Session, now: datetime, subject: Subject, reason: str, *, forced: bool = False
) -> int:
    """Erase what is personal for good; return how many texts. What figures need stays.

    `forced`: the reason is a basis in law for erasing before the time is over.
    StillRunningError, RetainedError.
    """
    may_erase(session, now, subject, forced=forced)
    seal(session, now, subject, reason)
    _mark(session, now, subject, ERASED, reason)
    texts, shown = subjects.shared(session, subject)
    for cells, row in texts:
        _empty(session, cells, row)
    gone = session.execute(delete(SealedCell).where(_his(subject)).returning(SealedCell.id)).all()
    _forget_files(session, [*subjects.files(session, subject), *shown])
    _forget_digests(session, subject)
    audit.record(
        session, now, None, "client.erased", **_who(subject), reason=reason, forced=forced
    )
    return len(gone) + len(texts)


def may_erase(session: Session, now: datetime, subject: Subject, *, forced: bool) -> None:
    """StillRunningError, RetainedError where the records may not be erased."""
    subjects.must_be_over(session, subject)
    until = subjects.kept_until(session, subject)
    if until is not None and now.date() <= until and not forced:
        raise RetainedError(until)


def file_of(session: Session, place: str) -> tuple[int, int] | None:
    """Return the id and the pieces of a file whose name was at a place; none if it is no file."""
    if not place.startswith("files."):
        return None
    number = int(place.rpartition(".")[2])
    return number, len(
        session.scalars(select(FileChunk.number).where(FileChunk.file_id == number)).all()
    )


def words(session: Session, subject: Subject) -> frozenset[str]:
    """Return his names and phones, wherever they are kept, to look for copies."""
    found: set[str] = set()
    for cells, row in subjects.cells(session, subject):
        if cells.table.name in {"client_names", "appointments"}:
            found.add(_text(session, cells, row))
    for one in session.scalars(select(SealedCell).where(_his(subject))):
        if one.place.startswith(("client_names.", "appointments.")):
            found.add(one.text)
    return frozenset(found - {""})


def _moved(session: Session, subject: Subject, cells: Cells, row: int) -> None:
    text, place = _text(session, cells, row), cells.place([row])
    if not text and session.scalar(select(SealedCell.id).where(SealedCell.place == place)):
        return  # a file that was put away before
    one = SealedCell(
        client_id=subject.client,
        appointment_id=None if subject.client is not None else subject.appointments[0],
        place=place,
        text_sealed=b"",
    )
    one.text = text
    session.add(one)
    _empty(session, cells, row)


def _text(session: Session, cells: Cells, row: int) -> str:
    sealed = session.scalars(select(cells.column).where(cells.table.c.id == row)).one()
    return vault().open(bytes(sealed), cells.place([row])) if sealed else ""


def _empty(session: Session, cells: Cells, row: int) -> None:
    emptied = update(cells.table).where(cells.table.c.id == row)
    session.execute(emptied.values({cells.column: b""}))


def _mark(session: Session, now: datetime, subject: Subject, state: str, reason: str) -> None:
    """Note the state of the client and of each of his appointments, once."""
    pairs: list[tuple[int | None, int | None]] = [(None, one) for one in subject.appointments]
    if subject.client is not None:
        pairs.insert(0, (subject.client, None))
    for client, appointment in pairs:
        there = select(PutAway.id).where(
            PutAway.state == state,
            PutAway.client_id == client,
            PutAway.appointment_id == appointment,
        )
        if session.scalar(there) is None:
            row = PutAway(client_id=client, appointment_id=appointment, state=state, at=now)
            row.reason = reason
            session.add(row)
    session.flush()  # the database lets what is only added be emptied by these rows alone


def _forget_files(session: Session, numbers: Iterable[int]) -> None:
    """Leave of files nothing but that they were there: rows that are only added name them."""
    gone = [*numbers]
    session.execute(delete(FileChunk).where(FileChunk.file_id.in_(gone)))
    nothing = {"name_sealed": b"", "size": 0, "digest": hashlib.sha256(b"").digest()}
    session.execute(update(File).where(File.id.in_(gone)).values(nothing))


def _forget_digests(session: Session, subject: Subject) -> None:
    ours = subject.appointments
    session.execute(delete(AppointmentKey).where(AppointmentKey.appointment_id.in_(ours)))
    nothing = {"form_digest": None, "checklist": "{}"}
    session.execute(update(Appointment).where(Appointment.id.in_(ours)).values(nothing))
    his = update(ClientName).where(ClientName.client_id == subject.client)
    session.execute(his.values(name_index=b""))


def _his(subject: Subject) -> ColumnElement[bool]:
    if subject.client is not None:
        return SealedCell.client_id == subject.client
    return SealedCell.appointment_id == subject.appointments[0]


def _who(subject: Subject) -> dict[str, object]:
    return {"client": subject.client, "appointments": list(subject.appointments)}
