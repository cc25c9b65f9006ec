"""Updates as they came: kept before Telegram forgets them, each done once, in each one's order.

new → done (its effect is committed) → answered; or failed, set aside after three tries.
"""

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from sqlalchemy import CursorResult, and_, func, select, update
from sqlalchemy.orm import Session

from services import leases, notices, organisation, sights
from services.store import changes
from services.store.inbox import (
    ANSWER,
    FREE,
    HOLD,
    INBOX,
    INNOCENT,
    KEEP_POSTGRES,
    KEEP_SQLITE,
    MARK_DONE,
    RELEASE,
    WAITING,
)
from services.store.traffic import ANSWERED, DONE, FAILED, NEW, OPEN, Update
from services.store.vault import vault
from services.updates import Came, Ended, Kept, Page, Turn

P = ParamSpec("P")
T = TypeVar("T")
TRIES = 3


class AlreadyDoneError(Exception):
    """The update had its effect already: by another process, or before a crash."""


@changes
def note(
    session: Session, now: datetime, holder: str, page: Page
) -> tuple[list[bool], tuple[Turn, ...]]:
    """Keep what came, settle what has ended, claim as much as there is room for: all or nothing.

    Return of each post whether it was kept: not if another has the lease that it needs.
    """
    kept = [not one.lease or leases.take(session, now, one.lease, holder) for one in page.posts]
    posts = [one for one, mine in zip(page.posts, kept, strict=True) if mine]
    if came := [new for one in posts for new in one.updates]:
        receive(session, now, came)
    if page.ended:
        settle(session, now, holder, page.ended)
    room = page.room > 0
    return kept, claim(session, now, holder, page.room, page.in_hand) if room else ()


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
        for one in sorted(came, key=lambda one: one.id)  # two at once never wait for each other
    ]
    talkers = [{"id": talker} for talker in sorted({one.talker for one in came})]
    sqlite = session.get_bind().dialect.name == "sqlite"
    keep_talkers, keep = KEEP_SQLITE if sqlite else KEEP_POSTGRES
    session.execute(keep_talkers, talkers)
    session.execute(keep, rows)


@changes
def claim(
    session: Session, now: datetime, holder: str, most: int, leave: Collection[int] = ()
) -> tuple[Turn, ...]:
    """Hold accounts with open updates, the longest waiting first, and return what waits.

    What a dead process held is taken over. The update it was at may have ended it: that counts
    as a try, and the turn is `suspect`: to be taken alone, each further try counted before.
    `leave`: what the holder has in hand.
    """
    free = {"now": now, "me": holder, "most": most + len(leave)}
    found = session.execute(FREE, free).all()
    held = [one for one in found if one.id not in leave][:most]
    if not held:
        return ()
    talkers = [one.id for one in held]
    session.execute(HOLD, [{"one": one, "me": holder} for one in talkers])
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
        session.execute(INNOCENT, [{"one": one} for one in sorted(ended.postponed)])
    if ended.answered:
        session.execute(ANSWER, [{"one": one} for one in sorted(ended.answered)])
    if ended.released:
        session.execute(RELEASE, [{"one": one, "me": holder} for one in sorted(ended.released)])


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
