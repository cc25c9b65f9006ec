"""Which Telegram account belongs to whom, and the language that it reads."""

from datetime import datetime

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm import Session

from services.store import changes
from services.store.people import Account
from services.store.remembered import MEMORY

# of the bare table: it is asked with every update
ROWS = Account.__table__.c
ROW = select(ROWS.staff_id, ROWS.language).where(ROWS.telegram_id == bindparam("who"))
UNBOUND = None, None
ASKED = "accounts"  # what a session carries in its `info`


def staff_of(session: Session, telegram_id: int) -> int | None:
    """Return the person that the account is bound to."""
    return _row(session, telegram_id)[0]


def is_bound(session: Session, staff_id: int) -> bool:
    """Tell whether the person has an account."""
    return session.scalar(select(Account.staff_id).where(Account.staff_id == staff_id)) is not None


def first_bound(session: Session) -> datetime | None:
    """Return since when the outlet uses the bot: when the first of the accounts was bound."""
    return session.scalar(select(func.min(Account.bound_at)))


def language(session: Session, telegram_id: int) -> str | None:
    """Return the language that the person chose."""
    return _row(session, telegram_id)[1]


def _row(session: Session, telegram_id: int) -> tuple[int | None, str | None]:
    """Return whose the account is and what it reads; a reading transaction asks once."""
    known: dict[int, tuple[int | None, str | None]] = session.info.setdefault(ASKED, {})
    if telegram_id not in known or MEMORY not in session.info:
        found = session.execute(ROW, {"who": telegram_id}).first()
        known[telegram_id] = (found.staff_id, found.language) if found else UNBOUND
    return known[telegram_id]


@changes
def choose_language(session: Session, telegram_id: int, chosen: str) -> None:
    """Remember the language that a bound account reads."""
    session.execute(
        update(Account).where(Account.telegram_id == telegram_id).values(language=chosen)
    )
