"""Whoever chairs marks who came; what missing it costs is an event of 考勤.

Article 29.2: late at a called meeting or training is one `late`, missing it half a day of absence.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from services import notices
from services.attendance import recording, undoing
from services.attendance.effects import Effect
from services.attendance.events import GRACE, RECORDED, TOLD, NotHereThenError
from services.attendance.recording import DayTakenError, FreeDayError
from services.attendance.undoing import TooLateToUndoError
from services.facts.edit import MonthsClosedError
from services.organisation import Viewer
from services.store import changes
from services.store.attendance import Event
from services.store.training import Training
from services.training import rows
from services.training.kinds import Which
from services.training.rows import ABSENT, LATE, MARKED, MARKS, PLANNED, Place
from services.training.view import Card, drawn, readable

INSTEAD = "training_marked"
CODES = {LATE: "late", ABSENT: "absence_half"}
NOTHING = (DayTakenError, FreeDayError, MonthsClosedError, NotHereThenError)
"""Why a mark comes to nothing in 考勤: leave or absence fills the day, the month is closed."""


class NotBegunError(Exception):
    """Nobody can have missed what has not begun."""


@dataclass(frozen=True, slots=True)
class Consequence:
    """What a mark comes to: its code in 考勤 and the effect; none: nothing, and `why`."""

    place: Place
    mark: str
    code: str
    effect: Effect | None
    why: Exception | None = None


@dataclass(frozen=True, slots=True)
class Marked:
    """A training with what its marks come to; not `done`: an outdated card, nothing changed."""

    card: Card
    done: bool
    consequences: tuple[Consequence, ...] = ()


@changes
def turn(  # noqa: PLR0913, PLR0917 - whose mark, on which card
    session: Session, who: int, now: datetime, which: Which, staff: int, version: int
) -> Marked:
    """Mark somebody as the next that he can be: came, late, absent, excused.

    UnknownPersonError, NotYoursError, NoTrainingError, NotBegunError.
    """
    asking, starts_at, row = _to_mark(session, who, now, which)
    found = {one.person.staff_id: one for one in rows.places(session, which, starts_at, row)}
    done = row.state == PLANNED and row.version == version and staff in found
    if done:
        at = MARKS.index(found[staff].counts_as) + 1
        rows.seat(session, row, staff).mark = MARKS[at % len(MARKS)]
        rows.note(session, now, row, "mark", asking.staff_id, staff)
    return Marked(drawn(session, now, asking, which, starts_at), done)


def weigh(session: Session, who: int, now: datetime, which: Which, version: int) -> Marked:
    """Tell what the marks would come to; errors of `turn`."""
    asking, starts_at = readable(session, who, now, which, acts=True)
    if now < starts_at:
        raise NotBegunError
    found = drawn(session, now, asking, which, starts_at)
    if not found.is_planned or found.version != version:
        return Marked(found, done=False)
    return Marked(found, done=True, consequences=tuple(_weighed(session, who, now, found)))


def _weighed(session: Session, who: int, now: datetime, card: Card) -> Iterator[Consequence]:
    for one in card.places:
        if code := CODES.get(one.counts_as):
            staff, today = one.person.staff_id, now.date()
            try:
                effect = recording.weigh(
                    session, who, today, staff=staff, code=code, day=card.which.day
                )
            except NOTHING as why:
                yield Consequence(one, one.counts_as, code, None, why)
            else:
                yield Consequence(one, one.counts_as, code, effect)


@changes
def confirm(  # noqa: PLR0913, PLR0917 - of which card, in which words
    session: Session, who: int, now: datetime, which: Which, version: int, note: str
) -> Marked:
    """Have the marks stand: each that is late or missing becomes an event of the day, once.

    `note` says in 考勤 what it was. Errors of `turn`.
    """
    asking, starts_at, row = _to_mark(session, who, now, which)
    if row.state != PLANNED or row.version != version:
        return Marked(drawn(session, now, asking, which, starts_at), done=False)
    for one in rows.places(session, which, starts_at, row):
        rows.seat(session, row, one.person.staff_id).mark = one.counts_as
    row.state, row.marked_by, row.marked_at = MARKED, asking.staff_id, now
    session.flush()
    found = drawn(session, now, asking, which, starts_at)
    made = tuple(_recorded(session, who, now, row, found, note))
    rows.note(session, now, row, MARKED, asking.staff_id)
    _tell_chair(session, now, asking, row)
    return Marked(drawn(session, now, asking, which, starts_at), done=True, consequences=made)


def _recorded(  # noqa: PLR0913, PLR0917 - what, of which training
    session: Session, who: int, now: datetime, row: Training, card: Card, note: str
) -> Iterator[Consequence]:
    for one in card.places:
        if code := CODES.get(one.mark):
            staff = one.person.staff_id
            try:
                made = recording.record(
                    session, who, now, staff=staff, code=code, day=card.which.day, note=note
                )
            except NOTHING as why:
                yield Consequence(one, one.mark, code, None, why)
            else:
                rows.seat(session, row, staff).event_id = made.event.id if made.event else None
                yield Consequence(one, one.mark, code, made.effect)


def _tell_chair(session: Session, now: datetime, asking: Viewer, row: Training) -> None:
    """Tell the chair that somebody marked in his place, once it can be undone no more."""
    if asking.staff_id != row.chair_id:
        place, by = f"{row.id}:{row.version}", asking.me.name
        when: dict[str, Any] = {"due_at": now + GRACE, "by_day": True}
        notices.tell(session, now, INSTEAD, place, [row.chair_id], **when, by=by, **rows.told(row))


@changes
def undo(session: Session, who: int, now: datetime, which: Which) -> Marked:
    """Take the marks back within half a minute: nobody was told; a second press changes nothing.

    UnknownPersonError, NotYoursError, NoTrainingError, NotBegunError, TooLateToUndoError.
    """
    asking, starts_at, row = _to_mark(session, who, now, which)
    if row.state != MARKED:
        return Marked(drawn(session, now, asking, which, starts_at), done=False)
    if row.marked_by != asking.staff_id or row.marked_at is None or now - row.marked_at > GRACE:
        raise TooLateToUndoError
    for seat in rows.seats(session, row):
        event = session.get(Event, seat.event_id, with_for_update=True) if seat.event_id else None
        if event is not None and event.state == RECORDED:
            undoing.cancel(session, now, (asking.staff_id, asking.me.number), event)
            notices.call_back(session, now, TOLD, event.id)
        seat.event_id = None
    row.state, row.marked_by, row.marked_at = PLANNED, None, None
    notices.call_back(session, now, INSTEAD, row.id)
    rows.note(session, now, row, "undo", asking.staff_id)
    return Marked(drawn(session, now, asking, which, starts_at), done=True)


def _to_mark(
    session: Session, who: int, now: datetime, which: Which
) -> tuple[Viewer, datetime, Training]:
    asking, starts_at = readable(session, who, now, which, acts=True)
    if now < starts_at:
        raise NotBegunError
    return asking, starts_at, rows.opened(session, which, starts_at)
