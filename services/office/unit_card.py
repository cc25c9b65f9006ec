"""The tree of units: a unit, what is above and below it, and its people as one may see them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.facts.organisation import CLOSED
from services.history import Unit as UnitNow
from services.office.rights import keeper
from services.organisation import Employee, NotYoursError, Organisation, Viewer, viewer
from services.store.people import Unit


@dataclass(frozen=True, slots=True)
class Place:
    """A unit in the tree, and how many of its people whoever asks may see."""

    unit: int  # the id of the unit's row
    code: str
    name: str
    kind: str
    people: int


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who belongs to the unit, and who is above him."""

    employee: Employee
    superior: str


@dataclass(frozen=True)
class UnitCard:
    """A unit; `runs`: whoever asks may change it, `keeps`: he may put people and units there."""

    place: Place
    bank: str | None
    urban: bool
    since: date
    above: Place | None
    below: tuple[Place, ...]
    members: tuple[Member, ...]
    keeps: bool
    runs: bool


def card(session: Session, who: int, today: date, unit: int) -> UnitCard:
    """Return a unit by the id of one of its rows, one's own for 0.

    UnknownPersonError; NotYoursError unless it is above or below one's own, or of one's people.
    """
    asking = viewer(session, who, today)
    code = session.scalar(select(Unit.code).where(Unit.id == unit)) if unit else asking.me.unit
    organisation = asking.organisation
    visible = _visible(asking)
    if code not in visible or code not in organisation.units:
        raise NotYoursError
    here = organisation.units[code]
    keeping = keeper(session, who, today)
    below = [one for one in organisation.units.values() if one.parent == code]
    shown = [one for one in below if one.code in visible and one.kind != CLOSED]
    above = organisation.units.get(here.parent or "")
    return UnitCard(
        _place(asking, here),
        here.bank,
        here.urban,
        here.first_day,
        _place(asking, above) if above else None,
        tuple(_place(asking, one) for one in sorted(shown, key=lambda one: one.code)),
        tuple(_members(asking, code)),
        keeping is not None and keeping.keeps_unit(code) and here.kind != CLOSED,
        keeping is not None and keeping.runs_unit(code),
    )


def _visible(asking: Viewer) -> set[str]:
    """Return the units of one's people with all above them; those below one's own."""
    organisation = asking.organisation
    codes = {organisation.people[one].unit for one in organisation.seen_by(asking.me)}
    found = set(organisation.within(asking.me.unit))
    for code in codes:
        found |= set(_line(organisation, code))
    return found


def _line(organisation: Organisation, code: str | None) -> list[str]:
    """Return the unit and those above it."""
    line: list[str] = []
    while code is not None and code not in line:
        line.append(code)
        unit = organisation.units.get(code)
        code = unit.parent if unit else None
    return line


def _place(asking: Viewer, unit: UnitNow) -> Place:
    within = asking.organisation.within(unit.code)
    count = sum(one.unit in within for one in _seen(asking))
    return Place(unit.id, unit.code, unit.name, unit.kind, count)


def _members(asking: Viewer, code: str) -> list[Member]:
    """Return those of the unit itself, who leads before who follows."""
    organisation = asking.organisation
    people = [one for one in _seen(asking) if one.unit == code]
    people.sort(key=lambda one: (-len(organisation.reports.get(one.staff_id, ())), one.number))
    above = (organisation.people.get(one.superior_id or 0) for one in people)
    return [
        Member(one, superior.name if superior else "")
        for one, superior in zip(people, above, strict=True)
    ]


def _seen(asking: Viewer) -> list[Employee]:
    organisation = asking.organisation
    people = (organisation.people[one] for one in organisation.seen_by(asking.me))
    return [one for one in people if one.works_on(organisation.day)]
