"""What is done about a notice once it was sent: reminded of, changed, closed, called back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from services import jobs, notices
from services.broadcasts.counting import GOT, Card, drawn, readers, remindable
from services.broadcasts.drafting import TooLongError
from services.broadcasts.live import touch
from services.broadcasts.parts import PART, parts, tidied
from services.broadcasts.rows import (
    DRAFT,
    EDIT,
    ONLY_READ,
    OUT,
    RECALL,
    RECALLED,
    REMINDER,
    own,
)
from services.broadcasts.sending import keys
from services.notices import CANCELLED, TABLE, WAITING
from services.quiet import allowed
from services.store import changes
from services.store.audit import record
from services.store.broadcasts import Broadcast, BroadcastReader

TELL = "broadcast.tell"
APART = timedelta(minutes=5)
AT_HAND = timedelta(minutes=1)


class NotOutError(Exception):
    """It is no notice that is out: not sent yet, or called back."""


@dataclass(frozen=True, slots=True)
class Reminded:
    """How many are reminded, and when; nobody before `again_at` if that was done just now."""

    card: Card
    people: int
    at: datetime
    again_at: datetime | None = None


@changes
def remind(session: Session, who: int, now: datetime, broadcast: int) -> Reminded:
    """Remind those who have not read it, five minutes after the last time at the earliest.

    UnknownPersonError, NotAnAuthorError, NotYourNoticeError; NotOutError.
    """
    asking, row = own(session, who, now.date(), broadcast, held=True)
    if row.state != OUT or row.due_at is None or row.due_at > now:
        raise NotOutError
    if row.reminded_at and now < row.reminded_at + APART:
        return Reminded(drawn(session, asking, row, now), 0, now, row.reminded_at + APART)
    people = remindable(asking.organisation, readers(session, row))
    due = allowed(now, urgent=row.urgent)
    if people:
        row.reminded_at, row.reminders = now, row.reminders + 1
        _tell(session, now, row, REMINDER, f"{row.id}.{row.reminders}", people, due, 1)
        by = asking.staff_id
        record(session, now, by, "broadcast.remind", broadcast=row.id, people=len(people))
    return Reminded(drawn(session, asking, row, now), len(people), due)


def weigh(session: Session, who: int, today: date, *, broadcast: int, text: str) -> int:
    """Return how many people have a message that another text would change.

    The errors of `remind`; TooLongError.
    """
    _, row = own(session, who, today, broadcast)
    _must_fit(row, text)
    return sum(one.state == GOT for one in readers(session, row))


@changes
def edit(session: Session, who: int, now: datetime, *, broadcast: int, text: str) -> Card:
    """Put another text into the messages that people have; the errors of `weigh`."""
    asking, row = own(session, who, now.date(), broadcast, held=True)
    _must_fit(row, text)
    row.text, row.edited_at = tidied(text), now
    row.version += 1
    _tell(session, now, row, EDIT, f"{row.id}.{row.version}", _all(session, row), now, row.pieces)
    record(session, now, asking.staff_id, "broadcast.edit", broadcast=row.id)
    touch(session, row, now)
    return drawn(session, asking, row, now)


def _must_fit(row: Broadcast, text: str) -> None:
    if row.state != OUT:
        raise NotOutError
    if len(parts(tidied(text))) > row.parts:
        raise TooLongError(row.parts * PART)


@changes
def close(session: Session, who: int, now: datetime, broadcast: int) -> Card:
    """Take no more answers: the messages lose their buttons; the errors of `remind`."""
    asking, row = own(session, who, now.date(), broadcast, held=True)
    if row.state != OUT:
        raise NotOutError
    if row.closed_at is None and row.answer != ONLY_READ:
        row.closed_at = now
        row.version += 1
        about = f"{row.id}.{row.version}"
        _tell(session, now, row, EDIT, about, _all(session, row), now, row.pieces)
        record(session, now, asking.staff_id, "broadcast.close", broadcast=row.id)
        touch(session, row, now)
    return drawn(session, asking, row, now)


@changes
def recall(session: Session, who: int, now: datetime, broadcast: int) -> Card:
    """Call a notice back: nothing of it goes out any more, what went out is taken away.

    A second time changes nothing. UnknownPersonError, NotAnAuthorError, NotYourNoticeError.
    """
    asking, row = own(session, who, now.date(), broadcast, held=True)
    if row.state in {DRAFT, RECALLED}:
        return drawn(session, asking, row, now)
    row.state, row.recalled_at = RECALLED, now
    row.version += 1
    _call_off(session, row, now)
    pieces = row.pieces + row.reminders
    _tell(session, now, row, RECALL, str(row.id), _all(session, row), now, pieces)
    record(session, now, asking.staff_id, "broadcast.recall", broadcast=row.id)
    touch(session, row, now)
    return drawn(session, asking, row, now)


def _call_off(session: Session, row: Broadcast, now: datetime) -> None:
    """Cancel what has time; what is on its way now is dropped when it is drawn, or taken away."""
    waiting = (TABLE.c.state == WAITING) & (TABLE.c.due_at > now + AT_HAND)
    gone = update(TABLE).where(TABLE.c.key.in_(keys(row.id)), waiting)
    session.execute(gone.values(state=CANCELLED, settled_at=now))


def _all(session: Session, row: Broadcast) -> list[int]:
    chosen = select(BroadcastReader.staff_id).where(BroadcastReader.broadcast_id == row.id)
    return [*session.scalars(chosen)]


def _tell(  # noqa: PLR0913, PLR0917 - what to whom, when, in how many messages
    session: Session,
    now: datetime,
    row: Broadcast,
    kind: str,
    about: str,
    people: Sequence[int],
    due: datetime,
    pieces: int,
) -> None:
    """Have the people told, some at a time."""
    data = {
        "broadcast": row.id,
        "kind": kind,
        "about": about,
        "due": due.isoformat(),
        "pieces": pieces,
        "by_day": kind == REMINDER and not row.urgent,
    }
    jobs.add(session, TELL, now, {**data, "people": [*people]})


@changes
def tell(session: Session, now: datetime, data: Mapping[str, Any], people: Sequence[int]) -> bool:
    """Write down what some of the people are told; whoever was told so is not told again."""
    due = datetime.fromisoformat(data["due"])
    notices.tell(
        session,
        now,
        data["kind"],
        data["about"],
        people,
        due_at=due,
        pieces=data["pieces"],
        by_day=data.get("by_day", False),
        broadcast=data["broadcast"],
    )
    return True


@changes
def told(session: Session, now: datetime, broadcast: int) -> Mapping[str, Any]:
    """End what was told of a notice."""
    touch(session, session.get_one(Broadcast, broadcast), now)
    return {"broadcast": broadcast}
