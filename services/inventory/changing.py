"""An item is handed on, counted anew, written off, by whoever keeps the register."""

from datetime import datetime

from sqlalchemy.orm import Session

from services import notices
from services.drafts import Choice
from services.inventory import reading, rows
from services.inventory.noting import HAND, Done, add, ask, told
from services.inventory.registering import NoSuchKindError, NotHereError, taker
from services.inventory.rights import Desk, desk
from services.inventory.rows import CAUSES, COUNTED, TAKEN, WITHDRAWN, Item
from services.store import changes


class SameCountError(ValueError):
    """There are as many already."""


class WaitsError(Exception):
    """It waits for a receiver: that is settled first. `name`: for whom."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


@changes
def hand(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    now: datetime,
    *,
    item: int,
    version: int,
    holder: Choice,
    note: str | None = None,
) -> Done:
    """Hand an item to somebody, who is asked; to oneself it is taken at once.

    UnknownPersonError, NotYoursError, NotHereError, WaitsError.
    """
    asking, one, fits = _kept(session, who, now, item, version)
    if not fits:
        return Done(reading.drawn(asking, one), done=False)
    person = taker(asking, one.row.outlet, holder)
    if person.staff_id == one.holder_id:
        raise NotHereError
    if person.staff_id != asking.me:
        ask(session, now, asking, item, to=person.staff_id, text=note or "")
        return told(session, now, asking, item)
    add(session, now, asking, item, TAKEN, staff_id=asking.me, text=note or "")
    return told(session, now, asking, item, [one.holder_id])


@changes
def withdraw(session: Session, who: int, now: datetime, *, item: int, version: int) -> Done:
    """Take back that an item was handed on; UnknownPersonError, NotYoursError."""
    asking = desk(session, who, now.date())
    one = asking.must_read(rows.one(session, item, locked=True))
    asking.must_keep(one.row.outlet)
    if one.version != version or one.offered is None:
        return Done(reading.drawn(asking, one), done=False)
    add(session, now, asking, item, WITHDRAWN, staff_id=one.offered.to_id)
    notices.call_back(session, now, HAND, f"{item}.{one.version}")
    return told(session, now, asking, item, [one.offered.to_id])


@changes
def recount(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    now: datetime,
    *,
    item: int,
    version: int,
    count: int,
    reason: str,
) -> Done:
    """Say how many there are now, and why; whoever holds them is told.

    UnknownPersonError, NotYoursError, SameCountError, WaitsError.
    """
    asking, one, fits = _kept(session, who, now, item, version)
    if not fits:
        return Done(reading.drawn(asking, one), done=False)
    if count == one.count:
        raise SameCountError
    add(session, now, asking, item, COUNTED, count=count, text=reason)
    return told(session, now, asking, item, [one.holder_id])


@changes
def write_off(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    now: datetime,
    *,
    item: int,
    version: int,
    cause: str,
    note: str | None = None,
) -> Done:
    """Write an item off: used up, damaged or lost; whoever held it is told.

    UnknownPersonError, NotYoursError, NoSuchKindError, WaitsError.
    """
    asking, one, fits = _kept(session, who, now, item, version)
    if not fits:
        return Done(reading.drawn(asking, one), done=False)
    if cause not in CAUSES:
        raise NoSuchKindError
    add(session, now, asking, item, cause, count=0, text=note or "")
    return told(session, now, asking, item, [one.holder_id])


def _kept(
    session: Session, who: int, now: datetime, item: int, version: int
) -> tuple[Desk, Item, bool]:
    """Return who asks, the item that he keeps, and whether it is as it was drawn; WaitsError."""
    asking = desk(session, who, now.date())
    one = asking.must_read(rows.one(session, item, locked=True))
    asking.must_keep(one.row.outlet)
    if one.version != version or one.over:
        return asking, one, False
    if one.offered:
        raise WaitsError(asking.org.people[one.offered.to_id].name)
    return asking, one, True
