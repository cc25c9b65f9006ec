"""What the database knows already, read once for a check and a comparison."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from services.clients import owners
from services.clients.owners import Owners
from services.facts.live import OFFICE, VISIBLE, live
from services.facts.months import closed_months, open_month
from services.facts.records import TARGETS, Values
from services.facts.sheets import Plain
from services.facts.workbook import Book, Loaded
from services.month import Month
from services.recurrence import day_of
from services.store.clients import ClientOwner
from services.store.figures import Batch, Client, ClientName, Opening
from services.store.people import Staff, Terms, Unit
from services.store.privacy import PutAway


class PersonNow(NamedTuple):
    """A person's latest terms, as far as other rows refer to them."""

    superior: str | None  # 工号
    posts: str
    unit: str = ""
    left: str | None = None


class UnitNow(NamedTuple):
    """A unit's latest row."""

    kind: str
    parent: str | None
    bank: str | None


Mark = tuple[int, int]
CHAT = "chat"  # what stands where a sheet's title would, of a row decided in chat
EDITED = b"chat"  # what stands where a file's digest would, of the batch of such a row


@dataclass
class Known:
    """The database's side: identities, the latest organisation, rows in force by key."""

    mark: Mark  # how many batches were visible, and the latest of them
    open_month: Month
    closed: frozenset[Month]
    staff: dict[str, int] = field(default_factory=dict)
    people: dict[Plain, PersonNow] = field(default_factory=dict)
    units: dict[Plain, UnitNow] = field(default_factory=dict)
    clients: dict[str, int] = field(default_factory=dict)
    names: dict[int, bytes] = field(default_factory=dict)
    away: frozenset[int] = frozenset()
    """Clients that were put away: a workbook does not bring their names back."""
    owners: Owners = field(default_factory=Owners)
    openings: dict[Plain, str] = field(default_factory=dict)
    rows: dict[str, list[Values]] = field(default_factory=dict)
    decided: dict[tuple[str, Plain, Plain], str] = field(default_factory=dict)
    """Rows that were decided in chat: kind, key and first day; the day of the decision."""


def mark(session: Session) -> Mark:
    """Return what changes whenever a batch becomes visible or is taken back."""
    count, last = session.execute(
        select(func.count(), func.max(Batch.id)).where(Batch.state == VISIBLE)
    ).one()
    return count, last or 0


def lock(session: Session) -> None:
    """Let nobody else publish or take back until this transaction ends."""
    session.execute(select(Batch.id).order_by(Batch.id).with_for_update()).all()


def known(session: Session, book: Book, today: date) -> Known:
    """Read what the sheets of the book can refer to or repeat."""
    found = Known(mark(session), open_month(session, today), closed_months(session))
    found.staff = dict(session.execute(select(Staff.number, Staff.id)).all())
    _people(session, found)
    _units(session, found)
    for loaded in book.sheets:
        kind = loaded.sheet.kind
        target = TARGETS[kind]
        chosen = select(*target.plain_columns()).where(live(target.table, OFFICE), *_about(loaded))
        found.rows[kind] = [target.opened(row) for row in session.execute(chosen)]
        if kind in {"people", "units"}:
            _decided(session, found, kind)
        if kind == "client_months":
            _clients(session, found)
        if kind == "openings":
            _openings(session, found)
    return found


def _about(loaded: Loaded) -> list[ColumnElement[bool]]:
    """Restrict to the months (or days) that the sheet has."""
    table = TARGETS[loaded.sheet.kind].table
    name = loaded.sheet.key[0]
    if name not in {"month", "day"}:
        return []
    values = [str(value) for value in set(loaded.columns[name]) if value]
    if name == "month":
        return [table.month.in_([Month.parse(value) for value in values])]
    days = [date.fromisoformat(value) for value in values] or [date.min]
    return [table.day.between(min(days), max(days))]


def _people(session: Session, found: Known) -> None:
    numbers = {staff_id: number for number, staff_id in found.staff.items()}
    latest = select(Terms.staff_id, Terms.superior_id, Terms.posts, Terms.unit, Terms.left).where(
        live(Terms, OFFICE)
    )
    for staff_id, superior, posts, unit, left in session.execute(latest.order_by(Terms.first_day)):
        found.people[numbers[staff_id]] = PersonNow(
            numbers.get(superior or 0), posts, unit, left.isoformat() if left else None
        )


def _decided(session: Session, found: Known, kind: str) -> None:
    """Read which rows in force were decided in chat: their batches have no file."""
    table, key = TARGETS[kind].table, TARGETS[kind].key[0]
    chosen = (
        select(getattr(table, TARGETS[kind].column(key)), table.first_day, Batch.made_at)
        .join(Batch, Batch.id == table.batch_id)
        .where(Batch.digest == EDITED, live(table, OFFICE))
    )
    for one, first, made_at in session.execute(chosen):
        found.decided[kind, one, first.isoformat()] = day_of(made_at).isoformat()


def _units(session: Session, found: Known) -> None:
    latest = select(Unit.code, Unit.kind, Unit.parent, Unit.bank).where(live(Unit, OFFICE))
    for code, kind, parent, bank in session.execute(latest.order_by(Unit.first_day)):
        found.units[code] = UnitNow(kind, parent, bank)


def _clients(session: Session, found: Known) -> None:
    found.clients = dict(session.execute(select(Client.number, Client.id)).all())
    names = select(ClientName.client_id, ClientName.name_index).where(live(ClientName, OFFICE))
    found.names = dict(session.execute(names).all())
    away = select(PutAway.client_id).where(PutAway.client_id.is_not(None))
    found.away = frozenset(session.scalars(away))
    found.owners = owners.load(session, select(ClientOwner.client_id))


def _openings(session: Session, found: Known) -> None:
    chosen = select(Staff.number, Opening.month).join(Opening, Opening.staff_id == Staff.id)
    rows = session.execute(chosen.where(live(Opening, OFFICE)))
    found.openings = {number: str(month) for number, month in rows}
