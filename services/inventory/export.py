"""The register as a workbook: of an outlet, or of everything that one may read; on record."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from services.inventory import reading, rows
from services.inventory.reading import Card
from services.inventory.rights import Desk, desk
from services.inventory.rows import Item
from services.organisation import NotYoursError
from services.store import audit, changes

ALL = ""
"""Stands for all outlets that whoever asks reads, and what he holds himself."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What an export would hold: of which outlet (none: of all), how many items."""

    outlet: str | None
    items: int


def count(session: Session, who: int, today: date, outlet: str) -> Counted:
    """Return what an export would hold; UnknownPersonError, NotYoursError."""
    asking = desk(session, who, today)
    return _counted(asking, outlet, _items(session, asking, outlet))


@changes
def log(session: Session, who: int, now: datetime, outlet: str) -> Counted:
    """Write on record that somebody exports it, before he gets `cards`; errors as of `count`."""
    asking = desk(session, who, now.date())
    made = _counted(asking, outlet, _items(session, asking, outlet))
    audit.record(
        session, now, asking.me, "inventory.exported", outlet=outlet or "all", items=made.items
    )
    return made


def cards(session: Session, who: int, today: date, outlet: str) -> tuple[Card, ...]:
    """Return the items, those written off too, with their history; errors as of `count`."""
    asking = desk(session, who, today)
    return tuple(reading.drawn(asking, one) for one in _items(session, asking, outlet))


def _counted(asking: Desk, outlet: str, items: list[Item]) -> Counted:
    return Counted(asking.called(outlet) if outlet else None, len(items))


def _items(session: Session, asking: Desk, outlet: str) -> list[Item]:
    if outlet:
        if outlet not in asking.reads:
            raise NotYoursError
        return rows.of_outlets(session, [outlet])
    his = [one for one in rows.touched(session, asking.me) if asking.may_read(one)]
    found = {one.id: one for one in (*rows.of_outlets(session, asking.reads), *his)}
    return sorted(found.values(), key=lambda one: one.row.outlet)
