"""What time does to approvals: reminders, escalation by name, steps that nobody holds any more."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services import notices, timetable
from services.approvals import vacant
from services.approvals.machine import CARD, Case, running
from services.store import changes
from services.store.work import Occurrence
from services.working_days import UnpublishedYearError, WorkingDays

DUE, ESCALATED = "approval_due", "escalated"
SEATS = "approvals.seats"
OUTAGE = timedelta(hours=1)


@changes
def remind(session: Session, now: datetime, _due: datetime) -> None:
    """On working days say what is late, and ask somebody else by name besides."""
    days, cases = timetable.calendar(session), running(session, now.date())
    for case in cases:
        _revisit(case, now)
        if days.is_likely_working(now.date()):
            _remind(case, now, waited(days, case, now))


@changes
def revisit(session: Session, now: datetime, _due: datetime) -> None:
    """Pass on what lost its last decider; tell who became one since.

    After an outage everybody gets his cards again, once that day.
    """
    cases = running(session, now.date())
    away = bool(cases) and _was_away(session, now)
    for case in cases:
        _revisit(case, now)
        if away:
            _reissue(case, now)


def _was_away(session: Session, now: datetime) -> bool:
    """Tell whether nobody went through the approvals for a while."""
    done = select(func.max(Occurrence.settled_at)).where(
        Occurrence.kind == SEATS, Occurrence.state == timetable.DONE
    )
    last = session.scalar(done)
    return last is not None and now - last > OUTAGE


def _revisit(case: Case, now: datetime) -> None:
    """Tell those who may decide, each once; pass on what nobody may, or have it seen to."""
    if case.seats:
        case.call(now)
    elif case.goes_on():
        case.advance(now, case.row.step)
    else:
        vacant.tell(case, now)


def _reissue(case: Case, now: datetime) -> None:
    place = f"{case.row.id}.{case.row.turn}.{case.row.step}.again.{now.date()}"
    people = [one.staff_id for one in case.seats]
    notices.tell(case.session, now, CARD, place, people, approval=case.row.id)


def _remind(case: Case, now: datetime, since: int) -> None:
    step = case.steps[case.row.step]
    if step.escalates and since >= step.escalates and case.row.escalated_to is None:
        _escalate(case, now, step.to)
    if since >= step.days:
        people = [one.staff_id for one in case.seats]
        place = f"{case.row.id}.{now.date()}"
        notices.tell(case.session, now, DUE, place, people, approval=case.row.id)


def _escalate(case: Case, now: datetime, post: str) -> None:
    """Ask somebody by name besides; if there is nobody, the back office names a stand-in."""
    above = case.bench.next_above(post)
    if above is None or above in {one.staff_id for one in case.seats}:
        return
    case.note(now, ESCALATED, None, to=above)
    case.changed(now, escalated_to=above)
    place = f"{case.row.id}.{case.row.turn}.{case.row.step}.{case.row.version}"
    notices.tell(case.session, now, CARD, place, [above], approval=case.row.id)


def waited(days: WorkingDays, case: Case, now: datetime) -> int:
    """Return how many working days went by since the step began, the first not counted."""
    since = case.row.since.astimezone(now.tzinfo).date()
    try:
        return len(days.between(since + timedelta(days=1), now.date()))
    except UnpublishedYearError:
        return (now.date() - since).days
