"""The register as it is read: outlets with counts, an outlet's items, what a person holds."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from services.drafts import Choice
from services.history import Employee
from services.inventory import rows
from services.inventory.rights import OUTLET, Desk, desk
from services.inventory.rows import Item
from services.organisation import NotYoursError


@dataclass(frozen=True, slots=True)
class Line:
    """An item in a list: who holds it, who is asked to take it, which outlet's it is."""

    item: Item
    outlet: str
    holder: Employee
    taker: Employee | None


@dataclass(frozen=True, slots=True)
class Happened:
    """An entry of an item's history: who did what, to or by whom; `text`: a note or reason."""

    act: str
    day: date
    at: datetime
    by: str
    whom: str
    count: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Card:
    """An item with its history, as whoever asks may see it.

    `keeps`: he may change it, `reads`: and the others of its outlet; `takes`: he is asked to
    take it.
    """

    line: Line
    history: tuple[Happened, ...]
    keeps: bool
    reads: bool
    takes: bool


@dataclass(frozen=True, slots=True)
class Weighed:
    """An item that is to be changed; `mine`: whoever changes it takes it himself."""

    line: Line
    mine: bool


@dataclass(frozen=True, slots=True)
class Place:
    """An outlet: how many items it has in use, and how many of them wait for a receiver."""

    code: str
    name: str
    items: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Shelf:
    """A page of an outlet's items; `over`: how many were written off."""

    code: str
    name: str
    lines: tuple[Line, ...]
    total: int
    over: int
    keeps: bool
    single: bool


def places(session: Session, who: int, today: date) -> tuple[Place, ...]:
    """Return the outlets that whoever asks reads, by code; UnknownPersonError.

    One that was closed only while it still has something.
    """
    asking = desk(session, who, today)
    live = [one for one in rows.of_outlets(session, asking.reads) if one.over is None]
    items = Counter(one.row.outlet for one in live)
    waiting = Counter(one.row.outlet for one in live if one.offered)
    units = asking.org.units
    return tuple(
        Place(code, asking.called(code), items[code], waiting[code])
        for code in sorted(asking.reads)
        if units[code].kind == OUTLET or items[code]
    )


def shelf(  # noqa: PLR0913, PLR0917 - which outlet, which page
    session: Session, who: int, today: date, outlet: str, first: int, most: int, *, over: bool
) -> Shelf:
    """Return a page of an outlet's items in use, or those written off.

    UnknownPersonError, NotYoursError.
    """
    asking = desk(session, who, today)
    if outlet not in asking.reads:
        raise NotYoursError
    found = rows.of_outlets(session, [outlet])
    ended = [one for one in found if one.over]
    shown = ended[::-1] if over else [one for one in found if one.over is None]
    return Shelf(
        outlet,
        asking.called(outlet),
        tuple(line(asking, one) for one in shown[first : first + most]),
        len(shown),
        len(ended),
        outlet in asking.keeps and asking.org.units[outlet].kind == OUTLET,
        len(asking.reads) == 1,
    )


def mine(session: Session, who: int, today: date) -> tuple[Line, ...]:
    """Return what whoever asks holds, and is asked to take; UnknownPersonError."""
    asking = desk(session, who, today)
    found = rows.touched(session, asking.me)
    return tuple(line(asking, one) for one in found if _his(asking, one))


def waits(session: Session, who: int, today: date) -> tuple[Line, ...]:
    """Return what whoever asks is asked to take; UnknownPersonError."""
    asking = desk(session, who, today)
    return tuple(line(asking, one) for one in rows.awaits(session, asking.me))


def weigh(
    session: Session,
    who: int,
    today: date,
    *,
    item: int,
    holder: Choice | None = None,
    **_answers: object,
) -> Weighed:
    """Return the item that is to be handed on or written off; errors as of `card`."""
    asking = desk(session, who, today)
    found = asking.must_read(rows.one(session, item))
    mine = holder is not None and holder.code == asking.viewer.me.number
    return Weighed(line(asking, found), mine)


def card(session: Session, who: int, today: date, item: int) -> Card:
    """Return an item with its history; UnknownPersonError, NotYoursError."""
    asking = desk(session, who, today)
    return drawn(asking, asking.must_read(rows.one(session, item)))


def drawn(asking: Desk, item: Item) -> Card:
    """Return an item as whoever asks, who may read of it, sees it."""
    people = asking.org.people
    history = tuple(
        Happened(
            one.act,
            one.day,
            one.at,
            people[one.made_by].name,
            people[one.staff_id].name if one.staff_id else "",
            one.count,
            one.text,
        )
        for one in item.entries
    )
    keeps = item.row.outlet in asking.keeps
    takes = item.offered is not None and item.offered.to_id == asking.me
    return Card(line(asking, item), history, keeps, item.row.outlet in asking.reads, takes)


def line(asking: Desk, item: Item) -> Line:
    """Return an item as a list has it."""
    people = asking.org.people
    taker = people[item.offered.to_id] if item.offered else None
    return Line(item, asking.called(item.row.outlet), people[item.holder_id], taker)


def _his(asking: Desk, item: Item) -> bool:
    holds = item.holder_id == asking.me and item.over is None
    return holds or (item.offered is not None and item.offered.to_id == asking.me)
