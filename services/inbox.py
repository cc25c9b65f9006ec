"""Updates as they came: kept before Telegram forgets them, each done once, in each one's order.

new → done (its effect is committed) → answered; or failed, set aside after three tries.
"""

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Concatenate, ParamSpec, Self, TypeVar, cast

from sqlalchemy import CursorResult, and_, func, select, update
from sqlalchemy.dialects.postgresql import insert as insert_postgres
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Session

from services import leases, notices, organisation, sights
from services.sights import Seen
from services.store import changes
from services.store.inbox import (
    ANSWER,
    FREE,
    HOLD,
    INBOX,
    INNOCENT,
    MARK_DONE,
    RELEASE,
    TALKERS,
    WAITING,
)
from services.store.traffic import ANSWERED, DONE, FAILED, NEW, OPEN, Update
from services.store.vault import vault

P = ParamSpec("P")
T = TypeVar("T")
TRIES = 3


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
def receive(
    session: Session, now: datetime, came: Sequence[Came], by: tuple[str, str] = ("", "")
) -> bool:
    """Keep updates; those that are here already are passed over.

    `by`: a lease and who needs it for that; False, and nothing kept, if another has it.
    """
    if by[0] and not leases.take(session, now, *by):
        return False
    if not came:
        return True
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
    return True


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
    others = [*(leases.alive(session, now) - {holder})]
    free = {"others": others, "leave": [*leave], "most": most}
    held = session.execute(FREE, free).all()
    if not held:
        return ()
    talkers = [one.id for one in held]
    session.execute(HOLD, {"talkers": talkers, "me": holder})
    _suspect(session, [one.first for one in held if one.holder not in {None, holder}])
    return tuple(_turns(session, talkers))


def _suspect(session: Session, ids: Sequence[int]) -> None:
    """Count the first try of what a dead process may have been at; the others are sure."""
    if ids:
        untried = and_(INBOX.c.id.in_(ids), INBOX.c.tries == 0)
        session.execute(update(INBOX).where(untried).values(tries=1))


def _turns(session: Session, talkers: Sequence[int]) -> Iterator[Turn]:
    rows = session.execute(WAITING, {"talkers": talkers}).all()
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
    marked = session.execute(MARK_DONE, {"one": update_id})
    if not cast("CursorResult[Any]", marked).rowcount:
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
    if ended.postponed:
        session.execute(INNOCENT, {"ids": sorted(ended.postponed)})
    if ended.answered:
        session.execute(ANSWER, {"ids": sorted(ended.answered)})
    if ended.released:
        session.execute(RELEASE, {"talkers": sorted(ended.released), "me": holder})


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
