"""How far a notice is: who got it, who read it, what was answered; for whoever manages it."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from services.broadcasts.draft import file_name
from services.broadcasts.rows import own
from services.notices import CANCELLED, FAILED, SENT, TABLE, UNREACHABLE
from services.organisation import Organisation, Viewer
from services.quiet import is_quiet
from services.store.broadcasts import Broadcast, BroadcastReader
from services.store.people import Account

WAITS, GOT, BLOCKED, UNBOUND, GONE, LOST = (
    "waits",
    "got",
    "blocked",
    "unbound",
    "gone",
    "lost",
)
STATES = {SENT: GOT, CANCELLED: GONE, FAILED: LOST}


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader and how far he is; `reachable` is whether a reminder would reach him now."""

    staff_id: int
    state: str
    read_at: datetime | None
    option: int | None
    answered_at: datetime | None
    reachable: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are of each; `votes` by answer."""

    total: int
    states: Counter[str]
    read: int
    answered: int
    votes: tuple[int, ...]
    to_remind: int


@dataclass(frozen=True, slots=True)
class Card:
    """A notice as whoever manages it sees it."""

    id: int
    version: int
    author: str
    mine: bool
    state: str
    text: str
    file: str | None
    answer: str
    options: tuple[str, ...]
    urgent: bool
    made_at: datetime
    due_at: datetime | None
    edited_at: datetime | None
    recalled_at: datetime | None
    closed_at: datetime | None
    reminded_at: datetime | None
    card_id: int | None
    begun: bool  # whether its time has come
    rests: bool  # what has not gone waits for the morning
    counts: Counts


def card(session: Session, who: int, now: datetime, broadcast: int) -> Card:
    """Return a notice with its counts.

    UnknownPersonError, NotAnAuthorError, NotYourNoticeError.
    """
    asking, row = own(session, who, now.date(), broadcast)
    return drawn(session, asking, row, now)


def drawn(session: Session, asking: Viewer, row: Broadcast, now: datetime) -> Card:
    """Return a notice with its counts."""
    options = tuple(json.loads(row.options or "[]"))
    writer = asking.organisation.people.get(row.author_id)
    return Card(
        row.id,
        row.version,
        writer.name if writer else "",
        row.author_id == asking.staff_id,
        row.state,
        row.text,
        file_name(session, row),
        row.answer,
        options,
        row.urgent,
        row.made_at,
        row.due_at,
        row.edited_at,
        row.recalled_at,
        row.closed_at,
        row.reminded_at,
        row.card_id,
        row.due_at is not None and row.due_at <= now,
        is_quiet(now) and not row.urgent,
        _counted(asking.organisation, row, readers(session, row), len(options)),
    )


def readers(session: Session, row: Broadcast) -> list[Reader]:
    """Return all readers, each as his last message stands."""
    last = and_(TABLE.c.key == BroadcastReader.key, TABLE.c.piece == row.pieces - 1)
    rows = session.execute(
        select(
            *(BroadcastReader.staff_id, BroadcastReader.read_at),
            *(BroadcastReader.option, BroadcastReader.answered_at),
            *(TABLE.c.state, TABLE.c.settled_at),
            *(Account.bound_at, Account.unreachable_since),
        )
        .outerjoin(TABLE, last)
        .outerjoin(Account, Account.staff_id == BroadcastReader.staff_id)
        .where(BroadcastReader.broadcast_id == row.id)
    )
    return [
        Reader(
            one.staff_id,
            _state(one.state, one.settled_at, one.bound_at),
            one.read_at,
            one.option,
            one.answered_at,
            one.bound_at is not None and one.unreachable_since is None,
        )
        for one in rows
    ]


def _state(state: str | None, at: datetime | None, bound_at: datetime | None) -> str:
    """Return what became of a message; who was bound only later had no account then."""
    if state == UNREACHABLE:
        return UNBOUND if bound_at is None or (at and bound_at > at) else BLOCKED
    return STATES.get(state or "", WAITS)


def _counted(org: Organisation, row: Broadcast, found: list[Reader], options: int) -> Counts:
    votes = Counter(one.option for one in found)
    return Counts(
        row.total,
        Counter(one.state for one in found),
        sum(one.read_at is not None for one in found),
        sum(one.answered_at is not None for one in found),
        tuple(votes[number] for number in range(options)),
        len(remindable(org, found)),
    )


def remindable(org: Organisation, found: Iterable[Reader]) -> list[int]:
    """Return whom a reminder would reach: who has got it, has not read it and works here."""
    people = org.people
    return [
        one.staff_id
        for one in found
        if one.read_at is None
        and one.reachable
        and one.state != WAITS
        and one.staff_id in people
        and people[one.staff_id].works_on(org.day)
    ]
