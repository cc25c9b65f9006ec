"""Small groups as they stand on a day: entries replayed, held against the organisation.

A person is where his last entry says. Whoever left, changed his unit since or is no longer under
the one who made the group is out of it without an entry.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.history import Employee, History, Organisation, history
from services.organisation import Viewer, sorted_people
from services.recurrence import ZONE
from services.store.squads import Squad, SquadEntry

JOINED, LEFT, LED = "joined", "left", "led"
MAKES = frozenset({"station_manager", "district_manager", "project_director"})


@dataclass(frozen=True, slots=True)
class Group:
    """A small group on a day; `leader` none: nobody leads it now. Members are by 工号.

    `changed_at`: when its members were changed last, after the day on which it was made.
    """

    id: int
    version: int
    maker: Employee
    name: str
    members: tuple[Employee, ...]
    leader: Employee | None
    changed_at: datetime | None

    @property
    def ids(self) -> frozenset[int]:
        """The staff ids of the members."""
        return frozenset(one.staff_id for one in self.members)


def groups(session: Session, org: Organisation) -> tuple[Group, ...]:
    """Return all groups there are on the organisation's day, the earliest made first."""
    people, held = history(session), dict[int, dict[int, SquadEntry]]()
    changed = _changed(session)
    for staff_id, entry in _last(session).items():
        held.setdefault(entry.squad_id, {})[staff_id] = entry
    chosen = select(Squad).where(Squad.ended_on.is_(None)).order_by(Squad.made_at, Squad.id)
    return tuple(
        _group(people, org, row, held.get(row.id, {}), changed.get(row.id))
        for row in session.scalars(chosen)
        if _leads(org, row.maker_id)
    )


def _last(session: Session) -> dict[int, SquadEntry]:
    """Return everybody's last entry."""
    rows = session.scalars(select(SquadEntry).order_by(SquadEntry.staff_id, SquadEntry.turn))
    return {one.staff_id: one for one in rows}


def _changed(session: Session) -> dict[int, datetime]:
    """Return when members of groups were changed last, after the day they were made."""
    rows = session.execute(
        select(SquadEntry.squad_id, SquadEntry.day, SquadEntry.at, Squad.made_at)
        .join(Squad, Squad.id == SquadEntry.squad_id)
        .where(SquadEntry.act != LED)
        .order_by(SquadEntry.at)
    )
    return {one: at for one, day, at, made in rows if day > made.astimezone(ZONE).date()}


def _leads(org: Organisation, staff_id: int) -> bool:
    one = org.people.get(staff_id)
    return one is not None and one.works_on(org.day) and bool(one.posts & MAKES)


def _group(
    people: History,
    org: Organisation,
    row: Squad,
    entries: dict[int, SquadEntry],
    changed_at: datetime | None,
) -> Group:
    below = frozenset(org.below(row.maker_id))
    inside = {
        one: entry
        for one, entry in entries.items()
        if entry.act != LEFT and one in below and _stayed(people, org, entry)
    }
    led = max((one for one in inside.values() if one.act == LED), key=_number, default=None)
    return Group(
        row.id,
        row.version,
        org.people[row.maker_id],
        row.name,
        tuple(sorted_people(org.people[one] for one in inside)),
        org.people[led.staff_id] if led else None,
        changed_at,
    )


def _number(entry: SquadEntry) -> int:
    return entry.number


def _stayed(people: History, org: Organisation, entry: SquadEntry) -> bool:
    """Tell whether somebody works here and has been in the same unit ever since."""
    one = org.people.get(entry.staff_id)
    if one is None or not one.works_on(org.day):
        return False
    since = [
        terms.unit for first, terms in people.terms[entry.staff_id] if entry.day < first <= org.day
    ]
    return {one.unit, *since} == {entry.unit}


def of_person(found: Iterable[Group], staff_id: int) -> Group | None:
    """Return the group that somebody is in."""
    return next((one for one in found if staff_id in one.ids), None)


def makes(asking: Viewer) -> bool:
    """Tell whether whoever asks makes groups: he leads a team."""
    return bool(asking.posts & MAKES)


def add(  # noqa: PLR0913, PLR0917 - what is added, by whom
    session: Session, now: datetime, squad: Squad, one: Employee, act: str, by: int
) -> None:
    """Add an entry to a group, which was locked; so is the person's row."""
    last = select(func.coalesce(func.max(SquadEntry.turn), 0))
    turn = session.scalars(last.where(SquadEntry.staff_id == one.staff_id)).one()
    squad.version += 1
    session.add(
        SquadEntry(
            squad_id=squad.id,
            number=squad.version,
            staff_id=one.staff_id,
            turn=turn + 1,
            act=act,
            unit=one.unit,
            day=now.date(),
            by_id=by,
            at=now,
        )
    )
    session.flush()
