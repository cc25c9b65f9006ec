"""Small groups: made, held against the organisation, their sums, who sees them."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import organisation
from services.organisation import Organisation
from services.recurrence import ZONE
from services.squads import making, rows
from services.squads.making import Made
from services.squads.rows import Group
from services.store import Store, changes
from services.store.figures import Batch
from services.store.people import Terms
from tests.branch import NOW, account

TANG = account("JC015")
RED = ("JC019", "JC030", "JC031", "JC032")
BLUE = ("JC020", "JC033", "JC034", "JC035")


def at(month: int, day: int, hour: int = 9) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=ZONE)


def ids(store: Store, *numbers: str) -> list[int]:
    found = [store.call(organisation.by_number, one, NOW.date()) for one in numbers]
    return [one.staff_id for one in found]


def made(  # noqa: PLR0913 - what a group is made of
    store: Store,
    name: str,
    numbers: Iterable[str],
    leader: str | None = None,
    *,
    who: int = TANG,
    now: datetime = NOW,
) -> int:
    """Make a group; return it."""
    number = store.call(making.make, who, now, name=name).group.id
    for one in numbers:
        turned(store, number, one, who=who, now=now)
    if leader:
        (staff,) = ids(store, leader)
        version = group(store, number, now.date()).version
        store.call(making.lead, who, now, squad=number, version=version, staff=staff)
    return number


def turned(  # noqa: PLR0913 - a button's fields
    store: Store,
    squad: int,
    number: str,
    *,
    into: bool = True,
    who: int = TANG,
    now: datetime = NOW,
    **other: Any,
) -> Made:
    """Take somebody into a group, or out of it."""
    (staff,) = ids(store, number)
    version = group(store, squad, now.date()).version
    told = {"squad": squad, "version": version, "staff": staff, "into": into} | other
    return store.call(making.turn, who, now, **told)


def there(store: Store, day: date) -> tuple[Group, ...]:
    """Return all groups of a day."""

    def work(session: Session) -> tuple[Group, ...]:
        return rows.groups(session, on(session, day))

    return store.call(work)


def on(session: Session, day: date) -> Organisation:
    return organisation.on(session, day)


def group(store: Store, squad: int, day: date) -> Group:
    return next(one for one in there(store, day) if one.id == squad)


def numbers(found: Group) -> list[str]:
    return [one.number for one in found.members]


@changes
def moved(session: Session, /, number: str, first_day: date, **terms: Any) -> None:
    """Give somebody other terms from a day on."""
    staff = organisation.by_number(session, number, NOW.date()).staff_id
    chosen = select(Terms).where(Terms.staff_id == staff).order_by(Terms.first_day.desc())
    old = session.scalars(chosen.limit(1)).one()
    names = [one.name for one in Terms.__table__.columns]
    same = {one: getattr(old, one) for one in names if one not in {"id", "name_sealed"}}
    new = Terms(**same | {"first_day": first_day} | terms)
    new.name = old.name
    session.add(new)
    moments = dict.fromkeys(("made_at", "visible_at", "released_at"), NOW)
    session.add(Batch(file_sealed=b"", digest=b"", state="visible", **moments))  # as an import
