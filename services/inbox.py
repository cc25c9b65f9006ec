"""Updates as they came: kept before Telegram forgets them, each done once, in each one's order.

new → done (its effect is committed) → answered; or failed, set aside after three tries.
"""

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Concatenate, ParamSpec, Self, TypeVar, cast

from sqlalchemy import CursorResult, Table, and_, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert as insert_postgres
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Session

from services import notices, organisation, sights
from services.leases import alive
from services.sights import Seen
from services.store import changes
from services.store.traffic import Talker, Update
from services.store.vault import vault

P = ParamSpec("P")
T = TypeVar("T")
NEW, DONE, ANSWERED, FAILED = "new", "done", "answered", "failed"
OPEN = (NEW, DONE)
TRIES = 3
INBOX = cast("Table", Update.__table__)
TALKERS = cast("Table", Talker.__table__)


class AlreadyDoneError(Exception):
    """The update had its effect already: by another process, or before a crash."""


@dataclass(frozen=True, slots=True)
class Came:
    """An update to keep: Telegram's number, whose it is, its JSON."""

    id: int
    talker: int
    body: str

    @classmethod
    def of(cls, raw: dict[str, Any]) -> Self:
        """Read Telegram's JSON: whose it is decides what waits for what; 0 is nobody's."""
        contents = [value for key, value in raw.items() if key != "update_id"]
        content = contents[0] if contents and isinstance(contents[0], dict) else {}
        who = content.get("from") or content.get("chat")
        talker = who.get("id") if isinstance(who, dict) else None
        body = json.dumps(raw, separators=(",", ":"))  # in ASCII: half of a pair is no UTF-8
        return cls(int(raw["update_id"]), talker if isinstance(talker, int) else 0, body)


@dataclass(frozen=True, slots=True)
class Kept:
    """An update that waits; `done`: only the answer is missing."""

    id: int
    body: dict[str, Any]
    done: bool
    tries: int


@dataclass(frozen=True, slots=True)
class Turn:
    """What waits of one account, in order; nobody else takes it until it is settled."""

    talker: int
    updates: tuple[Kept, ...]

    @property
    def suspect(self) -> bool:
        """Whether its first update may have ended a process."""
        return self.updates[0].tries > 0


@dataclass(frozen=True, slots=True)
class Ended:
    """What was ended since it was last written down: updates, turns, what was shown.

    `postponed` ones ended nothing and raised nothing that is theirs: their tries do not count.
    """

    answered: list[int] = field(default_factory=list)
    released: list[int] = field(default_factory=list)
    postponed: list[int] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)


@changes
def receive(session: Session, now: datetime, came: Sequence[Came]) -> None:
    """Keep updates; those that are here already are passed over."""
    rows = [
        {
            "id": one.id,
            "talker": one.talker,
            "body_sealed": vault().seal(one.body, _place(one.id)),
            "state": NEW,
            "tries": 0,
            "received_at": now,
        }
        for one in came
    ]
    talkers = [{"id": talker} for talker in {one.talker for one in came}]
    sqlite = session.get_bind().dialect.name == "sqlite"
    insert = insert_sqlite if sqlite else insert_postgres
    session.execute(insert(TALKERS).on_conflict_do_nothing(), talkers)
    session.execute(insert(INBOX).on_conflict_do_nothing(), rows)


@changes
def claim(
    session: Session, now: datetime, holder: str, most: int, leave: Collection[int] = ()
) -> tuple[Turn, ...]:
    """Hold accounts with open updates, the longest waiting first, and return what waits.

    What a dead process held is taken over. The update it was at may have ended it: that counts
    as a try, and the turn is `suspect`: to be taken alone, each further try counted before.
    `leave`: what the holder has in hand; whatever else is his he was given by a transaction of
    which he never heard the end.
    """
    oldest = (
        select(INBOX.c.talker, func.min(INBOX.c.id).label("first"))
        .where(INBOX.c.state.in_(OPEN))
        .group_by(INBOX.c.talker)
        .subquery()
    )
    others = alive(session, now) - {holder}
    chosen = (
        select(TALKERS.c.id, TALKERS.c.holder, oldest.c.first)
        .join(oldest, oldest.c.talker == TALKERS.c.id)
        .where(or_(TALKERS.c.holder.is_(None), TALKERS.c.holder.not_in(others)))
        .where(TALKERS.c.id.not_in(leave))
        .order_by(oldest.c.first)
        .limit(most)
        .with_for_update(of=TALKERS, skip_locked=True)
    )
    held = session.execute(chosen).all()
    if not held:
        return ()
    session.execute(
        update(TALKERS).where(TALKERS.c.id.in_([one.id for one in held])).values(holder=holder)
    )
    _suspect(session, [one.first for one in held if one.holder not in {None, holder}])
    return tuple(_turns(session, [one.id for one in held]))


