"""What becomes of a client's counting after his month was frozen: the month is never rewritten.

Who becomes countable only then is new in no month, and what he would have brought is entered,
line by line, in the month that is open. Who counted in it goes on counting in it.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.facts.live import live, look, view
from services.facts.months import closed_months, imported_months
from services.month import Month
from services.payslips import book as books
from services.payslips.months import tell
from services.rulebook_values import in_force
from services.store import audit, changes
from services.store.clients import Appointment, CountedClient, LateClient
from services.store.figures import Adjustment, Client, ClientName
from services.store.vault import vault

LINES = ("commission", "opening_award", "excess_value_award")
"""The lines of pay that hang on who is new (Article 12)."""


@changes
def keep(session: Session, now: datetime, clients: Iterable[int]) -> None:
    """Have clients who counted in a month that is frozen by now go on counting in it.

    To be called before something happens to their appointments by which they might not.
    """
    closed = closed_months(session)
    for client_id in clients if closed else ():
        found = _new_in(session, client_id)
        if found and found[1] in closed and not _counted(session, client_id):
            session.add(CountedClient(client_id=client_id, month=found[1], made_at=now))
            session.flush()


@contextmanager
def over(session: Session, now: datetime, rows: Iterable[Appointment]) -> Iterator[None]:
    """Have appointments end: who waited for one counts from now on, in closed months late."""
    clients = meant(session, rows) if closed_months(session) else []
    keep(session, now, clients)
    yield
    for one in clients:
        enter(session, now, one, None)


def meant(session: Session, rows: Iterable[Appointment]) -> list[int]:
    """Return the clients that appointments may be about: by 客户号, before that by the name."""
    known = {one.client_id for one in rows if one.client_id is not None}
    names = {vault().index(one.name) for one in rows if one.client_id is None and one.name}
    alike = select(ClientName.client_id).where(
        ClientName.name_index.in_(names), live(ClientName, view(session))
    )
    return sorted(known | set(session.scalars(alike)))


@changes
def enter(session: Session, now: datetime, client_id: int, by: int | None) -> Month | None:
    """Enter a client who has just become countable, if the month that he is new in is frozen.

    To be called in the transaction that records, rules or settles whose he is. What he traded
    then stays whose it was. Returns the month in which it is paid; None if there was nothing to
    correct.
    """
    session.flush()
    closed = closed_months(session)
    with _reopened(session):
        found = _new_in(session, client_id) if closed else None
        if found is None or found[1] not in closed or _counted(session, client_id):
            return None
        staff_id, month = found
        paid_in = _next_open(month, closed)
        with_him = _lines(session, staff_id, month)
        session.add(
            LateClient(client_id=client_id, month=month, paid_in=paid_in, made_by=by, made_at=now)
        )
        session.flush()
        without = _lines(session, staff_id, month)
    for line in LINES:
        if amount := with_him[line] - without[line]:
            _correct(session, now, staff_id, line, month, paid_in, amount, by)
    audit.record(session, now, by, "client.late", client=client_id, month=month, paid_in=paid_in)
    return paid_in


@contextmanager
def _reopened(session: Session) -> Iterator[None]:
    """Have closed months be read as if they were open: with whose the clients were by then."""
    seen = view(session)
    look(session, replace(seen, reopened=True))
    try:
        yield
    finally:
        look(session, seen)


def _counted(session: Session, client_id: int) -> bool:
    there = select(CountedClient.id).where(CountedClient.client_id == client_id)
    return session.scalar(there) is not None


def _next_open(month: Month, closed: frozenset[Month]) -> Month:
    while month in closed:
        month = month.later(1)
    return month


def _correct(  # noqa: PLR0913, PLR0917 - the columns
    session: Session,
    now: datetime,
    staff_id: int,
    line: str,
    about: Month,
    month: Month,
    amount: Decimal,
    by: int | None,
) -> None:
    row = Adjustment(
        staff_id=staff_id,
        month=month,
        line=line,
        about=about,
        amount=amount,
        made_at=now,
        made_by=by,
    )
    row.reason = "late_client"
    session.add(row)
    session.flush()


def _new_in(session: Session, client_id: int) -> tuple[int, Month] | None:
    """Return for whom, and in which month, the client is new as things stand now."""
    months = imported_months(session)
    if not months:
        return None
    one = select(Client.id).where(Client.id == client_id)
    book = books.of_clients(session, one, months[-1], in_force(session))
    for (staff_id, month), rows in book.rows.items():
        if any(book.effective.get(row.client) == month for row in rows):
            return staff_id, month
    return None


def _lines(session: Session, staff_id: int, month: Month) -> dict[str, Decimal]:
    """Return what the lines of the month come to; one that is absent counts as nothing."""
    months = imported_months(session)
    slips = tell(session, staff_id, months, in_force(session)).months()
    lines = next((one.statement.lines for one in slips if one.month == month), {})
    return {one: lines[one].value or Decimal(0) if one in lines else Decimal(0) for one in LINES}
