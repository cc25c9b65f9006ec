"""Everybody's terms and all units there ever were, and the organisation of any day."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.facts.live import ROWS, live, view
from services.store.people import Staff, Terms
from services.store.people import Unit as UnitRow
from services.store.remembered import remembered
from services.store.vault import vault

BACK_OFFICE = "back_office"
SEES_ALL = "general_manager"
TRADING = "trading_manager"


@dataclass(frozen=True, slots=True, kw_only=True)
class Employee:
    """A person's terms on a day (Articles 3, 4, 6)."""

    staff_id: int
    number: str
    sealed: tuple[int, bytes]
    unit: str
    posts: frozenset[str]
    superior_id: int | None
    grade: str | None
    level: str | None
    contract: str
    fixed_pay: bool
    joined: date
    left: date | None
    certified: date | None
    referrer_id: int | None

    @property
    def name(self) -> str:
        """The name, unsealed."""
        row, sealed = self.sealed
        return vault().open(sealed, f"terms.name_sealed.{row}")

    def works_on(self, day: date) -> bool:
        """Tell whether the day lies between joining and leaving."""
        return self.joined <= day and (self.left is None or day <= self.left)


class Unit(NamedTuple):
    """A branch, department, district or outlet."""

    id: int
    code: str
    first_day: date
    name: str
    kind: str  # branch department district outlet
    parent: str | None
    bank: str | None
    urban: bool


@dataclass(frozen=True)
class Organisation:
    """Everybody's terms and all units on one day."""

    day: date
    people: dict[int, Employee]
    units: dict[str, Unit]

    @cached_property
    def reports(self) -> dict[int, list[int]]:
        """Staff ids by the superior's id."""
        found: dict[int, list[int]] = {}
        for one in self.people.values():
            if one.superior_id is not None:
                found.setdefault(one.superior_id, []).append(one.staff_id)
        return found

    def unit_name(self, one: Employee) -> str:
        """Return the name of the person's unit; its code if the unit is not known."""
        unit = self.units.get(one.unit)
        return unit.name if unit else one.unit

    def below(self, staff_id: int) -> Iterator[int]:
        """Yield everybody who reports to the person, directly or through others."""
        waiting, seen = [*self.reports.get(staff_id, ())], {staff_id}
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                yield one
                waiting += self.reports.get(one, ())

    def above(self, staff_id: int) -> Iterator[Employee]:
        """Yield the superiors of a person who work here, the nearest first."""
        seen, one = {staff_id}, self.people[staff_id].superior_id
        while one is not None and one not in seen and one in self.people:
            seen.add(one)
            if self.people[one].works_on(self.day):
                yield self.people[one]
            one = self.people[one].superior_id

    def within(self, code: str) -> frozenset[str]:
        """Return the unit and all units below it."""
        found, before = {code}, 0
        while before < len(found):
            before = len(found)
            found |= {unit.code for unit in self.units.values() if unit.parent in found}
        return frozenset(found)

    def seen_by(self, viewer: Employee) -> frozenset[int]:
        """Return whose figures the viewer may see: his own, his people's, his unit's, all.

        Superiors see everybody below them; the back office the people of its unit and the units
        under it; the general manager everybody.
        """
        seen = {viewer.staff_id, *self.below(viewer.staff_id)}
        if SEES_ALL in viewer.posts:
            seen |= self.people.keys()
        elif BACK_OFFICE in viewer.posts:
            units = self.within(viewer.unit)
            seen |= {one.staff_id for one in self.people.values() if one.unit in units}
        return frozenset(seen)


@dataclass(frozen=True)
class History:
    """All terms and units there ever were; gives the organisation of any day."""

    terms: dict[int, list[tuple[date, Employee]]]  # latest first
    units: list[Unit]  # earliest first
    days: dict[date, Organisation] = field(default_factory=dict)

    def on(self, day: date) -> Organisation:
        """Return the organisation as it is on the day.

        The last terms begun by the day count; the first ones hold back to the joining day.
        """
        if day not in self.days:
            self.days[day] = self._on(day)
        return self.days[day]

    def was(self, staff_id: int, day: date, what: Callable[["Employee"], bool]) -> bool:
        """Tell whether terms that began by the day were of a kind (the first: from joining)."""
        *later, (_, first) = self.terms[staff_id]
        begun = [one for first_day, one in later if first_day <= day]
        return any(map(what, begun if first.joined > day else [*begun, first]))

    def _on(self, day: date) -> Organisation:
        people = {key: _as_of(rows, day) for key, rows in self.terms.items()}
        return Organisation(
            day,
            {key: one for key, one in people.items() if one is not None},
            {unit.code: unit for unit in self.units if unit.first_day <= day},
        )


def _as_of(rows: list[tuple[date, Employee]], day: date) -> Employee | None:
    begun = next((one for first_day, one in rows if first_day <= day), rows[-1][1])
    return begun if begun.joined <= day else None


@remembered(ROWS, most=4)
def history(session: Session) -> History:
    """Return all terms and units in force."""
    rows = session.execute(
        select(Terms.__table__, Staff.number)
        .join(Staff, Staff.id == Terms.staff_id)
        .where(live(Terms, view(session)))
        .order_by(Terms.first_day.desc())
    )
    found: dict[int, list[tuple[date, Employee]]] = {}
    for terms in rows:
        found.setdefault(terms.staff_id, []).append((terms.first_day, _employee(terms)))
    columns = [getattr(UnitRow, name) for name in Unit._fields]
    units = select(*columns).where(live(UnitRow, view(session))).order_by(UnitRow.first_day)
    return History(found, [Unit(*one) for one in session.execute(units)])


def _employee(terms: Any) -> Employee:
    return Employee(
        staff_id=terms.staff_id,
        number=terms.number,
        sealed=(terms.id, terms.name_sealed),
        unit=terms.unit,
        posts=frozenset(terms.posts.split()),
        superior_id=terms.superior_id,
        grade=terms.grade,
        level=terms.level,
        contract=terms.contract,
        fixed_pay=terms.fixed_pay,
        joined=terms.joined,
        left=terms.left,
        certified=terms.certified,
        referrer_id=terms.referrer_id,
    )
