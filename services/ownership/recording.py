"""Recording a client whom all have signed: his number, and whose he is from then on."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.appointments.rows import RECORDED, SIGNED, note
from services.clients import late, owners
from services.disputes.rows import disputed
from services.history import Organisation
from services.organisation import Viewer, viewer
from services.ownership.differing import latest
from services.ownership.rows import NotNowError, client, records, to_keep
from services.store import changes
from services.store.clients import Appointment
from services.store.figures import Client
from services.store.vault import new_id

NUMBER = re.compile(r"[0-9A-Za-z-]{4,20}")


class NotANumberError(ValueError):
    """It cannot be a client's number."""


class TakenNumberError(Exception):
    """Another appointment is recorded under that number already."""


class DisputedError(Exception):
    """Whose the client is is being disputed: it cannot be recorded before the ruling."""


@dataclass(frozen=True, slots=True)
class ToRecord:
    """An appointment that waits to be recorded, the client masked."""

    id: int
    name: str
    tail: str
    owner: str
    opened_on: date | None
    disputed: bool


@dataclass(frozen=True, slots=True)
class Weighed:
    """What recording does: a new number or a known one, whose it is in the workbook ('': his)."""

    number: str
    name: str
    owner: str
    first_day: date
    new: bool
    book_owner: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was recorded, and what comes next (none: nothing waits)."""

    appointment: int
    name: str
    number: str
    following: ToRecord | None
    left: int


def read(text: str) -> str:
    """Return a client's number; NotANumberError."""
    if not NUMBER.fullmatch(text):
        raise NotANumberError
    return text


def waiting(
    session: Session, who: int, today: date, first: int, most: int
) -> tuple[tuple[ToRecord, ...], int]:
    """Return a page of what whoever asks is to record, and how many there are.

    UnknownPersonError.
    """
    found = _waiting(session, viewer(session, who, today))
    return tuple(found[first : first + most]), len(found)


def begin(session: Session, who: int, today: date, appointment: int) -> ToRecord:
    """Return what is to be recorded.

    UnknownPersonError, NotYoursError, NotNowError, DisputedError.
    """
    asking, row = to_keep(session, who, today, appointment)
    _must_record(session, row)
    return _listed(session, asking.organisation, row)


def weigh(session: Session, who: int, today: date, *, appointment: int, number: str) -> Weighed:
    """Return what recording would do; TakenNumberError, errors as of `begin`."""
    asking, row = to_keep(session, who, today, appointment)
    _must_record(session, row)
    known = _known(session, number)
    _must_be_free(session, row, known)
    people = asking.organisation.people
    return Weighed(
        number=number,
        name=client(row)[0],
        owner=people[row.staff_id].name,
        first_day=row.opened_on or today,
        new=known is None,
        book_owner=_book_owner(session, asking.organisation, row, known),
    )


@changes
def record(
    session: Session, who: int, now: datetime, *, appointment: int, number: str
) -> Recorded:
    """Record the client under his number, the marketer's from the opening on.

    Errors as of `weigh`.
    """
    asking, row = to_keep(session, who, now.date(), appointment, held=True)
    _must_record(session, row)
    known = _known(session, number, held=True)
    _must_be_free(session, row, known)
    found = known or _new(session, number)
    late.keep(session, now, [found.id])
    row.client_id, row.recorded_on = found.id, now.date()
    row.state, row.version = RECORDED, row.version + 1
    note(session, row, now, RECORDED, asking.staff_id)
    first, me = row.opened_on or now.date(), asking.staff_id
    owners.add(
        session, now, [found.id], row.staff_id, first_day=first, ground=owners.RECORDED, by=me
    )
    late.enter(session, now, found.id, me)
    left = [one for one in _waiting(session, asking) if not one.disputed]
    return Recorded(row.id, client(row)[0], number, next(iter(left), None), len(left))


def _must_record(session: Session, row: Appointment) -> None:
    if row.state != SIGNED:
        raise NotNowError(row.state)
    if disputed(session, row.id):
        raise DisputedError


def _known(session: Session, number: str, *, held: bool = False) -> Client | None:
    chosen = select(Client).where(Client.number == number)
    return session.scalar(chosen.with_for_update() if held else chosen)


def _new(session: Session, number: str) -> Client:
    made = Client(id=new_id(), number=number)
    session.add(made)
    session.flush()
    return made


def _must_be_free(session: Session, row: Appointment, known: Client | None) -> None:
    if known is None:
        return
    chosen = select(Appointment.id).where(Appointment.client_id == known.id)
    if session.scalars(chosen.where(Appointment.id != row.id).limit(1)).first():
        raise TakenNumberError


def _book_owner(
    session: Session, org: Organisation, row: Appointment, known: Client | None
) -> str:
    """Return whose the client is in the workbook, if that is another."""
    found = latest(session, known.id) if known else None
    if found is None or found.staff_id == row.staff_id:
        return ""
    who = org.people.get(found.staff_id)
    return who.name if who else "?"


def _waiting(session: Session, asking: Viewer) -> list[ToRecord]:
    chosen = select(Appointment).where(Appointment.state == SIGNED)
    rows = session.scalars(
        chosen.order_by(Appointment.opened_on, Appointment.planned, Appointment.id)
    )
    mine = (one for one in rows if records(session, asking, one))
    return [_listed(session, asking.organisation, one) for one in mine]


def _listed(session: Session, org: Organisation, row: Appointment) -> ToRecord:
    name, tail = client(row)
    owner = org.people[row.staff_id].name
    return ToRecord(row.id, name, tail, owner, row.opened_on, disputed(session, row.id))
