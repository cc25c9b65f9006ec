"""Who has seen whose figures: noted with the update that showed them, first times only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Table, bindparam, select
from sqlalchemy.dialects.postgresql import insert as insert_postgres
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Session

from services.month import Month
from services.store import changes, talk
from services.store.people import Account

TABLE: Table = talk.Sight.__table__  # type: ignore[assignment]  # it is a Table
COLUMNS = TABLE.c.viewer_id, TABLE.c.staff_id, TABLE.c.month, TABLE.c.mark, TABLE.c.at
NAMES = "whose", "when", "upto", "now"
VIEWED = select(
    Account.staff_id,
    *(bindparam(name, type_=one.type) for name, one in zip(NAMES, COLUMNS[1:], strict=True)),
).where(Account.telegram_id == bindparam("who"))  # of an account that is nobody's: nothing
NOTE_SQLITE = insert_sqlite(TABLE).from_select(COLUMNS, VIEWED).on_conflict_do_nothing()
NOTE_POSTGRES = insert_postgres(TABLE).from_select(COLUMNS, VIEWED).on_conflict_do_nothing()


@dataclass(frozen=True, slots=True)
class Seen:
    """A month of somebody that was shown to an account; `mark`: the latest batch in it."""

    who: int
    staff_id: int
    month: Month
    mark: int


@changes
def record(session: Session, now: datetime, seen: Iterable[Seen]) -> None:
    """Note what was shown; of what was noted before the first time stays."""
    sqlite = session.get_bind().dialect.name == "sqlite"
    rows = [
        {"who": one.who, "whose": one.staff_id, "when": one.month, "upto": one.mark, "now": now}
        for one in set(seen)
    ]
    if rows:
        session.execute(NOTE_SQLITE if sqlite else NOTE_POSTGRES, rows)


def own(session: Session, upto: datetime) -> dict[int, list[Month]]:
    """Return which of their own months people had seen by a moment."""
    pairs = select(talk.Sight.staff_id, talk.Sight.month).distinct()
    mine = pairs.where(talk.Sight.viewer_id == talk.Sight.staff_id, talk.Sight.at <= upto)
    found: dict[int, list[Month]] = {}
    for staff_id, month in session.execute(mine.order_by(talk.Sight.month)):
        found.setdefault(staff_id, []).append(month)
    return found


def since(
    session: Session, people: Iterable[int], months: Iterable[Month], moment: datetime
) -> dict[int, datetime]:
    """Return who of the people has seen one of his own months since a moment, and when first."""
    rows = (
        select(talk.Sight.staff_id, talk.Sight.at)
        .where(talk.Sight.viewer_id == talk.Sight.staff_id, talk.Sight.at >= moment)
        .where(talk.Sight.month.in_(list(months)), talk.Sight.staff_id.in_(list(people)))
        .order_by(talk.Sight.at.desc())
    )
    return dict(session.execute(rows).all())


def any_seen(session: Session) -> bool:
    """Tell whether anybody has seen anything."""
    return session.scalar(select(talk.Sight.staff_id).limit(1)) is not None
