"""Statements about the inbox that run with every update: made once, as making one costs more."""

from typing import cast

from sqlalchemy import Table, bindparam, func, literal_column, or_, select, update
from sqlalchemy.dialects.postgresql import insert as insert_postgres
from sqlalchemy.dialects.sqlite import insert as insert_sqlite

from services.store.traffic import ANSWERED, DONE, NEW, OPEN, Talker, Update
from services.store.work import LIVING

INBOX = cast("Table", Update.__table__)
TALKERS = cast("Table", Talker.__table__)


KEEP_SQLITE, KEEP_POSTGRES = (
    (insert(TALKERS).on_conflict_do_nothing(), insert(INBOX).on_conflict_do_nothing())
    for insert in (insert_sqlite, insert_postgres)
)
# a list that is no value but part of the statement
IS_OPEN = INBOX.c.state.in_([literal_column(f"'{state}'") for state in OPEN])
_OLDEST = (
    select(INBOX.c.talker, func.min(INBOX.c.id).label("first"))
    .where(IS_OPEN)
    .group_by(INBOX.c.talker)
    .subquery()
)
FREE = (
    select(TALKERS.c.id, TALKERS.c.holder, _OLDEST.c.first)
    .join(_OLDEST, _OLDEST.c.talker == TALKERS.c.id)
    .where(
        or_(
            TALKERS.c.holder.is_(None),
            TALKERS.c.holder == bindparam("me"),
            TALKERS.c.holder.not_in(LIVING),
        )
    )
    .order_by(_OLDEST.c.first)
    .limit(bindparam("most"))
    .with_for_update(of=TALKERS, skip_locked=True)
)
HOLD = update(TALKERS).where(TALKERS.c.id == bindparam("one")).values(holder=bindparam("me"))
WAITING = (
    select(INBOX.c.id, INBOX.c.talker, INBOX.c.body_sealed, INBOX.c.state, INBOX.c.tries)
    .where(IS_OPEN, INBOX.c.talker.in_(bindparam("talkers", expanding=True)))
    .order_by(INBOX.c.id)
)
MARK_DONE = (
    update(INBOX)
    .where(INBOX.c.id == bindparam("one"), INBOX.c.state == NEW)
    .values(state=DONE, tries=0)  # tries at its answer count anew
)
INNOCENT = update(INBOX).where(INBOX.c.id == bindparam("one")).values(tries=0)
ANSWER = update(INBOX).where(INBOX.c.id == bindparam("one"), IS_OPEN).values(state=ANSWERED)
RELEASE = (
    update(TALKERS)
    .where(TALKERS.c.id == bindparam("one"), TALKERS.c.holder == bindparam("me"))
    .values(holder=None)
)
