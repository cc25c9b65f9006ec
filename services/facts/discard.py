"""What an import staged and never published goes again."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from services.facts.live import DROPPED, KEYS, STAGED
from services.store import Store, changes
from services.store.figures import Batch

CHUNK = 5_000  # rows of a transaction: well under a second
DEAD = timedelta(days=1)  # no import takes so long


def discard(store: Store, batch_id: int) -> None:
    """Delete a staged batch's rows, in short transactions; a batch beyond that stays as it is.

    Numbers of clients and persons that it was the first to name stay: others may have used them.
    """
    for table in KEYS:
        ids = store.call(staged_rows, table, batch_id)
        for start in range(0, len(ids), CHUNK):
            store.call(unstage, table, ids[start : start + CHUNK])
    store.call(mark_dropped, batch_id)


def discard_dead(store: Store, now: datetime) -> None:
    """Discard what imports that died left behind."""
    for batch_id in store.call(dead, now):
        discard(store, batch_id)


def dead(session: Session, now: datetime) -> list[int]:
    """Return the batches that were begun long ago and never published."""
    old = select(Batch.id).where(Batch.state == STAGED, Batch.made_at < now - DEAD)
    return list(session.scalars(old))


def staged_rows(session: Session, table: Any, batch_id: int) -> list[int]:
    """Return the ids of the batch's rows as long as it is staged."""
    of_batch = select(table.id).join(Batch, Batch.id == table.batch_id)
    return list(session.scalars(of_batch.where(Batch.id == batch_id, Batch.state == STAGED)))


@changes
def unstage(session: Session, table: Any, ids: Sequence[int]) -> None:
    """Delete staged rows."""
    session.execute(delete(table).where(table.id.in_(ids)))


@changes
def mark_dropped(session: Session, batch_id: int) -> None:
    """Remember that the batch will never be published; its number is not used again."""
    batch = session.get(Batch, batch_id)
    if batch and batch.state == STAGED:
        batch.state = DROPPED
