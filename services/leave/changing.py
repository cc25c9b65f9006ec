"""Approved leave that is cancelled before it begins, or cut short by who comes back early."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from services import timetable
from services.approvals import machine
from services.approvals.machine import APPROVED
from services.approvals.subjects import Ask
from services.attendance.rows import must_be_open
from services.leave.settling import BACK, CANCEL, give_up
from services.leave.spans import Span, asked, taken
from services.organisation import NotYoursError, Viewer, viewer
from services.store import changes
from services.store.leave import Leave


class CannotBeChangedError(Exception):
    """It is not approved, or something is being asked about it already."""


class BegunError(Exception):
    """It has begun: it can be cut short, not cancelled."""


class NotBackError(Exception):
    """He cannot have come back then: it is outside of the leave, or it is not today yet."""

    def __init__(self, span: Span) -> None:
        super().__init__()
        self.span = span


@dataclass(frozen=True, slots=True)
class Changed:
    """What was asked about leave: the approval that it waits for; none: it is done at once."""

    leave: int
    change: str
    approval: int | None


@changes
def cancel(session: Session, who: int, now: datetime, *, leave: int) -> Changed:
    """Give approved leave up before it begins, with the direct superior's consent.

    Done at once by the superior himself. UnknownPersonError, NotYoursError,
    CannotBeChangedError, BegunError, NoApproverError, MonthsClosedError.
    """
    asking, row = _held(session, who, now, leave)
    if row.first_day <= now.date():
        raise BegunError
    return _change(session, asking, now, row, CANCEL, "")


@changes
def come_back(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    now: datetime,
    *,
    leave: int,
    day: date,
    noon: bool,
    note: str | None = None,
) -> Changed:
    """Cut approved leave short: he works again from the day (its afternoon with `noon`) on.

    Confirmed by the direct superior; done at once if it is he who says so. NotBackError, errors
    as of `cancel`.
    """
    asking, row = _held(session, who, now, leave)
    must_be_back(session, row, now.date(), day, noon=noon)
    row.back_day, row.back_noon = day, noon
    return _change(session, asking, now, row, BACK, note or "")


def must_be_back(session: Session, row: Leave, today: date, day: date, *, noon: bool) -> None:
    """Refuse a day on which he cannot have come back; NotBackError, MonthsClosedError."""
    back, span = day.toordinal() * 2 + noon, asked(row)
    if not span.start <= back <= span.end or day > today:
        raise NotBackError(span)
    given_up = Span(day, span.last, noon, span.to_noon)
    must_be_open(session, list(given_up.shares(timetable.calendar(session))))


def must_be_seen(session: Session, who: int, today: date, leave: int) -> tuple[Viewer, Leave]:
    """Return who asks and the leave of somebody whom he sees; NotYoursError."""
    asking = viewer(session, who, today)
    row = session.get(Leave, leave)
    if row is None:
        raise NotYoursError
    asking.must_see(row.staff_id)
    return asking, row


def _held(session: Session, who: int, now: datetime, leave: int) -> tuple[Viewer, Leave]:
    asking, row = must_be_seen(session, who, now.date(), leave)
    session.refresh(row, with_for_update=True)
    if row.state != APPROVED or row.change or row.shortened or taken(row) is None:
        raise CannotBeChangedError
    return asking, row


def _change(  # noqa: PLR0913, PLR0917 - what is asked, and why
    session: Session, asking: Viewer, now: datetime, row: Leave, change: str, note: str
) -> Changed:
    """Ask the direct superior; if it is he who asks, it is done."""
    person = asking.organisation.people[row.staff_id]
    row.change_note = note
    if asking.staff_id == person.superior_id:
        give_up(session, now, asking.staff_id, row, change)
        return Changed(row.id, change, None)
    row.change = change
    session.flush()
    what = Ask(change, row.id, row.staff_id, row.days)
    row.change_id = machine.submit(session, now, asking.staff_id, what)
    return Changed(row.id, change, row.change_id)
