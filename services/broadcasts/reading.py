"""What a reader does about a notice: reads it, chooses an answer, writes one."""

from datetime import datetime

from sqlalchemy.orm import Session

from services import notices
from services.broadcasts.letters import Letter, addressed, made
from services.broadcasts.live import touch
from services.broadcasts.rows import EDIT, VOTE, WORDS
from services.store import changes
from services.store.broadcasts import Broadcast, BroadcastReader

LONGEST = 500


class ClosedError(Exception):
    """No answers are taken any more."""


@changes
def read(
    session: Session, who: int, now: datetime, broadcast: int, *, elsewhere: bool = False
) -> Letter:
    """Mark a notice as read, once; `elsewhere` than in the message that came, which is redrawn.

    UnknownPersonError, NotYourNoticeError, RecalledError.
    """
    asking, row, reader = addressed(session, who, now, broadcast, held=True)
    if reader.read_at is None:
        reader.read_at = now
        _told(session, row, reader, now, redrawn=elsewhere)
    return made(session, asking.organisation, row, reader)


@changes
def vote(  # noqa: PLR0913 - which answer to which notice, where
    session: Session,
    who: int,
    now: datetime,
    *,
    broadcast: int,
    option: int,
    elsewhere: bool = False,
) -> Letter:
    """Choose an answer, in place of any before, as long as answers are taken; it is read then.

    An answer that there is not changes nothing, nor does one too late. The errors of `read`.
    """
    asking, row, reader = addressed(session, who, now, broadcast, held=True)
    letter = made(session, asking.organisation, row, reader)
    if row.answer != VOTE or not letter.votes or not 0 <= option < len(letter.options):
        return letter
    if reader.option != option:
        reader.option, reader.answered_at = option, now
        reader.read_at = reader.read_at or now
        _told(session, row, reader, now, redrawn=elsewhere)
    return made(session, asking.organisation, row, reader)


@changes
def answer(session: Session, who: int, now: datetime, *, broadcast: int, text: str) -> Letter:
    """Write an answer, in place of any before; it is read then.

    The errors of `read`; ClosedError.
    """
    asking, row, reader = addressed(session, who, now, broadcast, held=True)
    if row.answer != WORDS or row.closed_at is not None:
        raise ClosedError
    reader.answer, reader.answered_at = text[:LONGEST], now
    reader.read_at = reader.read_at or now
    _told(session, row, reader, now, redrawn=True)
    return made(session, asking.organisation, row, reader)


def _told(
    session: Session, row: Broadcast, reader: BroadcastReader, now: datetime, *, redrawn: bool
) -> None:
    """Have the author's card redrawn, and the reader's message if that is wanted."""
    touch(session, row, now)
    if redrawn:
        about, told = f"{row.id}.{now.timestamp()}", [reader.staff_id]
        notices.tell(session, now, EDIT, about, told, pieces=row.pieces, broadcast=row.id)
