"""What people do to an approval: approve, reject, return, hand over, snooze, withdraw, nudge."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy.orm import Session

from services import notices
from services.approvals import bench, view
from services.approvals.bench import Seat, highest
from services.approvals.machine import (
    APPROVED,
    CARD,
    REJECTED,
    RETURNED,
    RUNNING,
    WITHDRAWN,
    Case,
)
from services.approvals.subjects import UNASKED
from services.facts.edit import MonthsClosedError
from services.organisation import Viewer
from services.store import changes

TOLD = "approval_nudge"
APPROVE, REJECT, RETURN, HAND_OVER, SNOOZE, WITHDRAW, NUDGE = (
    APPROVED,
    REJECTED,
    RETURNED,
    "handed_over",
    "snoozed",
    WITHDRAWN,
    "nudged",
)


class NudgedTodayError(Exception):
    """Those who decide were asked today already."""


class AgreedTooLateError(MonthsClosedError):
    """What it would change lies in months that are frozen or paid: nobody can agree to it now."""


class CannotTakeItError(Exception):
    """The person may have no say in it, or is no one to hand it to."""


@dataclass(frozen=True, slots=True)
class Done:
    """The approval as it stands now; `done`: whether it was this press that did it."""

    card: view.Card
    done: bool


@changes
def approve(session: Session, who: int, now: datetime, approval: int, version: int) -> Done:
    """Agree to it: the next step, or its end. A second press changes nothing.

    UnknownPersonError, NotYoursToDecideError, AgreedTooLateError.
    """
    asking, case = view.concerning(session, who, now.date(), approval, held=True)
    return _done(asking, case, now, done=agree(case, asking, now, version))


def agree(case: Case, asking: Viewer, now: datetime, version: int) -> bool:
    """Agree to one that is held; tell whether it counted. AgreedTooLateError."""
    seat = _ready(case, asking, version)
    if seat:
        case.note(now, APPROVE, seat)
        case.recount()
        if not case.advance(now, case.row.step + 1):
            _end(case, now, seat)
    return bool(seat)


def _end(case: Case, now: datetime, seat: Seat) -> None:
    try:
        case.settle(now, APPROVED, seat)
    except MonthsClosedError as error:
        raise AgreedTooLateError(error.months) from error


@changes
def reject(  # noqa: PLR0913 - a form's answers
    session: Session, who: int, now: datetime, *, approval: int, version: int, reason: str
) -> Done:
    """Refuse it for a reason, which ends it; errors as of `approve`."""
    asking, case = view.concerning(session, who, now.date(), approval, held=True)
    seat = _ready(case, asking, version)
    if seat:
        case.note(now, REJECT, seat, note=reason)
        case.settle(now, REJECTED, seat, reason)
    return _done(asking, case, now, done=bool(seat))


@changes
def give_back(  # noqa: PLR0913 - a form's answers
    session: Session, who: int, now: datetime, *, approval: int, version: int, reason: str, to: int
) -> Done:
    """Return it to an earlier step (from 0) or to the applicant (-1), for a reason.

    What was decided from there on counts no more. Errors as of `approve`.
    """
    asking, case = view.concerning(session, who, now.date(), approval, held=True)
    seat = _ready(case, asking, version)
    lowest = 0 if case.row.kind in UNASKED else -1
    if seat and not lowest <= to < case.row.step:
        seat = None
    if seat and to < 0:
        case.note(now, RETURN, seat, note=reason)
        case.settle(now, RETURNED, seat, reason)
    elif seat:
        case.note(now, bench.BACK, seat, note=reason, step=to)
        case.row.turn += 1
        case.recount()
        case.advance(now, to)
    return _done(asking, case, now, done=bool(seat))


@changes
def hand_over(  # noqa: PLR0913 - who hands what to whom
    session: Session, who: int, now: datetime, *, approval: int, version: int, to: int
) -> Done:
    """Have somebody else decide the step; CannotTakeItError, errors as of `approve`."""
    asking, case = view.concerning(session, who, now.date(), approval, held=True)
    seat = _ready(case, asking, version)
    if seat:
        if to not in {one.staff_id for one in view.able(case, asking.staff_id)}:
            raise CannotTakeItError
        case.note(now, HAND_OVER, seat, to=to)
        case.changed(now, assigned_to=to, since=now)
        place = f"{case.row.id}.{case.row.turn}.{case.row.step}.{case.row.version}"
        notices.tell(session, now, CARD, place, [to], approval=case.row.id)
    return _done(asking, case, now, done=bool(seat))


@changes
def snooze(  # noqa: PLR0913, PLR0917 - until when
    session: Session, who: int, now: datetime, approval: int, version: int, until: datetime
) -> Done:
    """Ask to be reminded later, nothing else changes; errors as of `approve`."""
    asking, case = view.concerning(session, who, now.date(), approval, held=True)
    seat = _ready(case, asking, version)
    if seat:
        case.note(now, SNOOZE, seat, until=until)
        place = f"{case.row.id}.{case.row.version}.{until:%Y%m%d%H%M}"
        people = [asking.staff_id]
        notices.tell(session, now, CARD, place, people, due_at=until, approval=case.row.id)
    return _done(asking, case, now, done=bool(seat))


@changes
def withdraw(session: Session, who: int, now: datetime, approval: int, version: int) -> Done:
    """Take back what one asked for and nobody has ended yet; errors as of `approve`."""
    asking, case = view.concerning(session, who, now.date(), approval, held=True)
    row = case.row
    mine = asking.staff_id in {row.applicant_id, row.made_by} and row.kind not in UNASKED
    done = mine and row.version == version and row.state in {RUNNING, RETURNED}
    if done:
        seat = Seat(asking.staff_id, highest(asking.posts))
        case.note(now, WITHDRAW, seat)
        case.settle(now, WITHDRAWN, seat)
    return _done(asking, case, now, done=done)


@changes
def nudge(session: Session, who: int, now: datetime, approval: int) -> Done:
    """Remind those who decide, once a day; NudgedTodayError, errors as of `approve`."""
    asking, case = view.concerning(session, who, now.date(), approval, held=True)
    row = case.row
    his = asking.staff_id in {row.applicant_id, row.made_by} and row.kind not in UNASKED
    if not his or row.state != RUNNING:
        return _done(asking, case, now, done=False)
    if view.was_nudged(case.decisions, now):
        raise NudgedTodayError
    midnight = datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)
    case.note(now, NUDGE, Seat(asking.staff_id, highest(asking.posts)), until=midnight)
    people = [one.staff_id for one in case.seats]
    place = f"{row.id}.{now.date()}"
    notices.tell(session, now, TOLD, place, people, approval=row.id)
    return _done(asking, case, now, done=True)


def _ready(case: Case, asking: Viewer, version: int) -> Seat | None:
    """Return the seat of whoever asks; none if his card is outdated or it is not his turn."""
    return case.seat(asking.staff_id) if case.row.version == version else None


def _done(asking: Viewer, case: Case, now: datetime, *, done: bool) -> Done:
    return Done(view.drawn(asking, case, now), done)
