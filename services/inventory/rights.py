"""Who keeps an outlet's register and who reads it (Articles 8.6 and 9.2).

Its station managers keep it; where it has none, the manager of its district. The back office of
the department, and of the branch, keeps it too. The managers of its district, the director and
the general manager read it. Everybody reads of what he holds himself, or is asked to take.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from services.facts.organisation import CLOSED
from services.history import BACK_OFFICE, SEES_ALL, Employee, Organisation
from services.inventory.rows import Item
from services.organisation import NotYoursError, Viewer, sorted_people, viewer

OUTLET = "outlet"
STATION, DISTRICT, DIRECTOR = "station_manager", "district_manager", "project_director"
READS = frozenset({STATION, DISTRICT, DIRECTOR, BACK_OFFICE, SEES_ALL})
HOLDS = READS - {SEES_ALL} | {"marketer"}


@dataclass(frozen=True, slots=True)
class Desk:
    """Who asks, which outlets he reads, and which of them he keeps."""

    viewer: Viewer
    reads: frozenset[str]
    keeps: frozenset[str]

    @property
    def me(self) -> int:
        """His staff id."""
        return self.viewer.staff_id

    @property
    def org(self) -> Organisation:
        """The organisation of today."""
        return self.viewer.organisation

    def may_read(self, item: Item) -> bool:
        """Tell whether he may read of the item."""
        asked = item.offered is not None and item.offered.to_id == self.me
        mine = item.holder_id == self.me and item.over is None
        return item.row.outlet in self.reads or mine or asked

    def must_read(self, item: Item | None) -> Item:
        """Return the item; NotYoursError if he may not read of it."""
        if item is None or not self.may_read(item):
            raise NotYoursError
        return item

    def must_keep(self, outlet: str) -> None:
        """NotYoursError unless he keeps the outlet's register."""
        if outlet not in self.keeps:
            raise NotYoursError

    def called(self, outlet: str) -> str:
        """Return what an outlet is called; its code if it is not known."""
        unit = self.org.units.get(outlet)
        return unit.name if unit else outlet


def desk(session: Session, who: int, today: date) -> Desk:
    """Return who asks and what he keeps and reads; UnknownPersonError."""
    asking = viewer(session, who, today)
    org, me = asking.organisation, asking.me
    reads = frozenset(_read_by(org, me))
    keeps = {one for one in reads if BACK_OFFICE in me.posts or me in managers(org, one)}
    return Desk(asking, reads, frozenset(keeps))


def managers(org: Organisation, outlet: str) -> list[Employee]:
    """Return an outlet's station managers; where it has none, the managers of its district."""
    here = (one for one in org.people.values() if one.unit == outlet and STATION in one.posts)
    found = [one for one in here if one.works_on(org.day)]
    return sorted_people(found) or district(org, outlet)


def district(org: Organisation, outlet: str) -> list[Employee]:
    """Return those who manage the district that an outlet is in, the nearest unit's."""
    leaders = [one for one in org.people.values() if DISTRICT in one.posts]
    leaders = [one for one in leaders if one.works_on(org.day)]
    for unit in _above(org, outlet):
        found = [one for one in leaders if _seat(org, one) == unit]
        if found:
            return sorted_people(found)
    return []


def holders(org: Organisation, outlet: str) -> list[Employee]:
    """Return who may be given an outlet's items: its people and its district's managers."""
    here = {one.staff_id: one for one in org.people.values() if one.unit == outlet}
    here |= {one.staff_id: one for one in district(org, outlet)}
    return sorted_people(one for one in here.values() if one.works_on(org.day))


def _read_by(org: Organisation, me: Employee) -> Iterator[str]:
    """Yield the outlets, closed ones too, that a person reads, by his posts and where he is."""
    outlets = [one.code for one in org.units.values() if one.kind in {OUTLET, CLOSED}]
    if SEES_ALL in me.posts:
        yield from outlets
        return
    wide = org.within(me.unit) if me.posts & {DIRECTOR, BACK_OFFICE} else frozenset[str]()
    for one in outlets:
        if one in wide or me in district(org, one) or me in managers(org, one):
            yield one


def _seat(org: Organisation, one: Employee) -> str | None:
    """Return the unit that a district's manager leads: that above his outlet, if he is in one."""
    unit = org.units.get(one.unit)
    return unit.parent if unit and unit.kind == OUTLET else one.unit


def _above(org: Organisation, outlet: str) -> Iterator[str]:
    seen, code = set[str](), org.units[outlet].parent
    while code in org.units and code not in seen:
        seen.add(code)
        yield code
        code = org.units[code].parent