def _suspect(session: Session, ids: Sequence[int]) -> None:
    """Count the first try of what a dead process may have been at; the others are sure."""
    if ids:
        untried = and_(INBOX.c.id.in_(ids), INBOX.c.tries == 0)
        session.execute(update(INBOX).where(untried).values(tries=1))


def _turns(session: Session, talkers: Sequence[int]) -> Iterator[Turn]:
    rows = session.execute(
        select(INBOX.c.id, INBOX.c.talker, INBOX.c.body_sealed, INBOX.c.state, INBOX.c.tries)
        .where(INBOX.c.state.in_(OPEN), INBOX.c.talker.in_(talkers))
        .order_by(INBOX.c.id)
    ).all()
    for talker in talkers:
        mine = [one for one in rows if one.talker == talker]
        yield Turn(talker, tuple(_kept(one) for one in mine))


def _kept(row: Any) -> Kept:
    body = json.loads(vault().open(row.body_sealed, _place(row.id)))
    return Kept(row.id, body, row.state == DONE, row.tries)


@changes
def effect(
    session: Session,
    update_id: int,
    service: Callable[Concatenate[Session, P], T],
    /,
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """Do what the update asks for and mark it done, both or neither; AlreadyDoneError."""
    new = and_(INBOX.c.id == update_id, INBOX.c.state == NEW)
    mark = update(INBOX).where(new).values(state=DONE, tries=0)  # tries at its answer count anew
    if not cast("CursorResult[Any]", session.execute(mark)).rowcount:
        raise AlreadyDoneError(update_id)
    return service(session, *args, **kwargs)


@changes
def attempt(session: Session, update_id: int) -> int:
    """Count a try of an update and return how many there were."""
    counted = (
        update(INBOX)
        .where(INBOX.c.id == update_id)
        .values(tries=INBOX.c.tries + 1)
        .returning(INBOX.c.tries)
    )
    return int(session.execute(counted).scalar_one())


@changes
def settle(session: Session, now: datetime, holder: str, ended: Ended) -> None:
    """Mark updates as answered, unless they were set aside; let go of accounts; note sights."""
    if ended.seen:
        sights.record(session, now, ended.seen)
    innocent = INBOX.c.id.in_(sorted(ended.postponed))
    session.execute(update(INBOX).where(innocent).values(tries=0))
    open_ = and_(INBOX.c.id.in_(sorted(ended.answered)), INBOX.c.state.in_(OPEN))
    session.execute(update(INBOX).where(open_).values(state=ANSWERED))
    mine = and_(TALKERS.c.id.in_(sorted(ended.released)), TALKERS.c.holder == holder)
    session.execute(update(TALKERS).where(mine).values(holder=None))


@changes
def set_aside(session: Session, now: datetime, update_id: int, code: str) -> None:
    """Give an update up and tell the administrators under which code it is in the log."""
    session.execute(update(INBOX).where(INBOX.c.id == update_id).values(state=FAILED))
    admins = organisation.holding(session, now.date(), "admin")
    notices.tell(session, now, "set_aside", update_id, admins, code=code)


@changes
def wipe(session: Session, before: datetime) -> None:
    """Forget what old updates said (their numbers stay: none is taken twice)."""
    old = and_(INBOX.c.received_at < before, INBOX.c.state.in_((ANSWERED, FAILED)))
    session.execute(update(INBOX).where(old, INBOX.c.body_sealed != b"").values(body_sealed=b""))


def oldest_open(session: Session) -> datetime | None:
    """Return since when the longest waiting update waits."""
    found = select(func.min(Update.received_at)).where(Update.state.in_(OPEN))
    return session.scalar(found)


def _place(update_id: int) -> str:
    return f"inbox.body_sealed.{update_id}"
