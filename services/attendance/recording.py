"""An event is recorded by a superior, the back office or the general manager, and undone."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from services import notices
from services.attachments import Attached
from services.attendance import ladder, rows
from services.attendance.days import WHOLE, is_worked
from services.attendance.effects import Effect, between, computed, conduct
from services.attendance.events import (
    ABSENCE,
    CHOICES,
    GRACE,
    RECORDED,
    TOLD,
    Choice,
    NotHereThenError,
    contesting,
    count,
)
from services.attendance.record_card import Done, allowed, drawn, seen
from services.facts.known import lock
from services.facts.live import STAFF, look, view
from services.history import Employee
from services.month import Month
from services.organisation import Viewer
from services.pay.inputs import TEAM_EVENTS, TEAM_POSTS
from services.payslips.entries import LATE, LEAVE
from services.step import ZERO, Step
from services.store import audit, changes
from services.store.attendance import Event
from services.timetable import calendar


class UnknownChoiceError(Exception):
    """It is nothing that can be recorded."""


class TeamPostError(Exception):
    """The event is for posts with a team, and the person has none (Article 30)."""


class DayToComeError(Exception):
    """The day is still to come."""


class FreeDayError(Exception):
    """Nobody can be absent on a day that is not worked."""


@dataclass
class DayTakenError(Exception):
    """No such part of the day is left: leave and absence of the day, in days."""

    day: date
    leave: Decimal
    absent: Decimal

    @property
    def left(self) -> Decimal:
        """What is left of the day."""
        return max(WHOLE - self.leave - self.absent, ZERO)


@changes
def record(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    now: datetime,
    *,
    staff: int,
    code: str,
    day: date,
    version: int | None = None,
    note: str | None = None,
    photo: Attached | None = None,
) -> Done:
    """Record an event; a press on a card of another version changes nothing.

    Errors of `card`; UnknownChoiceError, TeamPostError, NotHereThenError, DayToComeError,
    FreeDayError, DayTakenError, MonthsClosedError.
    """
    asking = allowed(session, who, now.date(), staff)
    if code not in CHOICES:
        raise UnknownChoiceError
    lock(session)
    if version is not None and version != count(session, staff):
        return Done(drawn(session, asking, staff, day), None)
    found, choice = asking.organisation.people[staff], CHOICES[code]
    _check(session, found, choice, day, now.date())
    eyes, month = view(session), Month.of(day)
    look(session, STAFF)
    before = conduct(session, staff, month)
    look(session, eyes)
    made = Event(staff_id=staff, day=day, file_id=photo and photo.file_id)
    event = _write(session, now, asking, made, choice, note or "")
    look(session, STAFF)
    effect = between(before, conduct(session, staff, month))
    _tell(session, now, asking, event, effect)
    ladder.check(session, now, staff, day)
    look(session, eyes)
    card, within = drawn(session, asking, staff, day), contesting(session).days(event.told_on)
    return Done(card, seen(asking, event), note or "", effect, within)


def weigh(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    today: date,
    *,
    staff: int,
    code: str,
    day: date,
    note: str | None = None,
    photo: Attached | None = None,
) -> Effect:
    """Tell what recording an event would do; raises what `record` does."""
    del note, photo
    asking = allowed(session, who, today, staff)
    if code not in CHOICES:
        raise UnknownChoiceError
    choice, month = CHOICES[code], Month.of(day)
    _check(session, asking.organisation.people[staff], choice, day, today)
    before = conduct(session, staff, month)
    kind = "late" if choice.kind in LATE else choice.kind
    more = Step(f"{choice.kind}@{day}", choice.quantity)
    happened = before.happened | {kind: (*before.happened.get(kind, ()), more)}
    return between(before, computed(before.employee, month, before.person, happened, before.rules))


def _check(session: Session, found: Employee, choice: Choice, day: date, today: date) -> None:
    if day > today:
        raise DayToComeError
    if not found.works_on(day):
        raise NotHereThenError
    if choice.kind in TEAM_EVENTS and not found.posts & TEAM_POSTS:
        raise TeamPostError
    rows.must_be_open(session, [day])
    if choice.kind == ABSENCE:
        _must_be_left(session, found.staff_id, choice.quantity, day)


def _must_be_left(session: Session, staff_id: int, wanted: Decimal, day: date) -> None:
    """Refuse absence beyond what leave and absence leave of the day (Article 29)."""
    if not is_worked(calendar(session), day):
        raise FreeDayError
    leave = sum((rows.quantity(session, staff_id, day, kind) for kind in LEAVE), ZERO)
    absent = rows.quantity(session, staff_id, day, ABSENCE)
    if leave + absent + wanted > WHOLE:
        raise DayTakenError(day, leave, absent)


def _write(  # noqa: PLR0913, PLR0917 - what is recorded
    session: Session, now: datetime, asking: Viewer, event: Event, choice: Choice, note: str
) -> Event:
    old = rows.quantity(session, event.staff_id, event.day, choice.kind)
    new = old + choice.quantity
    happened = rows.Happened(event.day, event.staff_id, choice.kind, new, note)
    by = (asking.staff_id, asking.me.number)
    event.batch_id = rows.write(session, now, by, [happened])
    event.kind, event.quantity, event.note, event.contest = choice.kind, choice.quantity, note, ""
    event.made_by, event.made_at, event.told_on = asking.staff_id, now, now.date()
    event.state = RECORDED
    session.add(event)
    session.flush()
    audit.record(
        session,
        now,
        asking.staff_id,
        "event",
        event=event.id,
        staff=event.staff_id,
        day=event.day,
        event_kind=choice.kind,
        old=old,
        new=new,
    )
    return event


def _tell(session: Session, now: datetime, asking: Viewer, event: Event, effect: Effect) -> None:
    """Tell the person what was recorded and what it does, once it can be undone no more."""
    contest = contesting(session)
    until = contest.until(event.told_on)
    notices.tell(
        session,
        now,
        TOLD,
        event.id,
        [event.staff_id],
        due_at=now + GRACE,
        event=event.id,
        day=event.day.isoformat(),
        event_kind=event.kind,
        quantity=f"{event.quantity:f}",
        note=event.note,
        by=asking.me.name,
        at=now.isoformat(),
        until=until.isoformat() if until else "",
        within=contest.days(event.told_on),
        effect=effect.plain(),
        ladder=ladder.rungs(session, event.staff_id, event.day).plain()
        if event.kind == ABSENCE
        else None,
    )
