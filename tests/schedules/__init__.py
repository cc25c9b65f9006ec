"""The outlet's own times, in a small branch."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.recurring import RECURRING
from services.recurrence import ZONE
from services.schedules import editing
from services.store import Store
from services.store.work import Occurrence, Schedule
from services.timetable import WAITING, Recurring, do_next, plan
from tests.shanghai import utc

OFFICE, STATION, MARKETER = 6, 19, 31  # accounts
NOW = utc(2026, 10, 5, 9, 0)
BY_KIND = {one.kind: one for one in RECURRING}
TRAINING = [BY_KIND["training"]]


def version(store: Store, kind: str) -> int:
    """Return the version that a card of it would carry."""
    with Session(store.reader) as session:
        row = session.get(Schedule, kind)
        return row.version if row else 0


def change(store: Store, kind: str, now: datetime = NOW, **set_: Any) -> str:
    """Have the back office move something."""
    here = version(store, kind)
    return store.call(editing.change, OFFICE, now, kind=kind, version=here, **set_)


def lead(store: Store, kind: str, days: int, at: time, now: datetime = NOW) -> str:
    """Have the back office remind once more."""
    here = version(store, kind)
    return store.call(editing.add_lead, OFFICE, now, kind=kind, version=here, days=days, at=at)


def planned(store: Store, kind: str) -> list[str]:
    """Return when something waits, by Shanghai's clock."""
    return store.call(_waiting, kind)


def all_done(store: Store, now: datetime, all_: Sequence[Recurring]) -> int:
    """Do all that is due; return how much that was."""
    times = 0
    while store.call(do_next, now, all_):
        times += 1
    return times


def replan(store: Store, now: datetime, all_: Sequence[Recurring] = RECURRING) -> None:
    """Plan as any replica does every hour: it knows what is declared, no more."""
    store.call(plan, now, all_)


def _waiting(session: Session, kind: str) -> list[str]:
    mine = select(Occurrence).where(Occurrence.kind == kind, Occurrence.state == WAITING)
    return [
        f"{one.due_at.astimezone(ZONE):%m-%d %H:%M}"
        for one in session.scalars(mine.order_by(Occurrence.due_at))
    ]
