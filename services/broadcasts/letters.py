"""A notice as one of its readers has it: its parts, what he did about it, what he still may."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from services.broadcasts.draft import file_name, own_draft
from services.broadcasts.parts import LABEL, parts, title
from services.broadcasts.rows import OUT, RECALLED, REMINDER, VOTE, WORDS, NotYourNoticeError, key
from services.notices import SENT, TABLE
from services.organisation import Organisation, Viewer, viewer
from services.store.broadcasts import Broadcast, BroadcastReader


class RecalledError(Exception):
    """The notice was called back."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A notice for one reader; `file` is the name of its file, '' a photo, None nothing.

    `option` is the number of the answer he chose, `said` the one he wrote. `pieces` are the
    messages it was sent as: the file's, then one for each part.
    """

    id: int
    reader_id: int
    author: str
    at: datetime
    edited: bool
    parts: tuple[str, ...] = field(repr=False)
    pieces: int
    file_id: int | None
    file: str | None
    answer: str
    options: tuple[str, ...]
    closed: bool
    read_at: datetime | None = None
    option: int | None = None
    said: str = field(default="", repr=False)

    @property
    def title(self) -> str:
        """The first words."""
        return title(self.parts[0])

    @property
    def label(self) -> str:
        """What is written on a button that opens it."""
        return title(self.parts[0], LABEL)

    @property
    def votes(self) -> bool:
        """Whether an answer can be chosen."""
        return self.answer == VOTE and not self.closed

    @property
    def writes(self) -> bool:
        """Whether an answer can be written."""
        return self.answer == WORDS and not self.closed


@dataclass(frozen=True, slots=True)
class Letters:
    """Some of the notices somebody got, how many there are, how many of them are not read."""

    letters: tuple[Letter, ...]
    total: int
    unread: int


def letter(session: Session, who: int, now: datetime, broadcast: int) -> Letter:
    """Return a notice for one of its readers.

    UnknownPersonError, NotYourNoticeError, RecalledError.
    """
    asking, row, reader = addressed(session, who, now, broadcast)
    return made(session, asking.organisation, row, reader)


def addressed(
    session: Session, who: int, now: datetime, broadcast: int, *, held: bool = False
) -> tuple[Viewer, Broadcast, BroadcastReader]:
    """Return who asks, a notice that went out to him, and his part of it; errors of `letter`."""
    asking = viewer(session, who, now.date())
    row = session.get(Broadcast, broadcast, with_for_update=held)
    mine = select(BroadcastReader).where(
        BroadcastReader.broadcast_id == broadcast, BroadcastReader.staff_id == asking.staff_id
    )
    reader = session.scalar(mine.with_for_update() if held else mine)
    if row is None or reader is None or row.due_at is None or row.due_at > now:
        raise NotYourNoticeError
    if row.state == RECALLED:
        raise RecalledError
    if row.state != OUT:
        raise NotYourNoticeError
    return asking, row, reader


def trial(session: Session, who: int, now: datetime, broadcast: int) -> Letter:
    """Return a draft as its readers would have it; the errors of `own_draft`."""
    asking, row = own_draft(session, who, now.date(), broadcast)
    return made(session, asking.organisation, row, None, now)


def mine(session: Session, who: int, now: datetime, first: int, most: int) -> Letters:
    """Return the notices that whoever asks got, unread first, the latest first."""
    asking = viewer(session, who, now.date())
    chosen = _got(asking, now)
    order = (BroadcastReader.read_at.is_not(None), Broadcast.due_at.desc(), Broadcast.id)
    rows = session.execute(
        chosen.with_only_columns(Broadcast, BroadcastReader)
        .order_by(*order)
        .offset(first)
        .limit(most)
    )
    counted = chosen.with_only_columns(func.count(), func.count(BroadcastReader.read_at))
    total, read = session.execute(counted).one()
    found = tuple(made(session, asking.organisation, row, reader) for row, reader in rows)
    return Letters(found, total, total - read)


def unread(session: Session, who: int, now: datetime) -> tuple[Letter, ...]:
    """Return the notices that whoever asks has not read, the oldest first; UnknownPersonError."""
    asking = viewer(session, who, now.date())
    chosen = _got(asking, now).where(BroadcastReader.read_at.is_(None))
    rows = session.execute(chosen.order_by(Broadcast.due_at, Broadcast.id))
    return tuple(made(session, asking.organisation, row, reader) for row, reader in rows)


def _got(asking: Viewer, now: datetime) -> Select[Broadcast, BroadcastReader]:
    return (
        select(Broadcast, BroadcastReader)
        .join(BroadcastReader, BroadcastReader.broadcast_id == Broadcast.id)
        .where(BroadcastReader.staff_id == asking.staff_id)
        .where(Broadcast.state == OUT, Broadcast.due_at <= now)
    )


def made(
    session: Session,
    org: Organisation,
    row: Broadcast,
    reader: BroadcastReader | None,
    at: datetime | None = None,
) -> Letter:
    """Return a notice for a reader; with none as it would be for anybody at a moment."""
    author = org.people.get(row.author_id)
    return Letter(
        row.id,
        reader.staff_id if reader else row.author_id,
        author.name if author else "",
        row.due_at or at or row.made_at,
        row.edited_at is not None and row.due_at is not None and row.edited_at >= row.due_at,
        tuple(parts(row.text)),
        row.pieces,
        row.file_id,
        file_name(session, row),
        row.answer,
        tuple(json.loads(row.options or "[]")),
        row.closed_at is not None,
        *((reader.read_at, reader.option, reader.answer) if reader else ()),
    )


def sent_as(session: Session, broadcast: int, staff_id: int, piece: int) -> int | None:
    """Return the message as which somebody got a piece of a notice; after these the reminders."""
    row = session.get(Broadcast, broadcast)
    if row is None:
        return None
    if piece < row.pieces:
        found = messages(session, [key(broadcast, staff_id)], piece)
    else:
        about = f"{broadcast}.{piece - row.pieces + 1}"
        found = messages(session, [f"{REMINDER}:{about}:{staff_id}"], 0)
    return next(iter(found), None)


def messages(session: Session, keys: Iterable[str], piece: int) -> list[int]:
    """Return the messages as which a piece of these rows of the outbox was sent."""
    rows = select(TABLE.c.message_id).where(
        TABLE.c.key.in_([*keys]), TABLE.c.piece == piece, TABLE.c.state == SENT
    )
    return [one for one in session.scalars(rows) if one is not None]
