"""Items as their entries say: who holds how many since when, who is asked to take them.

An item is given up once it was written off; it stays in the register.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from services.store.inventory import InventoryEntry, InventoryItem

MATERIAL, EQUIPMENT = "material", "equipment"
KINDS = (MATERIAL, EQUIPMENT)
REGISTERED, HANDED, TAKEN, REFUSED, WITHDRAWN, COUNTED = (
    *("registered", "handed", "taken"),
    *("refused", "withdrawn", "counted"),
)
USED_UP, DAMAGED, LOST = "used_up", "damaged", "lost"
CAUSES = (USED_UP, DAMAGED, LOST)
"""Why an item is written off."""
ANSWERS = {TAKEN, REFUSED, WITHDRAWN}


@dataclass(frozen=True, slots=True)
class Offered:
    """That the item is handed to somebody who has not answered: to whom, by whom, when."""

    to_id: int
    by_id: int
    at: datetime


@dataclass(frozen=True)
class Item:
    """An item as it stands; `version`: the number of its last entry.

    Whoever holds it answers for it until somebody else has taken it. `since`: the day from which
    he holds it. `over`: why it was written off, on the day `ended`.
    """

    row: InventoryItem = field(repr=False)
    entries: tuple[InventoryEntry, ...] = field(repr=False)
    count: int
    holder_id: int
    since: date
    offered: Offered | None
    over: str | None
    ended: date | None

    @property
    def id(self) -> int:
        """Its id."""
        return self.row.id

    @property
    def name(self) -> str:
        """What it is called, unsealed."""
        return self.row.text

    @property
    def note(self) -> str:
        """What was noted when it was registered, unsealed."""
        return self.entries[0].text

    @property
    def version(self) -> int:
        """The number of its last entry."""
        return self.entries[-1].number


def read(row: InventoryItem, entries: Sequence[InventoryEntry]) -> Item:
    """Return how an item stands, given its entries in order."""
    first = entries[0]
    count, holder, since = first.count or 0, first.made_by, first.day
    offered, over, ended = None, None, None
    for one in entries:
        count = count if one.count is None else one.count
        if one.act in {REGISTERED, TAKEN} and one.staff_id is not None:
            holder, since = one.staff_id, one.day
        if one.act == HANDED and one.staff_id is not None:
            offered = Offered(one.staff_id, one.made_by, one.at)
        elif one.act in ANSWERS:
            offered = None
        elif one.act in CAUSES:
            over, ended = one.act, one.day
    return Item(row, tuple(entries), count, holder, since, offered, over, ended)


def of_outlets(session: Session, outlets: Iterable[str]) -> list[Item]:
    """Return the items of some outlets, in the order in which they were registered."""
    return _found(session, InventoryItem.outlet.in_([*outlets]))


def touched(session: Session, staff_id: int) -> list[Item]:
    """Return the items that a person holds, held, or was asked to take."""
    his = select(InventoryEntry.item_id).where(InventoryEntry.staff_id == staff_id)
    return _found(session, InventoryItem.id.in_(his))


def held(session: Session, staff_id: int) -> list[Item]:
    """Return what a person answers for now."""
    found = touched(session, staff_id)
    return [one for one in found if one.holder_id == staff_id and one.over is None]


def awaits(session: Session, staff_id: int) -> list[Item]:
    """Return what a person is asked to take."""
    found = touched(session, staff_id)
    return [one for one in found if one.offered and one.offered.to_id == staff_id]


def one(session: Session, item: int, *, locked: bool = False) -> Item | None:
    """Return an item, held for a change if `locked`."""
    row = session.get(InventoryItem, item, with_for_update=locked or None)
    if row is None:
        return None
    return read(row, _entries(session, InventoryEntry.item_id == item)[item])


def _found(session: Session, *where: ColumnElement[bool]) -> list[Item]:
    rows = session.scalars(select(InventoryItem).where(*where)).all()
    ids = select(InventoryItem.id).where(*where)
    entries = _entries(session, InventoryEntry.item_id.in_(ids))
    found = [read(row, entries[row.id]) for row in rows]
    return sorted(found, key=lambda each: (each.entries[0].at, each.id))


def _entries(
    session: Session, where: ColumnElement[bool]
) -> Mapping[int, Sequence[InventoryEntry]]:
    chosen = select(InventoryEntry).where(where)
    ordered = session.scalars(chosen.order_by(InventoryEntry.item_id, InventoryEntry.number))
    return {item: [*rows] for item, rows in groupby(ordered, lambda each: each.item_id)}
