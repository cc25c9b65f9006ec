"""A person asks to leave, asks again what was returned, asks to stay after all (Article 28.7)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.approvals import machine
from services.approvals.machine import APPROVED, RETURNED, RUNNING
from services.approvals.subjects import Ask
from services.history import Employee
from services.organisation import Viewer, viewer
from services.resignation.dates import months_later
from services.resignation.outlook import Outlook, outlook
from services.store import changes
from services.store.approvals import Approval
from services.store.people import Staff
from services.store.resignation import Resignation

KIND, WITHDRAWAL = "resignation", "resignation_withdrawal"
CANCELLED, LEFT = "cancelled", "left"
UNDERWAY = (RUNNING, RETURNED, APPROVED)
FARTHEST = 12  # months ahead: anything later is mistyped
ONE = Decimal(1)


class LastDayError(ValueError):
    """The last day lies before today, or too far ahead: it must be from `first` to `last`."""

    def __init__(self, first: date, last: date) -> None:
        super().__init__()
        self.first = first
        self.last = last


class UnderwayError(Exception):
    """The person has asked to leave already, or leaves on a day (`left`) already entered."""

    def __init__(self, left: date | None = None) -> None:
        super().__init__()
        self.left = left


class NothingToTakeUpError(Exception):
    """There is nothing to ask again, or to withdraw, any more."""


@dataclass(frozen=True, slots=True)
class Mine:
    """Somebody's own wish to leave (none: there is none) and what it means.

    `withdrawing`: a wish to stay waits for its decision.
    """

    id: int
    state: str
    last_day: date
    reason: str
    approval_id: int
    version: int
    outlook: Outlook
    withdrawing: int | None


def mine(session: Session, who: int, today: date) -> Mine | None:
    """Return the wish to leave of whoever asks that is not over; UnknownPersonError."""
    asking = viewer(session, who, today)
    row = current(session, asking.staff_id)
    return None if row is None else _told(session, asking.me, row, today)


def outlook_of(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    today: date,
    *,
    last_day: date,
    reason: str | None,
    resignation: int = 0,
) -> Outlook:
    """Tell what it means to leave on the day; raises what `ask` (what `again`) does."""
    del reason
    asking = viewer(session, who, today)
    if resignation:
        asked_on = _returned(session, asking, resignation).asked_on
    else:
        asked_on = today
        _must_be_free(session, asking)
    _must_be_ahead(today, last_day)
    return outlook(session, asking.staff_id, today, asked_on=asked_on, last_day=last_day)


@changes
def ask(session: Session, who: int, now: datetime, *, last_day: date, reason: str | None) -> int:
    """Ask to leave and return the approval's id.

    UnknownPersonError, UnderwayError, LastDayError, NoApproverError.
    """
    today = now.date()
    asking = viewer(session, who, today)
    session.get_one(Staff, asking.staff_id, with_for_update=True)
    _must_be_free(session, asking)
    _must_be_ahead(today, last_day)
    row = Resignation(
        staff_id=asking.staff_id, asked_on=today, last_day=last_day, state=RUNNING, version=1
    )
    row.reason, row.withdrawal = reason or "", ""
    session.add(row)
    session.flush()
    asked = Ask(KIND, row.id, asking.staff_id)
    row.approval_id = machine.submit(session, now, asking.staff_id, asked)
    return row.approval_id


@changes
def again(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    now: datetime,
    *,
    resignation: int,
    last_day: date,
    reason: str | None,
) -> int:
    """Ask again for what was returned, mended; return the approval's id.

    The notice runs from the day on which it was first asked. UnknownPersonError,
    NothingToTakeUpError, LastDayError, NoApproverError.
    """
    asking = viewer(session, who, now.date())
    row = _returned(session, asking, resignation)
    _must_be_ahead(now.date(), last_day)
    row.last_day, row.reason, row.state = last_day, reason or "", RUNNING
    row.version += 1
    machine.again(session, now, row.approval_id or 0, ONE)
    return row.approval_id or 0


@changes
def ask_to_stay(session: Session, who: int, now: datetime, *, reason: str) -> int:
    """Ask that what was approved is taken back, by the last day; return the approval's id.

    UnknownPersonError, NothingToTakeUpError, NoApproverError.
    """
    asking = viewer(session, who, now.date())
    row = current(session, asking.staff_id, held=True)
    if row is None or row.state != APPROVED or _waits(session, row):
        raise NothingToTakeUpError
    row.withdrawal = reason
    asked = Ask(WITHDRAWAL, row.id, asking.staff_id)
    row.withdrawal_id = machine.submit(session, now, asking.staff_id, asked)
    row.version += 1
    return row.withdrawal_id


def current(session: Session, staff_id: int, *, held: bool = False) -> Resignation | None:
    """Return the person's wish to leave that is not over."""
    chosen = select(Resignation).where(
        Resignation.staff_id == staff_id, Resignation.state.in_(UNDERWAY)
    )
    return session.scalars(chosen.with_for_update() if held else chosen).first()


@dataclass(frozen=True, slots=True)
class Leaving:
    """That somebody wishes to leave: how far it is, and with which last day."""

    approved: bool
    last_day: date


def leaving(session: Session, person: Employee) -> Leaving | None:
    """Return the person's wish to leave that is not over."""
    row = current(session, person.staff_id)
    return None if row is None else Leaving(row.state == APPROVED, leaves_on(row, person))


def leaves_on(row: Resignation, person: Employee) -> date:
    """Return the last day: as the record has it, else as it was asked for."""
    return person.left or row.last_day


def _told(session: Session, person: Employee, row: Resignation, today: date) -> Mine:
    last_day = leaves_on(row, person)
    return Mine(
        row.id,
        row.state,
        last_day,
        row.reason,
        row.approval_id or 0,
        row.version,
        outlook(session, row.staff_id, today, asked_on=row.asked_on, last_day=last_day),
        row.withdrawal_id if _waits(session, row) else None,
    )


def _waits(session: Session, row: Resignation) -> bool:
    """Tell whether a wish to stay waits for its decision."""
    if row.withdrawal_id is None:
        return False
    return session.get_one(Approval, row.withdrawal_id).state in {RUNNING, RETURNED}


def _must_be_free(session: Session, asking: Viewer) -> None:
    if asking.me.left or current(session, asking.staff_id):
        raise UnderwayError(asking.me.left)


def _must_be_ahead(today: date, last_day: date) -> None:
    last = months_later(today, FARTHEST)
    if not today <= last_day <= last:
        raise LastDayError(today, last)


def _returned(session: Session, asking: Viewer, resignation: int) -> Resignation:
    row = session.get(Resignation, resignation)
    if row is None or row.staff_id != asking.staff_id or row.state != RETURNED:
        raise NothingToTakeUpError
    return row
