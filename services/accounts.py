"""Which Telegram account belongs to whom, and the language that it reads."""

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from services.store import changes
from services.store.people import Account

# of the bare table: these two are asked with every update
ROWS = Account.__table__.c
STAFF = select(ROWS.staff_id).where(ROWS.telegram_id == bindparam("who"))
LANGUAGE = select(ROWS.language).where(ROWS.telegram_id == bindparam("who"))


def staff_of(session: Session, telegram_id: int) -> int | None:
    """Return the person that the account is bound to."""
    return session.scalar(STAFF, {"who": telegram_id})


def is_bound(session: Session, staff_id: int) -> bool:
    """Tell whether the person has an account."""
    return session.scalar(select(Account.staff_id).where(Account.staff_id == staff_id)) is not None


def language(session: Session, telegram_id: int) -> str | None:
    """Return the language that the person chose."""
    return session.scalar(LANGUAGE, {"who": telegram_id})


@changes
def choose_language(session: Session, telegram_id: int, chosen: str) -> None:
    """Remember the language that a bound account reads."""
    session.execute(
        update(Account).where(Account.telegram_id == telegram_id).values(language=chosen)
    )
