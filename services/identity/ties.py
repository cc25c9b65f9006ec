"""The tie between a person and a Telegram account: made and cut, nowhere else."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Table, or_, select, update
from sqlalchemy.dialects.postgresql import insert as insert_postgres
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Session

from services import drafts, notices
from services.identity.asking import KIND, REFUSED, WAITING, ask
from services.store import audit
from services.store.people import Account, Binding, Invitation, Staff
from services.store.work import Job

TABLE: Table = Account.__table__  # type: ignore[assignment]  # it is a Table


class AlreadyBoundError(Exception):
    """The account belongs to somebody already, or the person has an account."""


@dataclass(frozen=True, slots=True)
class Tie:
    """An account, a person, and the language that the account reads until another is chosen."""

    telegram_id: int
    staff_id: int
    language: str


def hold(session: Session, staff_ids: Iterable[int]) -> None:
    """Let nobody else invite or unbind the people until this transaction ends."""
    chosen = select(Staff.id).where(Staff.id.in_(list(staff_ids))).order_by(Staff.id)
    session.execute(chosen.with_for_update()).all()


def bind(session: Session, now: datetime, tie: Tie, by: int | None) -> None:
    """Give the account to the person; AlreadyBoundError if either is taken.

    Nobody else's claim to either, and no other invitation of the person, is left; those whom
    the person is to confirm from now on wait for him.
    """
    sqlite = session.get_bind().dialect.name == "sqlite"
    adding = (insert_sqlite if sqlite else insert_postgres)(TABLE)
    row = adding.values(bound_at=now, **asdict(tie))
    added = session.execute(row.on_conflict_do_nothing().returning(TABLE.c.staff_id))
    if added.first() is None:
        raise AlreadyBoundError
    staff_id, telegram_id = tie.staff_id, tie.telegram_id
    revoke(session, now, staff_id)
    refuse(session, now, staff_id=staff_id, telegram_id=telegram_id, by=by)
    audit.record(session, now, by, "account bound", staff=staff_id, telegram_id=telegram_id)
    ask(session, now)


def unbind(
    session: Session, now: datetime, staff_id: int, by: int | None, why: str
) -> Account | None:
    """Take the person's account away and return it as it was; none if there was none.

    What the account had begun goes with it; whom the person was to confirm others are asked.
    """
    hold(session, [staff_id])
    old = session.scalar(select(Account).where(Account.staff_id == staff_id))
    if old is None:
        return None
    session.delete(old)
    session.flush()
    drafts.drop(session, old.telegram_id)
    session.execute(
        update(Job)  # without its holder a job that runs is lost to whoever does it
        .where(Job.telegram_id == old.telegram_id, Job.settled_at.is_(None))
        .values(state="cancelled", holder=None, settled_at=now)
    )
    detail = {"staff": staff_id, "telegram_id": old.telegram_id, "why": why}
    audit.record(session, now, by, "account unbound", **detail)
    ask(session, now)
    return old


def tell_old(session: Session, now: datetime, old: Account | None) -> None:
    """Tell the account that was unbound: it may be its owner who hears of it only so."""
    if old is not None:
        about, chat = f"{old.staff_id}@{now.isoformat()}", old.telegram_id
        notices.tell_chat(session, now, "unbound", about, chat, language=old.language)


def revoke(session: Session, now: datetime, staff_id: int) -> None:
    """End the person's invitations that nobody opened."""
    session.execute(
        update(Invitation)
        .where(Invitation.staff_id == staff_id)
        .where(Invitation.used_at.is_(None), Invitation.expires_at > now)
        .values(expires_at=now)
    )


def refuse(
    session: Session, now: datetime, *, staff_id: int, telegram_id: int | None, by: int | None
) -> None:
    """End the claims that wait for the person, and those that come from the account."""
    theirs = or_(Binding.staff_id == staff_id, Binding.telegram_id == telegram_id)
    rows = session.scalars(select(Binding).where(Binding.state == WAITING, theirs)).all()
    for row in rows:
        row.state, row.decided_at, row.decided_by = REFUSED, now, by
        notices.call_back(session, now, KIND, row.id)
    session.flush()
