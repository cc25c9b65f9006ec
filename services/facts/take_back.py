"""A batch is taken back: its rows stop counting, those before it count again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, aliased

from services import corrections
from services.facts.known import lock
from services.facts.live import KEYS, VISIBLE, WITHDRAWN
from services.facts.months import OPEN
from services.identity.offboarding import offboard_due
from services.month import Month
from services.store import changes
from services.store.audit import record
from services.store.figures import Batch, BatchMonth, MonthState
from services.store.people import Terms, Unit

DATED: tuple[Any, ...] = (Unit, Terms)


class NothingToTakeBackError(Exception):
    """There is no visible batch of this number."""


@dataclass
class MonthClosedError(Exception):
    """Rows of the batch are part of months that are frozen or paid."""

    months: tuple[Month, ...]


@dataclass
class SupersededError(Exception):
    """Later batches have rows with the same keys: they are to be taken back first."""

    batches: tuple[int, ...]


@changes
def take_back(session: Session, batch_id: int, now: datetime, by: int | None) -> None:
    """Put the rows before the batch in force again.

    Raises `NothingToTakeBackError`, `MonthClosedError` or `SupersededError`.
    """
    lock(session)
    batch = session.get(Batch, batch_id)
    if batch is None or batch.state != VISIBLE:
        raise NothingToTakeBackError(batch_id)
    if months := _closed(session, batch_id):
        raise MonthClosedError(months)
    if later := _later(session, batch_id):
        raise SupersededError(later)
    batch.state = WITHDRAWN
    corrections.ask(session, now, corrections.TAKEN_BACK, batch_id)
    record(session, now, by, "import.take_back", batch=batch_id, file=batch.file)
    offboard_due(session, now, by)  # terms before it may end earlier


def _closed(session: Session, batch_id: int) -> tuple[Month, ...]:
    """Return the closed months that rows of the batch are about, or hold in."""
    about: list[ColumnElement[bool]] = [
        MonthState.month.in_(select(BatchMonth.month).where(BatchMonth.batch_id == batch_id))
    ]
    for table in DATED:
        first = session.scalar(select(func.min(table.first_day)).where(table.batch_id == batch_id))
        if first:
            about.append(MonthState.month >= Month.of(first))
    closed = select(MonthState.month).where(MonthState.state != OPEN, or_(*about))
    return tuple(session.scalars(closed.order_by(MonthState.month)))


def _later(session: Session, batch_id: int) -> tuple[int, ...]:
    """Return the later visible batches that have rows with keys of this one."""
    found: set[int] = set()
    for table, keys in KEYS.items():
        later = aliased(table)
        # what holds from a day on reaches back where the rows before it are gone
        whole = keys[:1] if table in DATED else keys
        same = [getattr(later, key) == getattr(table, key) for key in whole]
        pairs = select(later.batch_id).join_from(table, later, *same[:1]).where(*same[1:])
        visible = select(Batch.id).where(Batch.state == VISIBLE, Batch.id > batch_id)
        chosen = pairs.where(table.batch_id == batch_id, later.batch_id.in_(visible))
        found.update(session.scalars(chosen.distinct()))
    return tuple(sorted(found))
