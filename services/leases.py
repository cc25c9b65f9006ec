"""Leases: what only one process may do at a time, and who is alive.

A holder is an instance and how often it was started (`kiosk#12`); a new start of an instance
ends all that its earlier starts held. Whoever takes a lease over raises its fence.
"""

from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, bindparam, delete, or_, select, update
from sqlalchemy.dialects.postgresql import insert as insert_postgres
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Session

from services.store import changes
from services.store.work import LIVING, PROCESS, Lease

VALID = timedelta(seconds=10)
_ROWS = Lease.__table__.c
# asked with every update
_HELD = select(_ROWS.name).where(
    _ROWS.name == bindparam("lease"),
    _ROWS.holder == bindparam("me"),
    _ROWS.until > bindparam("now"),
)


class LeaseLostError(Exception):
    """Somebody else holds it now: whatever was to be written is not."""


@changes
def enter(session: Session, now: datetime, instance: str) -> str:
    """Return the holder that this start of the instance is; its earlier starts are dead."""
    name = PROCESS + instance
    fence = session.scalar(select(Lease.fence).where(Lease.name == name).with_for_update()) or 0
    holder = f"{instance}#{fence + 1}"
    session.merge(Lease(name=name, holder=holder, fence=fence + 1, until=now + VALID))
    return holder


@changes
def renew(session: Session, now: datetime, holder: str) -> None:
    """Keep all leases of the holder; LeaseLostError if it is no longer the living one."""
    kept = session.execute(
        update(Lease)
        .where(Lease.holder == holder)
        .values(until=now + VALID)
        .returning(Lease.name)
        .execution_options(synchronize_session=False)
    )
    if not any(name.startswith(PROCESS) for name in kept.scalars()):
        raise LeaseLostError(holder)


@changes
def leave(session: Session, holder: str) -> None:
    """Give everything back: others need not wait until it runs out."""
    before = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
    session.execute(
        update(Lease)
        .where(Lease.holder == holder)
        .values(until=before)
        .execution_options(synchronize_session=False)
    )


@changes
def take(session: Session, now: datetime, name: str, holder: str) -> bool:
    """Tell whether the holder has the lease, taking it if nobody alive has it."""
    if _holds(session, now, name, holder):
        return True
    sqlite = session.get_bind().dialect.name == "sqlite"
    adding = (insert_sqlite if sqlite else insert_postgres)(Lease)
    session.execute(
        adding.values(name=name, holder="", fence=0, until=now - VALID).on_conflict_do_nothing()
    )
    instance = holder.rpartition("#")[0]
    taken = session.execute(
        update(Lease)
        .where(Lease.name == name)
        .where(or_(Lease.until <= now, Lease.holder.startswith(f"{instance}#", autoescape=True)))
        .values(holder=holder, fence=Lease.fence + 1, until=now + VALID)
        .execution_options(synchronize_session=False)
    )
    return bool(cast("CursorResult[Any]", taken).rowcount)


@changes
def alone(session: Session, now: datetime, name: str) -> None:
    """Wait until no other transaction is past here; others wait until this one ends."""
    sqlite = session.get_bind().dialect.name == "sqlite"
    adding = (insert_sqlite if sqlite else insert_postgres)(Lease)
    row = adding.values(name=name, holder="", fence=0, until=now)
    session.execute(row.on_conflict_do_nothing())
    session.execute(select(_ROWS.name).where(_ROWS.name == name).with_for_update())


def alive(session: Session, now: datetime) -> frozenset[str]:
    """Return the holders whose processes are alive."""
    return frozenset(session.scalars(LIVING, {"now": now}))


@changes
def forget(session: Session, before: datetime) -> None:
    """Drop the leases that ran out long ago."""
    session.execute(delete(Lease).where(Lease.until < before))


def _holds(session: Session, now: datetime, name: str, holder: str) -> bool:
    return session.scalar(_HELD, {"lease": name, "me": holder, "now": now}) is not None
