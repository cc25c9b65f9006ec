"""What of the register a leaver hands over: what he holds, and what became of what he held."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from services.history import Employee
from services.inventory import rows
from services.inventory.rows import CAUSES, REGISTERED, TAKEN, Item


@dataclass(frozen=True, slots=True)
class Held:
    """An item of a leaver's: `taker` is asked to take it (none: nobody yet) or has taken it.

    `gone`: the day on which it left him, by `over` where it was written off; none: he holds it.
    """

    name: str
    count: int
    taker: Employee | None
    gone: date | None
    over: str | None


def of(
    session: Session, people: Mapping[int, Employee], staff_id: int, since: date
) -> tuple[Held, ...]:
    """Return what a person holds, and what left him on a day or after it, as registered."""
    found = (_held(people, one, staff_id) for one in rows.touched(session, staff_id))
    return tuple(one for one in found if one and (one.gone is None or one.gone >= since))


def _held(people: Mapping[int, Employee], item: Item, staff_id: int) -> Held | None:
    """Return an item as the person holds it, or how it left him last; none: he never held it."""
    holder, count, found = 0, 0, None
    for one in item.entries:
        before, count = holder, one.count or count
        if one.act in {REGISTERED, TAKEN}:
            holder = one.staff_id or 0
        if before == staff_id and holder != staff_id:
            found = Held(item.name, count, people[holder], one.day, None)
        elif before == staff_id and one.act in CAUSES:
            found = Held(item.name, count, None, one.day, one.act)
    if item.holder_id == staff_id and item.over is None:
        taker = people[item.offered.to_id] if item.offered else None
        return Held(item.name, item.count, taker, None, None)
    return found
