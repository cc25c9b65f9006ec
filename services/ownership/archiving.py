"""The archive: forms of recorded clients, numbered for each marketer."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.appointments import view
from services.appointments.rows import ARCHIVED, RECORDED, note
from services.organisation import NotYoursError, Viewer, viewer
from services.ownership.rows import (
    MOST_AT_ONCE,
    NotNowError,
    client,
    document,
    records,
    sealed_by,
    to_keep,
)
from services.store import changes
from services.store.clients import Appointment
from services.store.people import Staff


@dataclass(frozen=True, slots=True)
class ToArchive:
    """A recorded appointment that is not in the archive yet, the client masked."""

    id: int
    version: int
    name: str
    tail: str
    owner: str
    recorded_on: date | None


@dataclass(frozen=True, slots=True)
class Pile:
    """A page of what is to be archived, how many there are, and the mark of all of them."""

    cases: tuple[ToArchive, ...]
    total: int
    mark: str


@dataclass(frozen=True, slots=True)
class Filed:
    """A form in the archive: its number, the client masked."""

    id: int
    document: str
    name: str
    tail: str
    archived_on: date | None
    owner: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """Somebody's part of the archive, by number, and how much there is."""

    staff: int
    name: str
    number: str
    filed: tuple[Filed, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody with something in the archive."""

    staff: int
    name: str
    number: str
    count: int


def waiting(session: Session, who: int, today: date, first: int, most: int) -> Pile:
    """Return a page of what whoever asks is to archive; UnknownPersonError.

    No more than go by one press are in `cases` when all are asked for, and under the mark.
    """
    asking = viewer(session, who, today)
    rows = _waiting(session, asking)
    shown = tuple(_listed(asking, one) for one in rows[first : first + most])
    return Pile(shown, len(rows), _mark(rows))


@changes
def archive(session: Session, who: int, now: datetime, appointment: int) -> Filed:
    """Put a recorded client's form into the archive under the next number of its marketer.

    UnknownPersonError, NotYoursError, NotNowError.
    """
    asking, row = to_keep(session, who, now.date(), appointment, held=True)
    if row.state != RECORDED:
        raise NotNowError(row.state)
    return _file(session, asking, now, row)


@changes
def archive_all(session: Session, who: int, now: datetime, mark: str) -> tuple[Filed, ...]:
    """Archive all that was listed (`mark`); none if it is no longer what waits.

    UnknownPersonError.
    """
    asking = viewer(session, who, now.date())
    rows = _waiting(session, asking, held=True)
    if _mark(rows) != mark:
        return ()
    return tuple(_file(session, asking, now, one) for one in rows[:MOST_AT_ONCE])


def owners(
    session: Session, who: int, today: date, first: int, most: int
) -> tuple[tuple[Owner, ...], int]:
    """Return a page of those with something in the archive whom one sees; UnknownPersonError."""
    asking = viewer(session, who, today)
    chosen = select(Appointment.staff_id, func.count()).group_by(Appointment.staff_id)
    chosen = chosen.where(Appointment.archive_number.is_not(None))
    people = asking.organisation.people
    found = [
        Owner(one, people[one].name, people[one].number, number)
        for one, number in session.execute(chosen)
        if _sees(asking, one)
    ]
    found.sort(key=lambda one: one.number)
    return tuple(found[first : first + most]), len(found)


def shelf(  # noqa: PLR0913 - whose, which part of it
    session: Session, who: int, today: date, *, staff: int, first: int, most: int
) -> Shelf:
    """Return a page of somebody's part of the archive (staff 0: one's own), by number.

    What went to another since keeps its number here. UnknownPersonError, NotYoursError.
    """
    asking = viewer(session, who, today)
    whose = asking.organisation.people.get(staff or asking.staff_id)
    if whose is None or not _sees(asking, whose.staff_id):
        raise NotYoursError
    his = (Appointment.staff_id == whose.staff_id) & Appointment.archive_number.is_not(None)
    total = session.scalar(select(func.count()).select_from(Appointment).where(his)) or 0
    page = select(Appointment).where(his).order_by(Appointment.archive_number)
    rows = session.scalars(page.offset(first).limit(most))
    filed = tuple(_filed(asking, one) for one in rows)
    return Shelf(whose.staff_id, whose.name, whose.number, filed, total)


def _sees(asking: Viewer, staff: int) -> bool:
    return asking.sees(staff) or bool(view.SIGNING & asking.posts)


def _waiting(session: Session, asking: Viewer, *, held: bool = False) -> list[Appointment]:
    chosen = select(Appointment).where(Appointment.state == RECORDED)
    chosen = chosen.order_by(Appointment.recorded_on, Appointment.planned, Appointment.id)
    rows = session.scalars(chosen.with_for_update() if held else chosen)
    people = asking.organisation.people
    theirs = [one for one in rows if records(session, asking, one)]
    return sorted(theirs, key=lambda one: people[one.staff_id].number)


def _mark(rows: list[Appointment]) -> str:
    return sealed_by((one.id, one.version) for one in rows[:MOST_AT_ONCE])


def _file(session: Session, asking: Viewer, now: datetime, row: Appointment) -> Filed:
    session.get_one(Staff, row.staff_id, with_for_update=True)  # one number at a time
    chosen = select(func.max(Appointment.archive_number))
    last = session.scalar(chosen.where(Appointment.staff_id == row.staff_id)) or 0
    row.archive_number, row.archived_on = last + 1, now.date()
    row.state, row.version = ARCHIVED, row.version + 1
    note(session, row, now, ARCHIVED, asking.staff_id)
    return _filed(asking, row)


def _listed(asking: Viewer, row: Appointment) -> ToArchive:
    name, tail = client(row)
    owner = asking.organisation.people[row.staff_id].name
    return ToArchive(row.id, row.version, name, tail, owner, row.recorded_on)


def _filed(asking: Viewer, row: Appointment) -> Filed:
    name, tail = client(row)
    whose = asking.organisation.people[row.staff_id]
    number = document(whose.number, row.archive_number or 0)
    return Filed(row.id, number, name, tail, row.archived_on, whose.name)
