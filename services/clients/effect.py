"""How far a client is: effective since when, not yet and how far away, or held back and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.appointments.naming import masked
from services.clients.counting import Waits
from services.conduct.pay import left_out
from services.facts.live import live, view
from services.facts.months import imported_months
from services.history import Organisation
from services.month import Month
from services.payslips import book as books
from services.payslips.client_rows import Row
from services.rulebook_values import in_force
from services.store.clients import Appointment
from services.store.figures import Client, ClientName
from services.store.vault import vault

TAIL = 4  # of a 客户号, as the payslip's explanation shows it
SINCE, BEFORE, NOT_YET, WAITS, CASE, UNKNOWN = (
    "since",
    "before",
    "not_yet",
    "waits",
    "case",
    "unknown",
)
"""Effective since a month; before we know; not yet; held back for want of a record; left out while
a case is open (Article 27.4); no figures yet."""


@dataclass(frozen=True, slots=True)
class Effect:
    """Whether a client is effective (Article 12); the limits that are to be exceeded."""

    kind: str
    month: Month | None = None
    waits: Waits | None = None
    assets: Decimal = Decimal(0)
    purchase: Decimal = Decimal(0)
    more_assets: Decimal | None = None
    more_purchase: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A client in a list, masked; `state` is that of the appointment, if there is one."""

    id: int
    number: str
    name: str
    institution: bool
    opened: date | None
    state: str
    effect: Effect
    row: Row | None
    owner: str

    @property
    def tail(self) -> str:
        """The end of the 客户号, as lists show it."""
        return self.number[-TAIL:]


@dataclass(frozen=True, slots=True)
class _Booked:
    state: str = ""
    name: str = ""
    institution: bool = False


NONE = _Booked()


def listed(session: Session, organisation: Organisation, ids: Sequence[int]) -> tuple[Listed, ...]:
    """Return clients as lists show them, in the order of their ids; a fixed number of queries."""
    numbers = dict(
        session.execute(select(Client.id, Client.number).where(Client.id.in_(ids))).all()
    )
    names, booked = _names(session, ids), _booked(session, ids)
    known = _Known(session, ids)
    found = []
    for one in ids:
        row = known.latest.get(numbers[one])
        appointment = booked.get(one, NONE)
        institution = row.institution if row else appointment.institution
        owner = organisation.people.get(row.staff_id) if row else None
        found.append(
            Listed(
                id=one,
                number=numbers[one],
                name=masked(names.get(one) or appointment.name, institution=institution),
                institution=institution,
                opened=row.opened if row else None,
                state=appointment.state,
                effect=known.effect(numbers[one]),
                row=row,
                owner=owner.name if owner else "",
            )
        )
    return tuple(found)


class _Known:
    """What the imported months and the rules say of some clients."""

    def __init__(self, session: Session, ids: Sequence[int]) -> None:
        months, self.rulebook = imported_months(session), in_force(session)
        self.cases, self.latest = left_out(session), dict[str, Row]()
        self.book = books.Book({}, {}, months)
        if months:
            chosen = select(Client.id).where(Client.id.in_(ids))
            self.book = books.of_clients(session, chosen, months[-1], self.rulebook)
        rows = (row for those in self.book.rows.values() for row in those)
        for row in sorted(rows, key=lambda one: one.month):
            self.latest[row.client] = row

    def effect(self, number: str) -> Effect:
        """Return how far the client with the 客户号 is."""
        row, book = self.latest.get(number), self.book
        if row is None:
            return Effect(UNKNOWN)
        if number in self.cases:
            return Effect(CASE)
        if number in book.waiting:
            month, waits = book.waiting[number]
            return Effect(WAITS, month, waits)
        if number in book.effective:
            since = book.effective[number]
            return Effect(SINCE if since else BEFORE, since)
        rules = self.rulebook.on(row.month.first_day)
        purchase, assets = (rules[one].value for one in books.EFFECTIVE)
        return Effect(
            NOT_YET,
            assets=row.end_assets,
            purchase=row.purchase,
            more_assets=assets,
            more_purchase=purchase,
        )


def names_of(session: Session, ids: Sequence[int]) -> Mapping[int, str]:
    """Return what clients are called: as imported, else as registered."""
    booked = {one: row.name for one, row in _booked(session, ids).items()}
    return {**booked, **_names(session, ids)}


def _names(session: Session, ids: Sequence[int]) -> Mapping[int, str]:
    row = ClientName
    chosen = select(row.client_id, row.id, row.name_sealed).where(
        row.client_id.in_(ids), live(row, view(session))
    )
    return {
        client: vault().open(sealed, f"client_names.name_sealed.{one}") if sealed else ""
        for client, one, sealed in session.execute(chosen)
    }


def _booked(session: Session, ids: Sequence[int]) -> Mapping[int, _Booked]:
    """Return what each client's latest appointment says."""
    chosen = select(Appointment).where(Appointment.client_id.in_(ids))
    rows = session.scalars(chosen.order_by(Appointment.made_at))
    return {
        one.client_id: _Booked(one.state, one.name, one.institution)
        for one in rows
        if one.client_id
    }
