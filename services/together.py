"""Several reminders that a person has due at once are made one message when they are sent."""

import json
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import literal, or_, select
from sqlalchemy.orm import Session

from services import notices
from services.notices import MERGED, WAITING
from services.quiet import is_quiet
from services.store import changes
from services.store.traffic import Notice

TOGETHER = "together"
MOST_MERGED = 8
"""Parts of one message, as many as have buttons in four rows: what is more becomes another."""


def beside(session: Session, now: datetime, number: int, kinds: Collection[str]) -> bool:
    """Tell whether a person has more that is due, of kinds that are told in one message."""
    return len(_together(session, now, number, kinds)) > 1


@changes
def merge(session: Session, now: datetime, number: int, kinds: Collection[str]) -> None:
    """Make what a person has due of some kinds one message, whose parts are drawn at sending."""
    rows = _together(session, now, number, kinds)
    if len(rows) <= 1:
        return
    parts = [{"kind": one.kind, "data": json.loads(one.data)} for one in rows]
    staff, due_at = [rows[0].staff_id or 0], rows[0].due_at
    rest = any(one.by_day for one in rows)
    notices.tell(session, now, TOGETHER, number, staff, due_at=due_at, by_day=rest, parts=parts)
    for one in rows:
        one.state, one.settled_at = MERGED, now


def _together(
    session: Session, now: datetime, number: int, kinds: Collection[str]
) -> Sequence[Notice]:
    one = session.get_one(Notice, number)
    if one.staff_id is None:  # a group, or an account that is nobody's
        return ()
    chosen = select(Notice).where(
        Notice.staff_id == one.staff_id,
        Notice.state == WAITING,
        Notice.due_at <= now,
        Notice.kind.in_(kinds),
        or_(Notice.by_day.is_(False), literal(not is_quiet(now))),
        or_(Notice.over_at.is_(None), Notice.over_at > now),
    )
    order = (Notice.due_at, Notice.made_at, Notice.key)
    rows = session.scalars(chosen.order_by(*order).limit(MOST_MERGED)).all()
    return rows if one in rows else ()
