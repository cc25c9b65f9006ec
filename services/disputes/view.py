"""A dispute as it is shown: to a side its own part, to who rules both."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import files as kept
from services.appointments.naming import masked, tail
from services.approvals.machine import RETURNED
from services.approvals.subjects import shows, shows_deciding
from services.disputes import rows, sides
from services.disputes.rows import KIND, RUNNING
from services.disputes.sides import EARLIER, LATER, RULER, Case
from services.files import FileGoneError
from services.organisation import Organisation, on, viewer
from services.store.approvals import Approval
from services.store.clients import Appointment, Dispute, DisputeEvidence


@dataclass(frozen=True, slots=True)
class Side:
    """One side: whose, when it was registered and planned, what was said first, how much."""

    role: str
    appointment: int
    owner: str
    name: str
    tail: str
    made_at: datetime
    planned: datetime
    statement: str
    pieces: int


@dataclass(frozen=True, slots=True)
class Card:
    """A dispute: the client masked; `sides` has only one's own for a side.

    `says`: whether he may add; `answered`: whether the other side has said anything.
    """

    id: int
    state: str
    role: str
    name: str
    tail: str
    made_at: datetime
    until: date
    answered: bool
    says: bool
    mends: bool
    approval: int | None
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What an approval tells of a dispute: the client masked; `sides` only who decides is told."""

    dispute: int
    name: str
    tail: str
    state: str
    made_at: datetime
    sides: tuple[Side, ...] = ()
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence; `name` of its file, '' a photo, None: only words."""

    number: int
    role: str
    owner: str
    statement: str
    file_id: int | None
    name: str | None
    at: datetime


def card(session: Session, who: int, now: datetime, dispute: int) -> Card:
    """Return a dispute; UnknownPersonError, NotYourDisputeError."""
    asking, case = sides.asked(session, who, now.date(), dispute)
    role, row = case.role(asking), case.row
    approval = session.get(Approval, row.approval_id or 0)
    own, runs = case.of(role), row.state == RUNNING
    shown = (LATER, EARLIER) if role == RULER else (role,)
    return Card(
        id=row.id,
        state=row.state,
        role=role,
        name=_masked(own),
        tail=tail(own.phone),
        made_at=row.made_at,
        until=rows.answer_until(session, row, now),
        answered=bool(case.said(EARLIER)),
        says=runs and role != RULER,
        mends=runs and role == LATER and approval is not None and approval.state == RETURNED,
        approval=row.approval_id if role != EARLIER else None,
        sides=tuple(_side(asking.organisation, case, one) for one in shown),
    )


def pieces(  # noqa: PLR0913, PLR0917 - of which dispute, which part of it
    session: Session, who: int, today: date, dispute: int, first: int, most: int
) -> tuple[tuple[Piece, ...], int]:
    """Return a page of what was said and shown, and how much there is: to a side its own.

    UnknownPersonError, NotYourDisputeError.
    """
    asking, case = sides.asked(session, who, today, dispute)
    found = case.said(case.role(asking))
    page = found[first : first + most]
    return tuple(_piece(asking.organisation, case, one) for one in page), len(found)


def piece(session: Session, who: int, today: date, dispute: int, number: int) -> Piece:
    """Return one piece; the errors of `pieces`, FileGoneError."""
    asking, case = sides.asked(session, who, today, dispute)
    found = [one for one in case.said(case.role(asking)) if one.number == number]
    if not found or found[0].file_id is None:
        raise FileGoneError
    return _piece(asking.organisation, case, found[0])


def owed(session: Session, who: int, now: datetime) -> tuple[Card, ...]:
    """Return the disputes in which one is asked and has not answered yet; UnknownPersonError."""
    me = viewer(session, who, now.date()).staff_id
    chosen = select(Dispute.id).join(Appointment, Appointment.id == Dispute.earlier_id)
    chosen = chosen.where(Dispute.state == RUNNING, Appointment.staff_id == me)
    cards = [card(session, who, now, one) for one in session.scalars(chosen).all()]
    return tuple(one for one in cards if not one.answered and now.date() <= one.until)


@shows(KIND)
def told(session: Session, _today: date, dispute: int) -> Told:
    """Return what anybody whom the approval concerns is told."""
    case = sides.opened(session, dispute)
    row, later = case.row, case.later
    return Told(row.id, _masked(later), tail(later.phone), row.state, row.made_at)


@shows_deciding(KIND)
def told_rulers(session: Session, today: date, dispute: int) -> Told:
    """Return what whoever decides is told: both sides."""
    case, org = sides.opened(session, dispute), on(session, today)
    both = tuple(_side(org, case, one) for one in (LATER, EARLIER))
    plain = told(session, today, dispute)
    return Told(
        plain.dispute,
        plain.name,
        plain.tail,
        plain.state,
        plain.made_at,
        both,
        bool(case.said(EARLIER)),
    )


def _side(org: Organisation, case: Case, role: str) -> Side:
    row = case.of(role)
    said = case.said(role)
    return Side(
        role=role,
        appointment=row.id,
        owner=org.people[row.staff_id].name,
        name=_masked(row),
        tail=tail(row.phone),
        made_at=row.made_at,
        planned=row.planned,
        statement=said[0].note if said else "",
        pieces=len(said),
    )


def _piece(org: Organisation, case: Case, one: DisputeEvidence) -> Piece:
    name = None if one.file_id is None else kept.name_of(case.session, one.file_id)
    owner = org.people[one.staff_id].name
    return Piece(one.number, case.side(one), owner, one.note, one.file_id, name, one.at)


def _masked(row: Appointment) -> str:
    return masked(row.name, institution=row.institution)
