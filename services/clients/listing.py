"""Whose clients there are: of a person, those to work on first; found by name, sound, 客户号."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from services.clients import effect, owners
from services.clients.effect import Listed
from services.facts.live import live, view
from services.facts.months import imported_months
from services.month import Month
from services.organisation import Employee, Viewer, viewer
from services.payslips.book import EFFECTIVE
from services.pinyin import matches
from services.rulebook import Rulebook
from services.rulebook_values import in_force
from services.store.figures import Batch, BatchMonth, Client, ClientMonth

FOUND = 10
"""So many are shown of those who are called like that: what was typed goes into no button."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some of a person's clients, how many there are in all, and as of when their figures are."""

    person: Employee
    clients: tuple[Listed, ...]
    total: int
    month: Month | None
    as_of: datetime | None
    mine: bool


def page(  # noqa: PLR0913, PLR0917 - who asks for whose, and which part of it
    session: Session, who: int, today: date, staff_id: int, first: int, most: int
) -> Page:
    """Return a page of somebody's clients (0: one's own): not yet effective first, newest first.

    UnknownPersonError, NotYoursError.
    """
    asking = viewer(session, who, today)
    person = asking.must_see(staff_id or asking.staff_id)
    chosen = his(session, {person.staff_id}, today)
    total = session.scalar(select(func.count()).select_from(chosen.subquery())) or 0
    ordered = chosen.order_by(*_order(session, person.staff_id))
    ids = session.scalars(ordered.offset(first).limit(most)).all()
    return _page(session, asking, person, ids, total)


def find(session: Session, who: int, today: date, typed: str) -> Page:
    """Return those clients of everybody whom one may see who are called like that, best first.

    `typed` is a name, how it sounds, its initials, or a 客户号. UnknownPersonError.
    """
    asking = viewer(session, who, today)
    seen = set(asking.organisation.seen_by(asking.me))
    ids = his(session, seen, today).subquery()
    numbers = select(Client.id, Client.number).where(Client.id.in_(select(ids.c.id)))
    known = session.execute(numbers).all()
    names, found = effect.names_of(session, [client for client, _ in known]), []
    for client, number in known:
        if (rank := matches(names.get(client, ""), number, typed)) is not None:
            found.append((rank, number, client))
    best = [client for *_, client in sorted(found)]
    return _page(session, asking, asking.me, best[:FOUND], len(best))


def his(session: Session, staff_ids: set[int], day: date) -> Select[int]:
    """Select the ids of the clients who are some people's on a day.

    The owner of record says so, else the latest imported row.
    """
    row = ClientMonth
    latest = select(row.staff_id).where(row.client_id == Client.id, live(row, view(session)))
    latest = latest.order_by(row.month.desc()).limit(1)
    owner = func.coalesce(owners.of_client(Client.id, day), latest.scalar_subquery())
    return select(Client.id).where(
        Client.id.in_(owners.ever_of(staff_ids)), owner.in_(sorted(staff_ids))
    )


def _order(session: Session, staff_id: int) -> Sequence[Any]:
    row = ClientMonth
    opened = select(row.opened).where(row.client_id == Client.id, live(row, view(session)))
    newest = opened.order_by(row.month.desc()).limit(1).scalar_subquery()
    effective = (
        select(row.client_id)
        .where(row.client_id.in_(owners.ever_of({staff_id})), live(row, view(session)))
        .where(or_(_qualifies(session, in_force(session)), row.first_effective.is_not(None)))
    )
    return Client.id.in_(effective.correlate(None)), newest.desc(), Client.number


def _qualifies(session: Session, book: Rulebook) -> ColumnElement[bool]:
    """Article 12, in the words of the database: what `book.qualifies` says of a row."""
    row, months = ClientMonth, dict[tuple[Any, Any], list[Month]]()
    for month in imported_months(session):
        purchase, assets = (book.on(month.first_day)[one].value for one in EFFECTIVE)
        if purchase is not None and assets is not None:
            months.setdefault((purchase, assets), []).append(month)
    return or_(
        row.client_id.is_(None),  # never: a place to begin
        *(
            and_(row.month.in_(those), or_(row.purchase > purchase, row.end_assets > assets))
            for (purchase, assets), those in months.items()
        ),
    )


def _page(
    session: Session, asking: Viewer, person: Employee, ids: Sequence[int], total: int
) -> Page:
    months = imported_months(session)
    return Page(
        person=person,
        clients=effect.listed(session, asking.organisation, ids),
        total=total,
        month=months[-1] if months else None,
        as_of=as_of(session, months[-1]) if months else None,
        mine=person.staff_id == asking.staff_id,
    )


def as_of(session: Session, month: Month) -> datetime | None:
    """Return when the figures of the month's clients were last brought in."""
    return session.scalar(
        select(func.max(Batch.visible_at))
        .join(BatchMonth, BatchMonth.batch_id == Batch.id)
        .where(BatchMonth.kind == "client_months", BatchMonth.month == month)
    )
