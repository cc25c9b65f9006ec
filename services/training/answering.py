"""Somebody who is asked to come says that he comes, or why he cannot."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from services import notices, organisation
from services.store import changes
from services.store.training import Training, TrainingSeat
from services.training import rows
from services.training.kinds import of_form
from services.training.leading import file_of
from services.training.rows import COMING, PLANNED, SORRY
from services.training.view import Own, asked_to, drawn_own

ASKS_OFF = "training_sorry"


class TooLateToAnswerError(Exception):
    """The training has begun, does not take place, or who came is marked already."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One's own training after a press; not `done`: it was so already, nothing changed."""

    own: Own
    done: bool


@changes
def come(session: Session, who: int, now: datetime, kind: str, day: date) -> Answered:
    """Say that one comes; whoever had asked to be excused takes that back.

    UnknownPersonError, NoTrainingError, NotAskedError, TooLateToAnswerError.
    """
    me, row, starts_at = _answerable(session, who, now, kind, day)
    seat = rows.seat(session, row, me)
    done = seat.answer != COMING
    if done:
        notices.call_back(session, now, ASKS_OFF, f"{row.id}.{me}")
        _say(seat, now, COMING, "")
        rows.note(session, now, row, COMING, me, me)
    return Answered(drawn_own(session, now, kind, me, starts_at), done)


@changes
def ask_off(  # noqa: PLR0913 - a form's answers
    session: Session, who: int, now: datetime, *, kind: str, day: int, reason: str
) -> Answered:
    """Ask to be excused from the training of a day (its number); its chair hears of it.

    Errors of `come`.
    """
    kind = of_form(kind)
    me, row, starts_at = _answerable(session, who, now, kind, date.fromordinal(day))
    seat = rows.seat(session, row, me)
    _say(seat, now, SORRY, reason)
    rows.note(session, now, row, SORRY, me, me)
    name = organisation.on(session, now.date()).people[me].name
    notices.call_back(session, now, ASKS_OFF, f"{row.id}.{me}")
    wish: dict[str, Any] = {"name": name, "staff": me, "reason": reason, "version": seat.version}
    place, chair = f"{row.id}.{me}:{seat.version}", [row.chair_id]
    notices.tell(session, now, ASKS_OFF, place, chair, by_day=True, **rows.told(row), **wish)
    return Answered(drawn_own(session, now, kind, me, starts_at), done=True)


def _say(seat: TrainingSeat, now: datetime, answer: str, reason: str) -> None:
    seat.answer, seat.answered_at, seat.verdict, seat.reason = answer, now, "", reason
    seat.version += 1


def open_to(session: Session, who: int, now: datetime, kind: str, day: date) -> Own:
    """Return a training of one's own that an answer still counts of; errors of `come`."""
    me, _which, starts_at = asked_to(session, who, now, kind, day)
    found = drawn_own(session, now, kind, me, starts_at)
    if not found.is_open:
        raise TooLateToAnswerError
    return found


def material(session: Session, who: int, now: datetime, kind: str, day: date) -> int:
    """Return the file of a training that one is asked to; errors of `view.own`, FileGoneError."""
    _me, which, _starts_at = asked_to(session, who, now, kind, day)
    return file_of(session, which)


def _answerable(
    session: Session, who: int, now: datetime, kind: str, day: date
) -> tuple[int, Training, datetime]:
    me, which, starts_at = asked_to(session, who, now, kind, day)
    row = rows.opened(session, which, starts_at)
    if row.state != PLANNED or now >= starts_at:
        raise TooLateToAnswerError
    return me, row, starts_at
