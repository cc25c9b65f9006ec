"""An event is contested by whom it is about, and decided by somebody above who recorded it."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import notices, organisation
from services.approvals import machine
from services.approvals.subjects import Ask, Settled, bars, settles
from services.attachments import Attached
from services.attendance.events import (
    CANCELLED,
    CONTESTED,
    PROMOTION,
    RECORDED,
    UPHELD,
    contesting,
)
from services.attendance.rows import Happened
from services.attendance.undoing import cancel
from services.facts.edit import MonthsClosedError
from services.facts.known import CHAT
from services.facts.months import closed_months
from services.history import Organisation
from services.month import Month
from services.organisation import Viewer, viewer
from services.store import audit, changes
from services.store.approvals import Approval
from services.store.attendance import Event
from services.store.figures import Attendance, Batch

KIND = "contest"
TOLD = "event_contest"
LEVELS = (("district_manager", Decimal(1)), ("project_director", Decimal(2)))
HIGHEST = Decimal(3)


class NotYoursToContestError(Exception):
    """There is no such event of whoever asks."""


class TooLateToContestError(Exception):
    """The working days within which it may be contested are over."""

    def __init__(self, days: int | None) -> None:
        super().__init__(days)
        self.days = days


class ContestClosedError(MonthsClosedError):
    """Its month is frozen or paid: what counts in it is changed no more."""


class ContestedError(Exception):
    """It was contested already, or counts no more."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


def open_event(session: Session, who: int, now: datetime, event: int) -> Happened:
    """Return what an event of one's own is about that may be contested; errors of `contest`."""
    _asking, row, _returned = _contestable(session, who, now, event, held=False)
    return Happened(row.day, row.staff_id, row.kind, row.quantity)


@changes
def contest(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    now: datetime,
    *,
    event: int,
    reason: str,
    photo: Attached | None = None,
) -> int:
    """Contest an event of one's own and return the approval's id.

    One that was given back is mended so. UnknownPersonError, NotYoursToContestError,
    TooLateToContestError, ContestClosedError, ContestedError, NoApproverError.
    """
    asking, row, returned = _contestable(session, who, now, event, held=True)
    row.contest_file_id = photo.file_id if photo else row.contest_file_id
    if returned is not None:
        row.contest = reason
        machine.again(session, now, returned.id, returned.size)
        return returned.id
    row.contest, row.state = reason, CONTESTED
    asked = Ask(KIND, row.id, row.staff_id, _level(asking.organisation, row))
    row.approval_id = machine.submit(session, now, row.staff_id, asked)
    audit.record(session, now, row.staff_id, "event.contest", event=row.id)
    return row.approval_id


def _contestable(
    session: Session, who: int, now: datetime, event: int, *, held: bool
) -> tuple[Viewer, Event, Approval | None]:
    """Return who asks, the event, and the contest of it that was given back, if one was."""
    asking = viewer(session, who, now.date())
    row = session.get(Event, event, with_for_update=held or None)
    if row is None or row.staff_id != asking.staff_id:
        raise NotYoursToContestError
    approval = session.get(Approval, row.approval_id) if row.approval_id else None
    if approval is not None and approval.state == machine.RETURNED:
        _must_be_open(session, row.day)
        return asking, row, approval
    if row.state != RECORDED:
        raise ContestedError(row.state)
    _must_be_in_time(session, row.day, row.told_on, now.date())
    return asking, row, None


def _must_be_open(session: Session, day: date) -> None:
    month = Month.of(day)
    if month in closed_months(session):
        raise ContestClosedError((month,))


def _must_be_in_time(session: Session, day: date, told_on: date, today: date) -> None:
    _must_be_open(session, day)
    contest = contesting(session)
    if not contest.may(told_on, today):
        raise TooLateToContestError(contest.days(told_on))


