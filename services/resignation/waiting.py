"""What waits for somebody because people leave, as /today tells it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.approvals.machine import APPROVED, RETURNED
from services.history import BACK_OFFICE
from services.inventory.rows import held
from services.organisation import Viewer, viewer
from services.resignation import fund
from services.resignation.asking import leaves_on
from services.resignation.daily import DUE, near, owing
from services.resignation.items import items_of, receivers
from services.resignation.outlook import CLIENTS
from services.store.resignation import FundTold, Resignation
from services.timetable import calendar

AGAIN, RETURN, TICK, TAKER, TAKES, REFUND = (
    "again",
    "return",
    "tick",
    "taker",
    "takes",
    "refund",
)


@dataclass(frozen=True, slots=True)
class Wait:
    """Something that waits: what, whose (name and staff id), which row, by when."""

    what: str
    name: str
    staff_id: int
    row: int
    by: date


def waits(session: Session, who: int, today: date) -> tuple[Wait, ...]:
    """Return what waits for whoever asks, each kind of each leaver once; UnknownPersonError."""
    asking = viewer(session, who, today)
    states = select(Resignation).where(Resignation.state.in_((RETURNED, APPROVED)))
    rows = session.scalars(states).all()
    found = [wait for row in rows for wait in _of_row(session, asking, row)]
    return (*dict.fromkeys(found), *_funds(session, asking))


def _of_row(session: Session, asking: Viewer, row: Resignation) -> Iterator[Wait]:
    me, today = asking.staff_id, asking.organisation.day
    person = asking.organisation.people[row.staff_id]
    last_day = leaves_on(row, person)
    if row.state == RETURNED:
        if row.staff_id == me:
            yield Wait(AGAIN, person.name, me, row.id, last_day)
        return
    for one, owes in owing(session, today, row, soon=True):
        if owes == me:
            what = RETURN if one.kind != CLIENTS else TAKES if one.to_id else TAKER
            yield Wait(what, person.name, row.staff_id, _row(what, row.id, one.id), last_day)
    if row.staff_id == me and held(session, me):
        yield Wait(RETURN, person.name, me, row.id, last_day)
    if me in receivers(session, today, row.staff_id) and near(calendar(session), today, last_day):
        things = (one for one in items_of(session, row.id) if one.kind != CLIENTS)
        if any(one.done_at is None for one in things):
            yield Wait(TICK, person.name, row.staff_id, row.id, last_day)


def _row(what: str, resignation: int, item: int) -> int:
    """Return the row that it leads to: for whoever takes clients, these."""
    return item if what == TAKES else resignation


def _funds(session: Session, asking: Viewer) -> Iterator[Wait]:
    """Yield the funds that finance and the back office are to refund."""
    if not asking.posts & {fund.FINANCE, BACK_OFFICE}:
        return
    for row in session.scalars(select(FundTold).where(FundTold.what == DUE)):
        person = asking.organisation.people.get(row.staff_id)
        if person and person.left == row.left and fund.handles(asking, row.staff_id):
            found = fund.of(session, asking.organisation.day, person)
            if found.ready:
                yield Wait(REFUND, person.name, row.staff_id, row.staff_id, found.due)
