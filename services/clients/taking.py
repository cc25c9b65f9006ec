"""The offer of clients as whoever is asked sees it; he takes them, or declines."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import notices, organisation
from services.clients import effect
from services.clients.effect import Listed
from services.clients.selection import DECLINED, OFFERED, WITHDRAWN
from services.clients.transfer import carry_out, must_be_open, must_take, things
from services.history import Employee
from services.organisation import NotYoursError, Viewer, viewer
from services.recurrence import day_of
from services.store import audit, changes
from services.store.clients import Handover

ANSWERED, HANDED = "clients_answered", "clients_handed"
SHOWN = 10


@dataclass(frozen=True, slots=True)
class Offer:
    """A handover as it is told; `takes`: he may answer, `withdraws`: he may take it back."""

    id: int
    version: int
    person: Employee
    taker: Employee
    by: Employee
    made_at: datetime
    state: str
    first_day: date
    reason: str
    count: int
    appointments: int
    shown: tuple[Listed, ...]
    takes: bool
    withdraws: bool


def offer(session: Session, who: int, today: date, handover: int) -> Offer:
    """Return a handover; UnknownPersonError, NotYoursError."""
    asking, row = _seen(session, who, today, handover)
    return _told(session, asking, row)


@changes
def answer(  # noqa: PLR0913 - what is answered, as it was drawn
    session: Session, who: int, now: datetime, *, handover: int, version: int, takes: bool
) -> tuple[Offer, bool]:
    """Take the clients, or decline; return the offer, and whether this press did it.

    UnknownPersonError, NotYoursError, CannotTakeError, ClosedMonthError.
    """
    asking, row = _seen(session, who, now.date(), handover, held=True)
    if row.to_id != asking.staff_id:
        raise NotYoursError
    if row.version != version or row.state != OFFERED:
        return _told(session, asking, row), False
    if takes:
        first_day = row.first_day or now.date()
        person = asking.organisation.people[row.from_id]
        must_take(asking.me, person, max(first_day, now.date()))
        must_be_open(session, first_day)
        count = carry_out(session, now, row, asking.staff_id)
    else:
        row.state, row.version, count = DECLINED, row.version + 1, 0
        audit.record(session, now, asking.staff_id, "clients.declined", handover=row.id)
    session.flush()
    _tell(session, now, row, count)
    return _told(session, asking, row), True


@changes
def withdraw(
    session: Session, who: int, now: datetime, *, handover: int, version: int
) -> tuple[Offer, bool]:
    """Take an offer back before it is answered; return it, and whether this press did it."""
    asking, row = _seen(session, who, now.date(), handover, held=True)
    if not _may_withdraw(asking, row):
        raise NotYoursError
    if row.version != version or row.state != OFFERED:
        return _told(session, asking, row), False
    row.state, row.version = WITHDRAWN, row.version + 1
    session.flush()
    notices.call_back(session, now, "clients_offered", row.id)
    audit.record(session, now, asking.staff_id, "clients.withdrawn", handover=row.id)
    return _told(session, asking, row), True


def waiting(session: Session, who: int, today: date) -> tuple[Offer, ...]:
    """Return what whoever asks is asked to take; UnknownPersonError."""
    asking = viewer(session, who, today)
    mine = select(Handover).where(Handover.to_id == asking.staff_id, Handover.state == OFFERED)
    rows = session.scalars(mine.order_by(Handover.made_at))
    return tuple(_told(session, asking, row, shown=0) for row in rows)


def _seen(
    session: Session, who: int, today: date, handover: int, *, held: bool = False
) -> tuple[Viewer, Handover]:
    asking = viewer(session, who, today)
    row = session.get(Handover, handover, with_for_update=held or None)
    if row is None or not (row.to_id == asking.staff_id or asking.sees(row.from_id)):
        raise NotYoursError
    return asking, row


def _may_withdraw(asking: Viewer, row: Handover) -> bool:
    return asking.sees(row.from_id) and row.from_id != asking.staff_id


def _tell(session: Session, now: datetime, row: Handover, count: int) -> None:
    """Tell whoever offered them and the back office; whose they were, if they went."""
    today = now.date()
    org = organisation.on(session, today)
    people = {row.made_by, *organisation.offices(org, row.from_id)} - {row.to_id, row.from_id}
    notices.tell(session, now, ANSWERED, row.id, people, handover=row.id, count=count)
    if count and org.people[row.from_id].works_on(today):
        notices.tell(session, now, HANDED, row.id, [row.from_id], handover=row.id, count=count)


def _told(session: Session, asking: Viewer, row: Handover, shown: int = SHOWN) -> Offer:
    people = asking.organisation.people
    given = things(session, row.id)
    clients = [one.client_id for one in given if one.client_id]
    takes = row.state == OFFERED and row.to_id == asking.staff_id
    return Offer(
        id=row.id,
        version=row.version,
        person=people[row.from_id],
        taker=people[row.to_id],
        by=people[row.made_by],
        made_at=row.made_at,
        state=row.state,
        first_day=row.first_day or day_of(row.made_at),
        reason=row.reason,
        count=len(clients),
        appointments=len(given) - len(clients),
        shown=effect.listed(session, asking.organisation, clients[:shown]),
        takes=takes,
        withdraws=row.state == OFFERED and not takes and _may_withdraw(asking, row),
    )
