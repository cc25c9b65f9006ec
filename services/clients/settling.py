"""Clients of the workbook that nobody registered: the back office settles whose they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.appointments.rows import ARCHIVED, RECORDED
from services.clients import effect, late, owners
from services.clients.counting import REQUIRED
from services.clients.effect import Listed
from services.facts.live import live, view
from services.facts.months import imported_months
from services.history import BACK_OFFICE
from services.organisation import NotYoursError, Viewer, viewer
from services.rulebook import Rulebook
from services.rulebook_values import in_force
from services.store import audit, changes
from services.store.clients import Appointment, ClientOwner
from services.store.figures import ClientMonth

AT_ONCE = 50
"""So many are settled by one press: a transaction that writes is short."""


class SettledAlreadyError(Exception):
    """It is settled already whose the client is, or nobody has to."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the clients to settle, how many there are; since when it is required (or never)."""

    clients: tuple[Listed, ...]
    total: int
    since: date | None


def page(session: Session, who: int, today: date, first: int, most: int) -> Page:
    """Return a page of the clients to settle, by opening day; for the back office.

    UnknownPersonError, NotYoursError.
    """
    asking = _office(session, who, today)
    book = in_force(session)
    ids = _unsettled(session, asking, book)
    shown = effect.listed(session, asking.organisation, ids[first : first + most])
    return Page(shown, len(ids), since(book))


@changes
def settle(session: Session, who: int, now: datetime, *, client: int, reason: str) -> int:
    """Settle that the client is whose the workbook says (0: all that are to be settled).

    Returns how many. UnknownPersonError, NotYoursError, SettledAlreadyError.
    """
    asking = _office(session, who, now.date())
    ids = _unsettled(session, asking, in_force(session))
    chosen = [one for one in ids if client in {0, one}][:AT_ONCE]
    if not chosen:
        raise SettledAlreadyError
    for one, (staff_id, opened) in _lines(session, chosen).items():
        owners.add(
            session,
            now,
            [one],
            staff_id,
            first_day=opened,
            ground=owners.SETTLED,
            by=asking.staff_id,
        )
        late.enter(session, now, one, asking.staff_id)
    audit.record(session, now, asking.staff_id, "clients.settled", clients=chosen, reason=reason)
    return len(chosen)


def weigh(session: Session, who: int, today: date, *, client: int, **_answers: object) -> int:
    """Return how many clients would be settled; errors as of `settle`."""
    asking = _office(session, who, today)
    ids = _unsettled(session, asking, in_force(session))
    found = min(sum(client in {0, one} for one in ids), AT_ONCE)
    if not found:
        raise SettledAlreadyError
    return found


def since(book: Rulebook) -> date | None:
    """Return the first day from which an appointment is required."""
    days = (one.since for one in book.figure(REQUIRED).dated if one.value)
    return min(days, default=None)


def _office(session: Session, who: int, today: date) -> Viewer:
    asking = viewer(session, who, today)
    if BACK_OFFICE not in asking.posts:
        raise NotYoursError
    return asking


def _unsettled(session: Session, asking: Viewer, book: Rulebook) -> list[int]:
    """Return the clients opened while it is required who have no record, by opening day."""
    first = since(book)
    if first is None or not imported_months(session):
        return []
    row = ClientMonth
    recorded = select(Appointment.client_id).where(
        Appointment.client_id.is_not(None), Appointment.state.in_((RECORDED, ARCHIVED))
    )
    settled = select(ClientOwner.client_id).where(ClientOwner.ground.in_(owners.CONFIRMING))
    chosen = (
        select(row.client_id, row.staff_id, row.opened)
        .where(row.opened >= first, live(row, view(session)))
        .where(row.client_id.not_in(recorded), row.client_id.not_in(settled))
        .order_by(row.opened, row.client_id, row.month)
    )
    found = {one: (staff, opened) for one, staff, opened in session.execute(chosen)}
    required = book.figure(REQUIRED)
    return [
        one
        for one, (staff, opened) in found.items()
        if asking.sees(staff) and required.on(opened).value
    ]


def _lines(session: Session, ids: Sequence[int]) -> dict[int, tuple[int, date]]:
    """Return whose the clients are by the workbook in the month they first stand in it."""
    row = ClientMonth
    chosen = select(row.client_id, row.staff_id, row.opened).where(
        row.client_id.in_(ids), live(row, view(session))
    )
    latest_first = session.execute(chosen.order_by(row.month.desc()))
    return {one: (staff, opened) for one, staff, opened in latest_first}
