"""Whose a client is on a day: rows that are only added; the last one of a day counts."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select, union
from sqlalchemy.orm import Session

from services.facts.live import view
from services.facts.months import closed_months
from services.store import changes
from services.store.clients import ClientOwner
from services.store.figures import Client, ClientMonth

RECORDED, HANDED_OVER, RULED, SETTLED = "recorded", "handed_over", "ruled", "settled"
"""On what ground somebody owns a client."""
CONFIRMING = frozenset({RECORDED, RULED, SETTLED})
"""Grounds by which it is settled whose the client was from the beginning."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a client is from a day on, and why."""

    first_day: date
    staff_id: int
    ground: str
    counts_from: date | None = None

    def begun(self, day: date, *, reopened: bool) -> bool:
        """Tell whether the client is his on a day; in closed months as they were closed."""
        return (self.first_day if reopened else self.counts_from or self.first_day) <= day


@dataclass(frozen=True)
class Owners:
    """The owners of record of some clients, by 客户号, earliest first."""

    rows: Mapping[str, Sequence[Owner]] = field(default_factory=dict)
    reopened: bool = False

    def on(self, client: str, day: date) -> Owner | None:
        """Return the owner of record on a day; None: nobody yet, the workbook decides."""
        rows = reversed(self.rows.get(client, ()))
        return next((one for one in rows if one.begun(day, reopened=self.reopened)), None)

    def confirmed(self, client: str) -> bool:
        """Tell whether somebody settled whose the client was from the beginning."""
        return any(one.ground in CONFIRMING for one in self.rows.get(client, ()))


def ever_of(staff_ids: Collection[int]) -> Select[Any]:
    """Select the ids of clients whom some people ever had, by a workbook or of record."""
    imported = select(ClientMonth.client_id).where(ClientMonth.staff_id.in_(staff_ids))
    recorded = select(ClientOwner.client_id).where(ClientOwner.staff_id.in_(staff_ids))
    both = union(imported, recorded).subquery()
    return select(both.c.client_id)


def load(session: Session, clients: Select[Any]) -> Owners:
    """Read the owners of the clients that the query has the ids of."""
    found: dict[str, list[Owner]] = {}
    row = ClientOwner
    chosen = (
        select(Client.number, row.first_day, row.staff_id, row.ground, row.counts_from)
        .join(Client, Client.id == row.client_id)
        .where(row.client_id.in_(clients))
        .order_by(row.first_day, row.number)
    )
    for number, first_day, staff_id, ground, counts_from in session.execute(chosen):
        owner = Owner(first_day, staff_id, ground, counts_from)
        found.setdefault(number, []).append(owner)
    return Owners(found, reopened=view(session).reopened)


@changes
def add(  # noqa: PLR0913 - the columns
    session: Session,
    now: datetime,
    clients: Iterable[int],
    staff_id: int,
    *,
    first_day: date,
    ground: str,
    by: int | None,
) -> None:
    """Have clients be somebody's from a day on; the figures of closed months stay."""
    ids, opens = sorted(set(clients)), _opens(session, first_day)
    counted = select(ClientOwner.client_id, func.count()).group_by(ClientOwner.client_id)
    before = dict(session.execute(counted.where(ClientOwner.client_id.in_(ids))).all())
    session.add_all(
        ClientOwner(
            client_id=one,
            number=before.get(one, 0) + 1,
            staff_id=staff_id,
            first_day=first_day,
            counts_from=opens if opens > first_day else None,
            ground=ground,
            made_by=by,
            made_at=now,
        )
        for one in ids
    )
    session.flush()


def _opens(session: Session, day: date) -> date:
    """Return the day, or the first one after the closed months from it on."""
    last = max(closed_months(session), default=None)
    return max(day, last.later(1).first_day) if last else day


def of_client(client_id: Any, day: date) -> Any:
    """Return, as a column, the owner of record on a day of the client with the id; may be null."""
    row = ClientOwner
    chosen = select(row.staff_id).where(row.client_id == client_id, row.first_day <= day)
    latest = chosen.order_by(row.first_day.desc(), row.number.desc()).limit(1)
    return latest.scalar_subquery()