@changes
def contest_row(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    now: datetime,
    *,
    row: int,
    reason: str,
    photo: Attached | None = None,
) -> int:
    """Contest an imported row of one's own: it gets an event; errors of `contest`."""
    found, batch = _row(session, who, now, row)
    known = select(Event.id).where(
        Event.staff_id == found.staff_id,
        Event.day == found.day,
        Event.kind == found.kind,
        Event.batch_id == found.batch_id,
    )
    event = session.scalar(known.with_for_update())
    if event is None:
        event = _made(session, found, batch, _told_on(batch, now))
    return contest(session, who, now, event=event, reason=reason, photo=photo)


def open_row(session: Session, who: int, now: datetime, row: int) -> Happened:
    """Return what an imported row is about that may be contested.

    UnknownPersonError, NotYoursToContestError, TooLateToContestError, ContestClosedError.
    """
    found, batch = _row(session, who, now, row)
    _must_be_in_time(session, found.day, _told_on(batch, now), now.date())
    return Happened(found.day, found.staff_id, found.kind, found.quantity)


def _row(session: Session, who: int, now: datetime, number: int) -> tuple[Attendance, Batch]:
    asking = viewer(session, who, now.date())
    row = session.get(Attendance, number)
    batch = session.get(Batch, row.batch_id) if row else None
    if row is None or batch is None or row.staff_id != asking.staff_id:
        raise NotYoursToContestError
    if batch.released_at is None or row.sheet == CHAT or row.kind == PROMOTION:
        raise NotYoursToContestError
    return row, batch


def _told_on(batch: Batch, now: datetime) -> date:
    """Return the day on which an import was released, for everybody to see."""
    return (batch.released_at or batch.made_at).astimezone(now.tzinfo).date()


def _made(session: Session, row: Attendance, batch: Batch, told_on: date) -> int:
    made = Event(staff_id=row.staff_id, day=row.day, kind=row.kind, quantity=row.quantity)
    made.made_by, made.made_at = batch.made_by, batch.released_at or batch.made_at
    made.told_on, made.batch_id, made.state = told_on, batch.id, RECORDED
    made.note, made.contest = row.note, ""
    session.add(made)
    session.flush()
    return made.id


def _level(org: Organisation, row: Event) -> Decimal:
    """Return how high it is decided: by the first post that is above whoever recorded it."""
    above = [one.staff_id for one in org.above(row.staff_id)]
    if row.made_by in above:
        above = above[above.index(row.made_by) + 1 :]
    for post, level in LEVELS:
        if any(post in org.people[one].posts for one in above if one != row.made_by):
            return level
    return HIGHEST


@bars(KIND)
def recorder(session: Session, event_id: int) -> frozenset[int]:
    """Return who recorded an event: he has no say in its contest."""
    made_by = session.get_one(Event, event_id).made_by
    return frozenset() if made_by is None else frozenset({made_by})


@settles(KIND)
def decided(session: Session, now: datetime, told: Settled) -> None:
    """Cancel the event if the contest is agreed to; else it stands. Whoever recorded it is told.

    MonthsClosedError.
    """
    row = session.get_one(Event, told.subject_id)
    if told.state == machine.APPROVED and told.by is not None:
        by = organisation.on(session, now.date()).people[told.by]
        cancel(session, now, (by.staff_id, by.number), row)
    elif told.state == machine.REJECTED:
        row.state = UPHELD
    elif told.state == machine.WITHDRAWN:
        row.state = RECORDED
    if row.state in {CANCELLED, UPHELD} and row.made_by is not None:
        notices.tell(
            session, now, TOLD, row.id, {row.made_by} - {told.by}, **_about(session, now, row)
        )


def _about(session: Session, now: datetime, row: Event) -> dict[str, Any]:
    name = organisation.on(session, now.date()).people[row.staff_id].name
    return {
        "name": name,
        "day": row.day.isoformat(),
        "event_kind": row.kind,
        "quantity": f"{row.quantity:f}",
        "state": row.state,
    }
