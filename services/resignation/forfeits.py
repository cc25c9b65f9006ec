"""Part of a leaver's risk fund is forfeited: proposed by the back office, decided (Article 25)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from services import organisation
from services.approvals import machine
from services.approvals.machine import APPROVED, RUNNING
from services.approvals.subjects import Ask, Settled, settles, shows
from services.history import BACK_OFFICE, Employee
from services.organisation import NotYoursError, viewer
from services.resignation import fund
from services.resignation.fund import FORFEIT, NotLeavingError
from services.store import audit, changes
from services.store.people import Staff
from services.store.resignation import FundForfeit

KIND = "fund_forfeit"
GROUNDS = ("unapproved", "unreturned", "punished", "breach", "loss")
"""The only grounds of Article 25, in its order."""


class AmountError(ValueError):
    """More than is left, or nothing: from 0.01 to `most`."""

    def __init__(self, most: Decimal) -> None:
        super().__init__()
        self.most = most


class StillHereError(Exception):
    """The last day is not over: what is still out may yet be returned."""

    def __init__(self, left: date) -> None:
        super().__init__()
        self.left = left


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a card tells of a proposal: the ground, how much of what is left, when it was due."""

    ground: str
    amount: Decimal
    note: str
    rest: Decimal | None
    left: date | None
    due: date | None


@changes
def propose(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    now: datetime,
    *,
    staff: int,
    ground: str,
    amount: Decimal,
    note: str,
) -> int:
    """Propose that an amount is forfeited, on one of the grounds; return the approval's id.

    The back office that sees the person, once the last day is over. UnknownPersonError,
    NotYoursError, NotLeavingError, StillHereError, AmountError, NoApproverError.
    """
    if ground not in GROUNDS:
        raise ValueError(ground)
    asking = viewer(session, who, now.date())
    _must_propose(asking, staff)
    session.get_one(Staff, staff, with_for_update=True)
    weigh(session, who, now.date(), staff=staff, ground=ground, amount=amount, note=note)
    row = FundForfeit(
        staff_id=staff,
        ground=ground,
        amount=amount,
        state=RUNNING,
        made_by=asking.staff_id,
        made_at=now,
    )
    row.note = note
    session.add(row)
    session.flush()
    return machine.submit(session, now, asking.staff_id, Ask(KIND, row.id, staff, amount))


def weigh(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    today: date,
    *,
    staff: int,
    ground: str,
    amount: Decimal,
    note: str,
) -> Decimal:
    """Return what would be left; raises what `propose` does."""
    del ground, note
    _person, most = free(session, who, today, staff)
    if not 0 < amount <= most:
        raise AmountError(most)
    return most - amount


def free(session: Session, who: int, today: date, staff_id: int) -> tuple[Employee, Decimal]:
    """Return the person and how much could be forfeited; errors as of `propose`."""
    asking = viewer(session, who, today)
    person = _must_propose(asking, staff_id)
    found = fund.told(session, asking, person)
    if not found.gone:
        raise StillHereError(found.left)
    return person, found.free


@shows(KIND)
def told(session: Session, today: date, forfeit: int) -> Proposed:
    """Return what the approvers are told of a proposal."""
    row = session.get_one(FundForfeit, forfeit)
    person = organisation.on(session, today).people[row.staff_id]
    try:
        found = fund.of(session, today, person)
    except NotLeavingError:
        return Proposed(row.ground, row.amount, row.note, None, None, None)
    return Proposed(row.ground, row.amount, row.note, found.rest, found.left, found.due)


@settles(KIND)
def settled(session: Session, now: datetime, decided: Settled) -> None:
    """Note the decision; approved, the amount goes to the ledger."""
    row = session.get_one(FundForfeit, decided.subject_id, with_for_update=True)
    row.state = decided.state
    if decided.state != APPROVED or decided.by is None:
        return
    fund.note(
        session,
        now,
        row.staff_id,
        FORFEIT,
        row.amount,
        by=decided.by,
        ground=row.ground,
        approval=decided.approval_id,
    )
    audit.record(session, now, decided.by, "fund forfeited", staff=row.staff_id, amount=row.amount)


def _must_propose(asking: organisation.Viewer, staff_id: int) -> Employee:
    person = asking.must_see(staff_id)
    if BACK_OFFICE not in asking.posts or staff_id == asking.staff_id:
        raise NotYoursError
    return person
