"""Notices on their way: which are due, to which account, and what became of them."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Boolean, Select, bindparam, delete, exists, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from services import notices, organisation
from services.notices import CANCELLED, FAILED, MERGED, SENT, TABLE, UNREACHABLE, WAITING
from services.quiet import is_quiet
from services.store import changes
from services.store.people import Account
from services.store.traffic import Group, Notice

LEASE = "postman"
SLOWEST = timedelta(seconds=30)
PIECE = "piece"
OFFICE = "back_office"


@dataclass(frozen=True, slots=True)
class Due:
    """A notice to send now; without a chat the person has no account that can be reached."""

    id: int
    key: str
    piece: int
    kind: str
    data: dict[str, Any]
    chat_id: int | None
    language: str | None
    by_day: bool = False
    over_at: datetime | None = None


def _asked() -> Select[*tuple[Any, ...]]:
    """Write the question what is due; it is asked again and again, so it is written once."""
    earlier = aliased(Notice)
    unsent = (
        select(earlier.id)
        .where(earlier.key == Notice.key, earlier.piece < Notice.piece)
        .where(earlier.state == WAITING)
    )
    order = (Notice.due_at, Notice.made_at, Notice.key, Notice.piece)
    place = func.row_number().over(partition_by=(Notice.staff_id, Notice.chat_id), order_by=order)
    queues = (
        select(Notice.id, place.label("place"))
        .where(Notice.state == WAITING, Notice.due_at <= bindparam("now"), ~unsent.exists())
        .where(or_(Notice.by_day.is_(False), bindparam("awake", type_=Boolean)))
        .subquery()
    )
    return (
        select(Notice, Account.telegram_id, Account.language, Account.unreachable_since)
        .join(queues, queues.c.id == Notice.id)
        .outerjoin(Account, Account.staff_id == Notice.staff_id)
        .where(queues.c.place == 1, Notice.id.not_in(bindparam("leave", expanding=True)))
        .order_by(*order)
        .limit(bindparam("most"))
    )


DUE = _asked()


def due(session: Session, now: datetime, most: int, leave: Collection[int] = ()) -> list[Due]:
    """Return notices whose time has come, oldest first: to each person or group only the next.

    `now` is in the outlet's zone: what goes by day only is left in its quiet hours. `leave`: those
    that are on their way already; nothing overtakes them, and whoever has a slow line has one
    place of those there are.
    """
    asked = {"now": now, "awake": not is_quiet(now), "most": most, "leave": [*leave]}
    return [_due(*row) for row in session.execute(DUE, asked).all()]


def _due(row: Notice, account: int | None, language: str | None, blocked: datetime | None) -> Due:
    chat = row.chat_id if row.staff_id is None else None if blocked else account
    data = json.loads(row.data)
    language = language or data.get("language")  # of an account that is nobody's
    return Due(
        row.id, row.key, row.piece, row.kind, data, chat, language, *(row.by_day, row.over_at)
    )


def next_due(session: Session) -> datetime | None:
    """Return when the next notice is due."""
    return session.scalar(select(func.min(Notice.due_at)).where(Notice.state == WAITING))


@changes
def split(session: Session, now: datetime, one: Due, pieces: Sequence[dict[str, Any]]) -> None:
    """Make a long notice as many as it has pieces, each sent for itself."""
    row = session.get_one(Notice, one.id)
    if row.state != WAITING or row.kind == PIECE:
        return
    row.kind, row.data = PIECE, _text(pieces[0])
    for number, piece in enumerate(pieces[1:], start=1):
        added = Notice(
            key=row.key,
            piece=number,
            kind=PIECE,
            staff_id=row.staff_id,
            chat_id=row.chat_id,
            state=WAITING,
            tries=0,
            made_at=now,
            due_at=row.due_at,
            by_day=False,  # what is begun is ended
            over_at=None,
        )
        added.data = _text(piece)
        session.add(added)


@changes
def sent(session: Session, now: datetime, number: int, message_id: int) -> None:
    """Mark a notice as sent."""
    _settle(session, number, state=SENT, settled_at=now, message_id=message_id)


@changes
def later(session: Session, now: datetime, number: int, wait: timedelta) -> None:
    """Try a notice again after a while, a longer one each time."""
    row = session.get_one(Notice, number)
    row.tries += 1
    row.due_at = now + max(wait, min(SLOWEST, timedelta(seconds=row.tries)))


@changes
def refused(session: Session, now: datetime, number: int) -> None:
    """Set a notice aside that Telegram will never take."""
    _settle(session, number, state=FAILED, settled_at=now)


@changes
def dropped(session: Session, now: datetime, number: int) -> None:
    """Call a notice back that has nothing to say any more."""
    _settle(session, number, state=CANCELLED, settled_at=now)


@changes
def unreachable(session: Session, now: datetime, number: int) -> None:
    """Give a notice up: the person has no account, or stopped the bot; tell the back office."""
    row = session.get_one(Notice, number)
    row.state, row.settled_at = UNREACHABLE, now
    if row.staff_id is None:
        return
    account = session.scalar(select(Account).where(Account.staff_id == row.staff_id))
    if account and account.unreachable_since is None:
        account.unreachable_since = now
        today = now.date()
        office = organisation.holding(session, today, OFFICE) - {row.staff_id}
        notices.tell(session, now, "unreachable", today, office)


@changes
def reachable(session: Session, telegram_id: int, since: datetime | None) -> None:
    """Remember that the person can be reached (none), or not since a moment."""
    mine = update(Account).where(Account.telegram_id == telegram_id)
    session.execute(mine.values(unreachable_since=since))


@changes
def moved(session: Session, old: int, new: int) -> None:
    """Follow a group to its new number, in everything that names it; nothing is told twice."""
    stem = func.substr(TABLE.c.key, 1, func.length(TABLE.c.key) - len(str(old)))
    key, twin = stem.concat(str(new)), TABLE.alias()
    told = exists().where(twin.c.key == key, twin.c.piece == TABLE.c.piece)
    session.execute(delete(TABLE).where(TABLE.c.chat_id == old, told))
    session.execute(update(TABLE).where(TABLE.c.chat_id == old).values(chat_id=new, key=key))
    group = session.scalar(select(Group).where(Group.chat_id == old))
    if group and session.scalar(select(Group.id).where(Group.chat_id == new)):
        session.delete(group)
    elif group:
        group.chat_id = new


def not_reached(session: Session, who: int, today: date) -> list[organisation.Employee]:
    """Return those whom whoever asks may see and whom no message reaches; UnknownPersonError."""
    asking = organisation.viewer(session, who, today)
    blocked = set(
        session.scalars(select(Account.staff_id).where(Account.unreachable_since.is_not(None)))
    )
    people = asking.organisation.people
    seen = asking.organisation.seen_by(asking.me)
    return organisation.sorted_people(people[one] for one in seen & blocked)


@changes
def wipe(session: Session, before: datetime) -> None:
    """Forget what old notices said."""
    over = (SENT, UNREACHABLE, FAILED, CANCELLED, MERGED)
    old = (TABLE.c.settled_at < before) & TABLE.c.state.in_(over)
    session.execute(update(TABLE).where(old).values(data_sealed=b""))


def _settle(session: Session, number: int, **values: Any) -> None:
    waiting = (TABLE.c.id == number) & (TABLE.c.state == WAITING)
    session.execute(update(TABLE).where(waiting).values(**values))


def _text(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False)
