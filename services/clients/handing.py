"""Clients change hands: offered by whoever answers for them, taken or declined, on dated rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import notices
from services.appointments.registering import FIELD
from services.clients.selection import OFFERED, Selected, earliest, selected
from services.clients.transfer import must_be_open, must_take
from services.days import Days
from services.drafts import Choice
from services.facts.months import closed_months
from services.history import Employee
from services.month import Month
from services.office.choices import called
from services.organisation import NotYoursError, Viewer, viewer
from services.store import audit, changes
from services.store.clients import Handover, HandoverClient
from services.store.people import Staff

CLOSED, PAST, BEYOND = "closed", "past", "beyond"
"""Why clients cannot change hands on a day."""
BACK, AHEAD = 1, timedelta(days=60)
OFFER = "clients_offered"


class NothingToHandOverError(ValueError):
    """The person has no client who is not offered to somebody already."""


class TooEarlyError(ValueError):
    """One of the clients came to the person only on a later day."""

    def __init__(self, first: date) -> None:
        super().__init__(str(first))
        self.first = first


@dataclass(frozen=True, slots=True)
class Weighed:
    """What an offer would do: whose and how many go, to whom, from when, from which pay on."""

    person: Employee
    taker: Employee
    clients: int
    appointments: int
    first_day: date
    left_over: bool  # whether the person has left

    @property
    def month(self) -> Month:
        """The first month that is paid to the taker: whoever has a client on its last day."""
        return Month.of(self.first_day)


def takers(session: Session, who: int, today: date, typed: str) -> tuple[Choice, ...]:
    """Return those who have clients of their own, of one's people, and oneself.

    UnknownPersonError.
    """
    asking = viewer(session, who, today)
    people = (asking.organisation.people[one] for one in asking.organisation.seen_by(asking.me))
    able = [one for one in people if one.works_on(today) and not one.left and FIELD & one.posts]
    return called(sorted((one.number, one.name) for one in able), typed)


def days(
    session: Session, /, who: int, today: date, month: Month, *, staff: int, **_before: object
) -> Days:
    """Return from which days on clients can be somebody else's; errors as of `offer`."""
    _must_answer_for(viewer(session, who, today), staff)
    first, last = Month.of(today).later(-BACK).first_day, today + AHEAD
    closed = closed_months(session)

    def judge(day: date) -> str | None:
        if Month.of(day) in closed:
            return CLOSED
        if day < first:
            return PAST
        return BEYOND if day > last else None

    return Days.judged(month, judge, first, last)


def weigh(session: Session, /, who: int, today: date, **answers: Any) -> Weighed:
    """Return what an offer would do, given the arguments of `offer`; its errors."""
    return _weighed(session, viewer(session, who, today), today, **answers)[0]


@changes
def offer(session: Session, /, who: int, now: datetime, **answers: Any) -> Handover:
    """Offer somebody's client (0: all, with appointments) to another, who is asked.

    `staff`, `client`, `taker`, `day`, `reason`. UnknownPersonError, NotYoursError,
    NothingToHandOverError, TooEarlyError, CannotTakeError, ClosedMonthError.
    """
    asking = viewer(session, who, now.date())
    session.get(Staff, answers["staff"], with_for_update=True)  # one offer at a time
    made, going = _weighed(session, asking, now.date(), **answers)
    row = write(
        session, now, going, made, by=asking.staff_id, state=OFFERED, reason=answers["reason"]
    )
    notices.tell(session, now, OFFER, row.id, [row.to_id], handover=row.id)
    return row


def write(  # noqa: PLR0913 - the columns
    session: Session,
    now: datetime,
    going: Selected,
    made: Weighed,
    *,
    by: int,
    state: str,
    reason: str,
) -> Handover:
    """Write down a handover and what is in it, on record."""
    row = Handover(
        from_id=made.person.staff_id,
        to_id=made.taker.staff_id,
        made_by=by,
        made_at=now,
        state=state,
        version=1,
        first_day=made.first_day,
        reason_sealed=b"",
    )
    row.reason = reason
    session.add(row)
    session.flush()
    things: Iterable[dict[str, int]] = (
        *({"client_id": one} for one in going.clients),
        *({"appointment_id": one} for one in going.appointments),
    )
    session.add_all(
        HandoverClient(handover_id=row.id, number=number, **one)
        for number, one in enumerate(things, start=1)
    )
    session.flush()
    count = len(going.clients) + len(going.appointments)
    audit.record(session, now, by, f"clients.{state}", handover=row.id, count=count)
    return row


def running(session: Session, staff_id: int) -> tuple[Handover, ...]:
    """Return what of a person's is offered and not answered."""
    chosen = select(Handover).where(Handover.from_id == staff_id, Handover.state == OFFERED)
    return tuple(session.scalars(chosen.order_by(Handover.made_at)))


def _weighed(  # noqa: PLR0913 - what is asked for
    session: Session,
    asking: Viewer,
    today: date,
    *,
    staff: int,
    client: int,
    taker: Choice,
    day: date,
    reason: str,  # noqa: ARG001 - the form's
) -> tuple[Weighed, Selected]:
    person = _must_answer_for(asking, staff)
    people = asking.organisation.people.values()
    other = next((one for one in people if one.number == taker.code), None)
    if other is None or not asking.sees(other.staff_id):
        raise NotYoursError
    must_take(other, person, max(day, today))
    must_be_open(session, day)
    going = selected(session, staff, client, max(day, today))
    if not going:
        raise NothingToHandOverError
    first = earliest(session, going.clients)
    if first is not None and first > day:
        raise TooEarlyError(first)
    left = person.left is not None and person.left < today
    counts = len(going.clients), len(going.appointments)
    return Weighed(person, other, *counts, day, left), going


def _must_answer_for(asking: Viewer, staff_id: int) -> Employee:
    """Return a person whose clients whoever asks may hand over: not his own; NotYoursError."""
    if staff_id == asking.staff_id:
        raise NotYoursError
    return asking.must_see(staff_id)
