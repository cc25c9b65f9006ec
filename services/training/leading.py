"""Whoever chairs says what it is about, who is excused, that it is dropped."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from services import files, notices
from services.attachments import Attached
from services.store import changes
from services.store.training import Training
from services.training import rows
from services.training.kinds import Which, of_form
from services.training.rows import ACCEPTED, DROPPED, PLANNED, REFUSED, SORRY, Place
from services.training.view import About, Card, about, drawn, readable

ABOUT, VERDICT, OFF = "training_about", "training_verdict", "training_off"


class SettledError(Exception):
    """Who came is marked already, or it was said that the training does not take place."""


@dataclass(frozen=True, slots=True)
class Done:
    """A training after a press; not `done`: the card was outdated, nothing changed."""

    card: Card
    done: bool


@changes
def announce(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    now: datetime,
    *,
    kind: str,
    chair: int,
    day: int,
    topic: str,
    text: str | None = None,
    file: Attached | None = None,
) -> Card:
    """Say what the training of a day (its number) is about; those already asked to it are told.

    UnknownPersonError, NotYoursError, NoTrainingError, SettledError.
    """
    which = Which(of_form(kind), chair, date.fromordinal(day))
    asking, starts_at = readable(session, who, now, which, acts=True)
    row = rows.opened(session, which, starts_at)
    if row.state != PLANNED:
        raise SettledError
    old, row.file_id = row.file_id, file.file_id if file else None
    row.topic, row.text = topic, text or ""
    rows.note(session, now, row, "about", asking.staff_id)
    if old is not None:
        files.drop(session, old)
    if row.asked_at:
        _tell_all(session, now, row, starts_at, ABOUT, said(about(row), row.file_id))
    return drawn(session, now, asking, which, starts_at)


def said(one: About, file_id: int | None) -> dict[str, Any]:
    """Return what a training is about as JSON, for a notice."""
    return {"topic": one.topic, "text": one.text, "file": file_id}


@changes
def judge(  # noqa: PLR0913 - what is said to whose wish, on which card
    session: Session,
    who: int,
    now: datetime,
    *,
    which: Which,
    staff: int,
    version: int,
    accepts: bool,
) -> Done:
    """Excuse somebody who asked for it, or do not; on an outdated card nothing is done.

    UnknownPersonError, NotYoursError, NoTrainingError.
    """
    asking, starts_at = readable(session, who, now, which, acts=True)
    row = rows.opened(session, which, starts_at)
    seat = next((one for one in rows.seats(session, row) if one.staff_id == staff), None)
    pends = seat is not None and seat.answer == SORRY and not seat.verdict
    if seat is None or not pends or row.state != PLANNED or seat.version != version:
        return Done(drawn(session, now, asking, which, starts_at), done=False)
    seat.verdict = ACCEPTED if accepts else REFUSED
    rows.note(session, now, row, seat.verdict, asking.staff_id, staff)
    said_by: dict[str, Any] = {"by": asking.me.name, "accepted": accepts}
    place = f"{row.id}.{staff}.{row.version}"
    notices.tell(session, now, VERDICT, place, [staff], by_day=True, **rows.told(row), **said_by)
    return Done(drawn(session, now, asking, which, starts_at), done=True)


@changes
def call_off(  # noqa: PLR0913 - a form's answers
    session: Session, who: int, now: datetime, *, kind: str, chair: int, day: int, reason: str
) -> Card:
    """Say that the training of a day (its number) does not take place, or did not.

    Before it begins those who were asked are told. UnknownPersonError, NotYoursError,
    NoTrainingError, SettledError.
    """
    which = Which(of_form(kind), chair, date.fromordinal(day))
    asking, starts_at = readable(session, who, now, which, acts=True)
    row = rows.opened(session, which, starts_at)
    if row.state != PLANNED:
        raise SettledError
    row.state, row.reason = DROPPED, reason
    rows.note(session, now, row, DROPPED, asking.staff_id)
    if row.asked_at and now < starts_at:
        _tell_all(session, now, row, starts_at, OFF, {"reason": reason, "by": asking.me.name})
    return drawn(session, now, asking, which, starts_at)


def _tell_all(  # noqa: PLR0913, PLR0917 - whom, of what
    session: Session,
    now: datetime,
    row: Training,
    starts_at: datetime,
    kind: str,
    data: dict[str, Any],
) -> None:
    people = here(rows.places(session, rows.which(row), starts_at, row))
    place = f"{row.id}.{row.version}"
    notices.tell(session, now, kind, place, people, by_day=True, **rows.told(row), **data)


def here(places: Iterable[Place]) -> list[int]:
    """Return those who are asked and neither on leave nor excused."""
    return [one.person.staff_id for one in places if not one.away and one.verdict != ACCEPTED]


def material(session: Session, who: int, now: datetime, which: Which) -> int:
    """Return the file of a training to whoever may read its card; errors of `view.card`.

    FileGoneError if it has none.
    """
    readable(session, who, now, which)
    return file_of(session, which)


def file_of(session: Session, which: Which) -> int:
    """Return the file of a training; FileGoneError if it has none."""
    row = rows.of(session, which)
    if row is None or row.file_id is None:
        raise files.FileGoneError
    return row.file_id


def open_to(session: Session, who: int, now: datetime, which: Which) -> Card:
    """Return a training that whoever asks may still say something of; errors of `announce`."""
    asking, starts_at = readable(session, who, now, which, acts=True)
    found = drawn(session, now, asking, which, starts_at)
    if not found.is_planned:
        raise SettledError
    return found
