"""A talk is recorded by the manager, answered once by the person, its step marked as done."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from services import notices
from services.history import Employee
from services.organisation import NotYoursError, viewer
from services.store import audit, changes
from services.store.squads import Talk
from services.talks import reading, rights
from services.talks.reading import Card

ABOUT = ("progress", "trouble", "courage", "other")
TOLD, REPLIED = "talk", "talk_replied"


class UnknownSubjectError(Exception):
    """It is nothing that a talk is recorded to be about."""


class NotYetError(Exception):
    """The talk's day is still to come."""


class StepBeforeError(Exception):
    """The next step would be due before the talk."""


class NoStepDayError(Exception):
    """Of a step and its day only one is given."""


class RepliedError(Exception):
    """The person has said his word already."""


def partner(session: Session, who: int, today: date, staff: int) -> Employee:
    """Return somebody with whom one may record a talk; UnknownPersonError, NotYoursError."""
    asking = viewer(session, who, today)
    if not rights.may_speak(session, asking, staff):
        raise NotYoursError
    return asking.organisation.people[staff]


@changes
def record(  # noqa: PLR0913 - a form's answers
    session: Session,
    /,
    who: int,
    now: datetime,
    *,
    staff: int,
    day: date,
    subject: str,
    notes: str,
    step: str | None,
    step_on: date | None,
) -> Card:
    """Record a talk with one of one's people, who hears of it.

    UnknownPersonError, NotYoursError, UnknownSubjectError, NotYetError, StepBeforeError,
    NoStepDayError.
    """
    asking = viewer(session, who, now.date())
    partner(session, who, now.date(), staff)
    _fits(now.date(), day, subject, step, step_on)
    row = Talk(manager_id=asking.staff_id, staff_id=staff, day=day, about=subject, made_at=now)
    row.notes, row.step, row.reply = notes, step or "", ""
    row.step_on = step_on
    session.add(row)
    session.flush()
    audit.record(session, now, asking.staff_id, "talk.recorded", talk=row.id, staff=staff)
    notices.tell(session, now, TOLD, row.id, [staff], by_day=True, talk=row.id)
    return reading.card(session, who, now.date(), row.id)


def _fits(today: date, day: date, subject: str, step: str | None, step_on: date | None) -> None:
    if subject not in ABOUT:
        raise UnknownSubjectError
    if day > today:
        raise NotYetError
    if (step is None) != (step_on is None):
        raise NoStepDayError
    if step_on is not None and step_on < day:
        raise StepBeforeError


def may_reply(session: Session, who: int, today: date, talk: int) -> Card:
    """Return a talk to which whoever asks may say his word.

    UnknownPersonError, NotYoursError, RepliedError.
    """
    found = reading.card(session, who, today, talk)
    if found.mine:
        raise NotYoursError
    if found.reply:
        raise RepliedError
    return found


@changes
def reply(session: Session, /, who: int, now: datetime, *, talk: int, text: str) -> Card:
    """Say one's word to a talk, once; the manager hears it.

    UnknownPersonError, NotYoursError, RepliedError.
    """
    row = session.get(Talk, talk, with_for_update=True)
    found = may_reply(session, who, now.date(), talk)
    if row is None:
        raise NotYoursError
    row.reply, row.replied_at = text, now
    me = found.person.staff_id
    audit.record(session, now, me, "talk.replied", talk=talk, staff=me)
    notices.tell(session, now, REPLIED, talk, [row.manager_id], by_day=True, talk=talk)
    return reading.card(session, who, now.date(), talk)


@changes
def finish(session: Session, who: int, now: datetime, talk: int) -> Card:
    """Mark the agreed step as done, the manager's to do; again it stays as it was.

    UnknownPersonError, NotYoursError.
    """
    row = session.get(Talk, talk, with_for_update=True)
    found = reading.card(session, who, now.date(), talk)
    if row is None or not found.mine or row.step_on is None:
        raise NotYoursError
    if row.done_at is None:
        row.done_at = now
        me, staff = found.manager.staff_id, row.staff_id
        audit.record(session, now, me, "talk.done", talk=talk, staff=staff)
        session.flush()
    return reading.card(session, who, now.date(), talk)
