"""What sets a case apart from the others that are signed: it is shown first, and everywhere."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.duplicates import meeting
from services.duplicates.meeting import HELD
from services.facts.live import live, view
from services.history import Organisation
from services.ownership import checklist
from services.ownership.rows import in_dispute
from services.recurrence import day_of
from services.rulebook_values import in_force
from services.store.clients import Appointment
from services.store.figures import ClientMonth, ClientName
from services.store.vault import vault

APART = "appointment.apart"


@dataclass(frozen=True, slots=True)
class Differing:
    """What is not as it should be: points not seen to, what the workbook says otherwise, ….

    `owner` is whose client he is in the workbook ('': the same or not known), `assets` what he
    has there where that is far from what was expected.
    """

    noes: tuple[str, ...] = ()
    owner: str = ""
    assets: Decimal | None = None
    duplicate: bool = False
    disputed: bool = False

    @property
    def any(self) -> bool:
        """Whether anything is."""
        return bool(self.noes or self.owner or self.assets is not None or self.doubtful)

    @property
    def doubtful(self) -> bool:
        """Whether the client may be somebody else's."""
        return self.duplicate or self.disputed


@dataclass(frozen=True, slots=True)
class InBook:
    """A client as the latest month of 客户月度 has him."""

    client_id: int
    staff_id: int
    assets: Decimal


def differing(
    session: Session, org: Organisation, rows: Sequence[Appointment]
) -> dict[int, Differing]:
    """Return what sets each of the appointments apart, by id."""
    ids = [one.id for one in rows]
    books, disputes, doubles = (
        in_book(session, rows),
        in_dispute(session, ids),
        _doubles(session, rows),
    )
    most = in_force(session).on(org.day)[APART].value or Decimal(0)
    return {
        one.id: Differing(
            noes=checklist.noes(one.checklist),
            owner=_owner(org, one, books.get(one.id)),
            assets=_apart(one, books.get(one.id), most),
            duplicate=one.id in doubles,
            disputed=one.id in disputes,
        )
        for one in rows
    }


def _owner(org: Organisation, row: Appointment, book: InBook | None) -> str:
    if book is None or book.staff_id == row.staff_id:
        return ""
    who = org.people.get(book.staff_id)
    return who.name if who else "?"


def _apart(row: Appointment, book: InBook | None, most: Decimal) -> Decimal | None:
    if book is None or abs(book.assets - row.assets) <= most * row.assets:
        return None
    return book.assets


def in_book(session: Session, rows: Sequence[Appointment]) -> dict[int, InBook]:
    """Return the clients of appointments as the workbooks have them, by the appointment's id.

    Told by the number once it is recorded; before by the name, if one client alone of that name
    opened his account since the appointment was made.
    """
    seen = view(session)
    signs = {one.id: vault().index(one.name) for one in rows}
    named = select(ClientName.client_id, ClientName.name_index).where(
        ClientName.name_index.in_(signs.values()), live(ClientName, seen)
    )
    names: dict[int, bytes] = {one.client_id: one.name_index for one in session.execute(named)}
    numbers = {one.client_id for one in rows if one.client_id}
    chosen = select(ClientMonth).where(
        ClientMonth.client_id.in_(numbers | names.keys()), live(ClientMonth, seen)
    )
    months = [
        (month, names.get(month.client_id))
        for month in session.scalars(chosen.order_by(ClientMonth.month))
    ]
    found: dict[int, InBook] = {}
    for row in rows:
        latest = {one.client_id: one for one in _his(row, signs[row.id], months)}
        if len(latest) == 1:
            (month,) = latest.values()
            found[row.id] = InBook(month.client_id, month.staff_id, month.end_assets)
    return found


def latest(session: Session, client: int) -> InBook | None:
    """Return a client as the latest month of the workbooks has him; none if there is none."""
    chosen = select(ClientMonth).where(
        ClientMonth.client_id == client, live(ClientMonth, view(session))
    )
    one = session.scalars(chosen.order_by(ClientMonth.month.desc()).limit(1)).first()
    return InBook(one.client_id, one.staff_id, one.end_assets) if one else None


def _his(
    row: Appointment, sign: bytes, months: Iterable[tuple[ClientMonth, bytes | None]]
) -> Iterator[ClientMonth]:
    first = _first(row)
    for month, other in months:
        if row.client_id:
            if month.client_id == row.client_id:
                yield month
        elif other == sign and month.institution == row.institution and month.opened >= first:
            yield month


def _first(row: Appointment) -> date:
    made_on = day_of(row.made_at)
    return min(made_on, row.opened_on or made_on)


def _doubles(session: Session, rows: Iterable[Appointment]) -> frozenset[int]:
    """Return which of the appointments may be of a client of whom another stands."""
    return frozenset(
        row.id
        for row in rows
        if any(one.state in HELD for one in meeting.met(session, meeting.sought(row), row.id))
    )
