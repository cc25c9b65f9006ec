"""What happens at its time: occurrences are rows, each done once, late ones within their window.

Any number of processes may tick: whoever takes an occurrence does its work in the same
transaction, so it is done or it is not.
"""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast

from sqlalchemy import Table, bindparam, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert as insert_postgres
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Session

from services import leases, notices, organisation
from services.recurrence import due
from services.recurring import Recurring
from services.schedules.laid import laid_over
from services.store import changes
from services.store.work import CalendarDay, Occurrence
from services.working_days import Override, WorkingDays

__all__ = ["Recurring", "calendar", "coming", "do_next", "forget", "plan", "unpublished"]

WAITING, DONE, MISSED = "waiting", "done", "missed"
PLANNING = "planning"
AHEAD = timedelta(days=40)
HOUSE_AHEAD = timedelta(hours=3)
TABLE = cast("Table", Occurrence.__table__)
_MINE = TABLE.c.kind == bindparam("one")  # asked of each kind at each start: made once
_LAST = select(func.max(TABLE.c.plain)).where(_MINE)
_DROP = delete(TABLE).where(
    _MINE,
    TABLE.c.state == WAITING,
    TABLE.c.due_at > bindparam("now"),
    TABLE.c.plain.not_in(bindparam("plains", expanding=True)),
)
_LATE = (
    select(TABLE.c.plain)
    .where(_MINE, TABLE.c.state == WAITING, TABLE.c.due_at < bindparam("before"))
    .with_for_update(skip_locked=True)
)


def calendar(session: Session) -> WorkingDays:
    """Return the calendar: as published, with the outlet's own days over it."""
    rows = session.scalars(select(CalendarDay))
    return WorkingDays({one.day: Override(one.working, one.basis) for one in rows})


@changes
def plan(session: Session, now: datetime, all_: Sequence[Recurring]) -> None:
    """Write down what is due from the last planned moment on; move what a holiday moved."""
    leases.alone(session, now, PLANNING)  # two who plan lock the same rows in another order
    days = calendar(session)
    sqlite = session.get_bind().dialect.name == "sqlite"
    adding = (insert_sqlite if sqlite else insert_postgres)(TABLE)
    moved = adding.on_conflict_do_update(
        index_elements=["kind", "plain"],
        set_={"due_at": adding.excluded.due_at},
        where=TABLE.c.state == WAITING,
    )
    for one in laid_over(session, all_):
        last = session.scalar(_LAST, {"one": one.kind})
        start = now if last is None else min(now, last)
        if not one.told:
            start = max(start, now - one.window)
        rows = [
            {"kind": one.kind, "plain": found.plain, "due_at": found.at, "state": WAITING}
            for found in due(one.rule, start, now + (AHEAD if one.told else HOUSE_AHEAD), days)
        ]
        plains = [row["plain"] for row in rows]
        session.execute(_DROP, {"one": one.kind, "now": now, "plains": plains})
        if rows:
            session.execute(moved, rows)


@changes
def do_next(session: Session, now: datetime, all_: Sequence[Recurring]) -> bool:
    """Do the next thing that is due; tell whether there was one. `now` is in the outlet's zone."""
    known = {one.kind: one for one in all_}
    row = session.scalars(
        select(Occurrence)
        .where(Occurrence.state == WAITING, Occurrence.due_at <= now)
        .where(Occurrence.kind.in_(known))
        .order_by(Occurrence.due_at, Occurrence.kind)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).first()
    if row is None:
        return False
    (one,) = laid_over(session, [known[row.kind]])
    row.settled_at = now
    if now - row.due_at <= one.window:
        row.state = DONE
        with notices.by_day(session) if one.by_day else nullcontext():
            one.work(session, now, row.due_at.astimezone(now.tzinfo))
    else:
        row.state = MISSED
        if one.told:
            _tell(session, now, row)
        else:
            _miss(session, now, one)
    return True


def _miss(session: Session, now: datetime, one: Recurring) -> None:
    """Miss at once all of a kind that nobody hears of: an hour has a dozen of some."""
    plains = session.scalars(_LATE, {"one": one.kind, "before": now - one.window}).all()
    late = update(TABLE).where(TABLE.c.kind == one.kind, TABLE.c.plain.in_(plains))
    session.execute(late.values(state=MISSED, settled_at=now))


def _tell(session: Session, now: datetime, row: Occurrence) -> None:
    admins = organisation.holding(session, now.date(), "admin")
    moment = row.due_at.isoformat()
    what, about = row.kind, f"{row.kind}@{moment}"
    due_at = row.due_at  # told in the order in which they were missed
    notices.tell(session, now, "missed", about, admins, due_at=due_at, what=what, moment=moment)


@changes
def forget(session: Session, before: datetime) -> None:
    """Drop what was done long ago."""
    old = delete(Occurrence).where(Occurrence.state == DONE, Occurrence.due_at < before)
    session.execute(old)


@dataclass(frozen=True, slots=True)
class Coming:
    """Something that will happen; the year is one whose schedule may still move it."""

    kind: str
    at: datetime
    unpublished: int | None


def coming(
    session: Session, all_: Sequence[Recurring], first: datetime, last: datetime
) -> list[Coming]:
    """Return what will happen between two moments, in order."""
    days = calendar(session)
    found = [
        Coming(one.kind, each.at, each.unpublished)
        for one in laid_over(session, all_)
        for each in due(one.rule, first, last, days)
    ]
    return sorted(found, key=lambda one: (one.at, one.kind))


def unpublished(session: Session, today: date) -> int | None:
    """Return the coming year, if its holidays are still not known when they ought to be."""
    year = today.year + 1
    return None if calendar(session).is_published(year) else year
