"""An entry is added to an item, on record; who is asked to take it, and who is told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services import notices
from services.inventory import reading, rows
from services.inventory.reading import Card
from services.inventory.rights import Desk
from services.inventory.rows import HANDED
from services.organisation import NotYoursError
from services.store import audit
from services.store.inventory import InventoryEntry

HAND, CHANGED = "inventory_hand", "inventory_changed"


@dataclass(frozen=True, slots=True)
class Done:
    """An item as it stands now (none: no longer his to see); `done`: by this press."""

    card: Card | None
    done: bool


def add(  # noqa: PLR0913 - the columns
    session: Session,
    now: datetime,
    asking: Desk,
    item: int,
    act: str,
    *,
    day: date | None = None,
    text: str = "",
    **more: int,
) -> int:
    """Add an entry, on record, and return its number."""
    last = select(func.max(InventoryEntry.number)).where(InventoryEntry.item_id == item)
    number = (session.scalar(last) or 0) + 1
    row = InventoryEntry(item_id=item, number=number, act=act, day=day or now.date(), **more)
    row.at, row.made_by = now, asking.me
    row.text = text
    session.add(row)
    session.flush()
    audit.record(session, now, asking.me, f"inventory.{act}", item=item, number=number)
    return number


def ask(  # noqa: PLR0913 - the columns
    session: Session, now: datetime, asking: Desk, item: int, *, to: int, text: str = ""
) -> None:
    """Hand an item to somebody: he is asked whether he has it."""
    number = add(session, now, asking, item, HANDED, staff_id=to, text=text)
    notices.tell(session, now, HAND, f"{item}.{number}", [to], item=item, version=number)


def told(
    session: Session, now: datetime, asking: Desk, item: int, people: Iterable[int] = ()
) -> Done:
    """Tell people, himself left out, what was done last; return the item as it stands now."""
    one = rows.one(session, item)
    if one is None:
        raise NotYoursError
    made = reading.drawn(asking, one)
    last, line = made.history[-1], made.line
    notices.tell(
        session,
        now,
        CHANGED,
        f"{item}.{one.version}",
        sorted({*people} - {asking.me}),
        item=item,
        act=last.act,
        name=one.name,
        count=one.count,
        outlet=line.outlet,
        by=last.by,
        whom=last.whom,
        text=last.text,
    )
    return Done(made if asking.may_read(one) else None, done=True)
