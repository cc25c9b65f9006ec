"""A notice is sent: to those who were counted and no others, whole or not at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Insert, Table, select, update
from sqlalchemy.dialects.postgresql import insert as insert_postgres
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Session

from services import jobs, notices, organisation
from services.broadcasts import audience as audiences
from services.broadcasts.audience import Audience
from services.broadcasts.live import follow
from services.broadcasts.rows import (
    DRAFT,
    KIND,
    OUT,
    STAGING,
    key,
    own,
)
from services.notices import TABLE, WAITING
from services.quiet import allowed
from services.store import changes
from services.store.audit import record
from services.store.broadcasts import Broadcast, BroadcastReader

SEND = "broadcast.send"
CHUNK = 200  # readers in a transaction
READERS: Table = BroadcastReader.__table__  # type: ignore[assignment]  # it is a Table
NOT_YET = datetime(9000, 1, 1, tzinfo=UTC)


class NobodyChosenError(Exception):
    """It would go to nobody."""


@dataclass(frozen=True, slots=True)
class Sent:
    """Whether the notice is on its way; not if it changed since it was shown."""

    done: bool
    people: int


@changes
def send(  # noqa: PLR0913 - which drawing was confirmed, and where its card is
    session: Session,
    who: int,
    now: datetime,
    *,
    broadcast: int,
    version: int,
    count: int,
    card: int | None,
) -> Sent:
    """Have a notice go to those it was said to go to; what was sent already is only shown.

    Nothing happens if the draft or the number of people is another than was confirmed.
    UnknownPersonError, NotAnAuthorError, NotYourNoticeError, NobodyChosenError.
    """
    asking, row = own(session, who, now.date(), broadcast, held=True)
    if row.state != DRAFT:
        return Sent(done=True, people=row.total)
    people = audiences.chosen(asking, Audience.read(row.audience))
    if not people:
        raise NobodyChosenError
    if (row.version, len(people)) != (version, count):
        return Sent(done=False, people=len(people))
    moment = max(row.planned_at or now, now).astimezone(now.tzinfo)
    row.due_at = allowed(moment, urgent=row.urgent)
    row.state, row.total, row.card_id = STAGING, len(people), card
    row.version += 1
    ids = [one.staff_id for one in people]
    jobs.add(session, SEND, now, {"broadcast": row.id, "people": ids})
    record(session, now, asking.staff_id, "broadcast.send", broadcast=row.id, people=len(ids))
    return Sent(done=True, people=len(people))


@changes
def stage(session: Session, now: datetime, broadcast: int, people: Sequence[int]) -> bool:
    """Write down some of its readers, and their messages, which nobody sends yet.

    Those who left meanwhile are left out; those written down already stay as they are. Tell
    whether it is still to be sent.
    """
    row = session.get_one(Broadcast, broadcast, with_for_update=True)
    if row.state != STAGING:
        return False
    here = organisation.on(session, now.date()).people
    still = [one for one in people if one in here and here[one].works_on(now.date())]
    readers = [
        {
            "id": BroadcastReader().id,
            "broadcast_id": broadcast,
            "staff_id": one,
            "key": key(broadcast, one),
            "answer_sealed": b"",
        }
        for one in still
    ]
    if readers:
        session.execute(_adding(session), readers)
    notices.tell(
        *(session, now, KIND, broadcast, still),
        due_at=NOT_YET,
        pieces=row.pieces,
        by_day=not row.urgent,
        broadcast=broadcast,
    )
    return True


def _adding(session: Session) -> Insert:
    sqlite = session.get_bind().dialect.name == "sqlite"
    adding = (insert_sqlite if sqlite else insert_postgres)(READERS)
    return adding.on_conflict_do_nothing(index_elements=["broadcast_id", "staff_id"])


@changes
def publish(session: Session, now: datetime, broadcast: int) -> Mapping[str, Any]:
    """Let all its messages go at their time."""
    row = session.get_one(Broadcast, broadcast, with_for_update=True)
    if row.state == STAGING:
        row.state = OUT
        waiting = TABLE.c.key.in_(keys(broadcast)) & (TABLE.c.state == WAITING)
        session.execute(update(TABLE).where(waiting).values(due_at=row.due_at))
        row.total = len(session.execute(keys(broadcast)).all())
        follow(session, row, now)
    return {"broadcast": broadcast}


def keys(broadcast: int) -> Any:
    """Return the question for the keys of a notice's rows in the outbox."""
    return select(BroadcastReader.key).where(BroadcastReader.broadcast_id == broadcast)
