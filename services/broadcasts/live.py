"""The author's card of a notice is kept up to date: redrawn every few seconds at most.

A redrawing is a row of the outbox, due at the end of its few seconds: whatever happens within
them asks for the same row.
"""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from services import notices
from services.broadcasts.rows import LIVE
from services.quiet import allowed
from services.store.broadcasts import Broadcast

PACE, SOON = timedelta(seconds=5), timedelta(seconds=1)
WHILE_SENDING = (1, 2, 4, 8, 16, 32, 64)  # so many times the pace after it goes out


def touch(session: Session, row: Broadcast, now: datetime) -> None:
    """Have the author's card redrawn a little later."""
    if row.card_id is None:
        return
    number = int(now.timestamp()) // PACE.seconds + 1
    due = datetime.fromtimestamp(number * PACE.seconds, now.tzinfo)
    about = f"{row.id}.{number}"
    notices.tell(session, now, LIVE, about, [row.author_id], due_at=due, broadcast=row.id)


def follow(session: Session, row: Broadcast, now: datetime) -> None:
    """Have the author's card redrawn in a second, and while a notice goes out."""
    if row.card_id is not None:
        first = now + SOON
        told = [row.author_id]
        notices.tell(session, now, LIVE, f"{row.id}.0", told, due_at=first, broadcast=row.id)
    begun = max(row.due_at or now, now).astimezone(now.tzinfo)
    last = begun + WHILE_SENDING[-1] * PACE
    for first in {begun, allowed(last, urgent=row.urgent)} - {last}:  # the rest in the morning
        for times in WHILE_SENDING:
            touch(session, row, first + times * PACE)
