"""Whoever leaves: the clients go to who takes them, come back if he stays, or are chased."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services import notices, organisation
from services.appointments.rows import LIVE
from services.clients import handing, owners
from services.clients.listing import his
from services.clients.selection import ACCEPTED, WITHDRAWN, selected
from services.clients.transfer import carry_out, must_take, things
from services.facts.months import closed_months
from services.history import BACK_OFFICE, Employee, Organisation
from services.month import Month
from services.organisation import viewer
from services.store import audit, changes
from services.store.clients import Appointment, ClientOwner, Handover

LEAVES = "leaves"
LEFT_BEHIND = "clients_left"


@dataclass(frozen=True, slots=True)
class Behind:
    """What somebody who left has left behind."""

    person: Employee
    clients: int
    appointments: int


def first_day_after(session: Session, last_day: date) -> date:
    """Return from which day a leaver's clients are another's: of a month that is not frozen."""
    day, closed = last_day + timedelta(days=1), closed_months(session)
    while Month.of(day) in closed:
        day = Month.of(day).later(1).first_day
    return day


@changes
def hand_on(
    session: Session, now: datetime, person: Employee, taker: Employee, last_day: date
) -> None:
    """Have a leaver's clients and appointments be the taker's from the day after the last one.

    What was offered of them besides is over. CannotTakeError.
    """
    first_day = first_day_after(session, last_day)
    must_take(taker, person, max(first_day, now.date()))
    for other in handing.running(session, person.staff_id):
        other.state, other.version = WITHDRAWN, other.version + 1
        notices.call_back(session, now, handing.OFFER, other.id)
    take_back(session, now, taker.staff_id, person.staff_id)  # from who was to take them before
    going = selected(session, person.staff_id, 0, now.date())
    counts = len(going.clients), len(going.appointments)
    made = handing.Weighed(person, taker, *counts, first_day, left_over=False)
    row = handing.write(session, now, going, made, by=taker.staff_id, state=LEAVES, reason="")
    carry_out(session, now, row, taker.staff_id)


@changes
def take_back(session: Session, now: datetime, by: int, staff_id: int) -> None:
    """Have the clients of whoever stays after all be his again, as if they had not gone.

    What was handed over for another reason stays so: that reason is written down.
    """
    chosen = select(Handover).where(
        Handover.from_id == staff_id,
        Handover.state == ACCEPTED,
        Handover.first_day > now.date(),
        Handover.reason_sealed == b"",
    )
    for row in session.scalars(chosen).all():
        first_day = row.first_day or now.date()
        clients = [one.client_id for one in things(session, row.id) if one.client_id]
        row.state, row.version = WITHDRAWN, row.version + 1
        back = [one for one in clients if _last_owner(session, one) == row.to_id]
        owners.add(
            session,
            now,
            back,
            staff_id,
            first_day=first_day,
            ground=owners.HANDED_OVER,
            by=by,
        )
        audit.record(session, now, by, "clients.taken_back", handover=row.id, clients=back)
    session.flush()


def _last_owner(session: Session, client: int) -> int | None:
    row = ClientOwner
    chosen = select(row.staff_id).where(row.client_id == client)
    return session.scalar(chosen.order_by(row.first_day.desc(), row.number.desc()).limit(1))


def behind(session: Session, who: int, today: date) -> tuple[Behind, ...]:
    """Return who of one's people left and has clients still; for the back office.

    UnknownPersonError.
    """
    asking = viewer(session, who, today)
    if BACK_OFFICE not in asking.posts:
        return ()
    seen = asking.organisation.seen_by(asking.me)
    return tuple(_behind(session, asking.organisation, seen))


def _behind(session: Session, org: Organisation, seen: Iterable[int]) -> list[Behind]:
    people = (org.people[one] for one in seen if one in org.people)
    left = [one for one in people if one.left is not None and one.left < org.day]
    found = []
    for one in sorted(left, key=lambda each: each.number):
        clients = his(session, {one.staff_id}, org.day).subquery()
        count = session.scalar(select(func.count()).select_from(clients)) or 0
        live = select(func.count()).select_from(Appointment)
        live = live.where(Appointment.staff_id == one.staff_id, Appointment.state.in_(LIVE))
        appointments = session.scalar(live) or 0
        if count or appointments:
            found.append(Behind(one, count, appointments))
    return found


@changes
def chase(session: Session, now: datetime, _due: datetime) -> None:
    """Every morning: tell the back office, once a week, of clients who are left behind."""
    org = organisation.on(session, now.date())
    year, week, _ = now.date().isocalendar()
    for one in _behind(session, org, org.people):
        staff_id = one.person.staff_id
        people = organisation.offices(org, staff_id)
        about = f"{staff_id}.{year}.{week}"
        notices.tell(session, now, LEFT_BEHIND, about, people, staff=staff_id)
