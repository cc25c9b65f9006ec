"""A month's figures of everybody, as released: new accounts and value, clients and assets."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from services.facts.months import closed_months, imported_months
from services.history import History, Organisation, history
from services.month import Month
from services.payslips import SOURCES
from services.payslips import book as books
from services.payslips.book import Book
from services.payslips.months import employed
from services.reports.computing import as_of
from services.rulebook import Rulebook
from services.rulebook_values import in_force
from services.step import ZERO
from services.store.remembered import remembered

MONTHS = 4  # that are remembered
CROWD = 3
"""People in a sum from which on nobody in it can tell another's part (ours)."""


@dataclass(frozen=True, slots=True)
class Part:
    """A person's part: accounts and value None where that hangs on an unset figure.

    `opened`: the days on which clients of his were opened in the month.
    """

    staff_id: int
    unit: str
    accounts: Decimal | None
    value: Decimal | None
    assets: Decimal
    clients: int
    opened: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Sums:
    """The parts of some people added up; accounts and value None if one of them is."""

    people: int
    accounts: Decimal | None
    value: Decimal | None
    assets: Decimal
    clients: int


@dataclass(frozen=True, slots=True)
class Branch:
    """A month of everybody who was there; `as_of`: when the last of it was released."""

    month: Month
    as_of: datetime | None
    closed: bool
    parts: tuple[Part, ...]

    def of(self, staff_ids: Iterable[int]) -> tuple[Part, ...]:
        """Return the parts of some people."""
        ids = set(staff_ids)
        return tuple(one for one in self.parts if one.staff_id in ids)

    def within(self, units: Iterable[str]) -> tuple[Part, ...]:
        """Return the parts of those who belong to some units at the month's end."""
        codes = set(units)
        return tuple(one for one in self.parts if one.unit in codes)


def latest(session: Session, today: date) -> Month | None:
    """Return the last month that has figures, this one at the latest; None if there is none."""
    months = [one for one in imported_months(session) if one <= Month.of(today)]
    return months[-1] if months else None


def branch(session: Session, month: Month) -> Branch | None:
    """Return a month's figures of everybody; None if it has none."""
    return _branch(session, month) if month in imported_months(session) else None


@remembered(*SOURCES, most=MONTHS)
def _branch(session: Session, month: Month) -> Branch:
    people, book = history(session), in_force(session)
    there = [one for one in people.terms if employed(people, one, month)]
    read = books.load(session, there, month, book)
    parts = tuple(_part(people, one, read, book, month) for one in there)
    closed = month in closed_months(session)
    return Branch(month, as_of(session, month), closed, parts)


def _part(people: History, staff_id: int, read: Book, book: Rulebook, month: Month) -> Part:
    one = employed(people, staff_id, month)
    if one is None:
        raise KeyError(staff_id)
    rows, rules = read.of(staff_id, month), book.on(month.first_day).of(one.contract)
    new, held = read.new(staff_id, month)
    return Part(
        staff_id,
        one.unit,
        read.known(books.new_accounts(new, rules, held), month).value,
        read.known(books.new_value(new, held), month).value,
        sum((row.end_assets for row in rows), ZERO),
        len(rows),
        tuple(row.opened for row in rows if Month.of(row.opened) == month),
    )


def sums(parts: Iterable[Part]) -> Sums:
    """Add parts up; people without clients are not counted."""
    found = [one for one in parts if one.clients]
    return Sums(
        len(found),
        _sum([one.accounts for one in found]),
        _sum([one.value for one in found]),
        sum((one.assets for one in found), ZERO),
        sum(one.clients for one in found),
    )


def _sum(values: list[Decimal | None]) -> Decimal | None:
    known = [one for one in values if one is not None]
    return sum(known, ZERO) if len(known) == len(values) else None


def may_hear(org: Organisation, reader: int, parts: Iterable[Part]) -> bool:
    """Tell whether a sum tells somebody nothing of one who is not his: he sees all, or many do."""
    others = {one.staff_id for one in parts if one.clients}
    return len(others) >= CROWD or others <= org.seen_by(org.people[reader])
