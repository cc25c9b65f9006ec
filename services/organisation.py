"""Who belongs where on a day, who reports to whom, and who may see whose figures."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.accounts import staff_of
from services.facts.live import OFFICE, STAFF, live, look, view
from services.store.people import Staff, Terms, Unit
from services.store.vault import vault

BACK_OFFICE = "back_office"
SEES_ALL = "general_manager"


class UnknownPersonError(Exception):
    """The account is bound to nobody who works here."""


class NotYoursError(Exception):
    """Whoever asks may not see the person's figures, or there is no such person."""


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


def history(session: Session) -> History:
    """Return all terms and units in force."""
    rows = session.execute(
        select(Terms, Staff.number)
        .join(Staff, Staff.id == Terms.staff_id)
        .where(live(Terms, view(session)))
        .order_by(Terms.first_day.desc())
    )
    found: dict[int, list[tuple[date, Employee]]] = {}
    for terms, number in rows:
        found.setdefault(terms.staff_id, []).append((terms.first_day, _employee(terms, number)))
    units = session.scalars(select(Unit).where(live(Unit, view(session))).order_by(Unit.first_day))
    return History(found, list(units))


def on(session: Session, day: date) -> Organisation:
    """Return the organisation as it is on the day."""
    return history(session).on(day)


def _employee(terms: Terms, number: str) -> Employee:
    return Employee(
        staff_id=terms.staff_id,
        number=number,
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


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks, and the organisation of today through which he may look."""

    me: Employee
    organisation: Organisation

    @property
    def staff_id(self) -> int:
        """His staff id."""
        return self.me.staff_id

    @property
    def posts(self) -> frozenset[str]:
        """His posts."""
        return self.me.posts

    def sees(self, staff_id: int) -> bool:
        """Tell whether he may see the person's figures."""
        return staff_id in self.organisation.seen_by(self.me)

    def must_see(self, staff_id: int) -> Employee:
        """Return the person; NotYoursError if he may not see the person's figures."""
        if not self.sees(staff_id):
            raise NotYoursError
        return self.organisation.people[staff_id]


def viewer(session: Session, telegram_id: int, today: date) -> Viewer:
    """Return who asks, by the rights of this moment; UnknownPersonError.

    From then on the session shows what is released; to the back office also what is not.
    """
    staff_id = staff_of(session, telegram_id)
    organisation = on(session, today)
    me = organisation.people.get(staff_id) if staff_id is not None else None
    if me is None or not me.works_on(today):
        raise UnknownPersonError
    look(session, OFFICE if BACK_OFFICE in me.posts else STAFF)
    return Viewer(me, organisation)


def by_number(session: Session, number: str, today: date) -> Employee:
    """Return the person with the 工号; NotYoursError if there is none."""
    people = on(session, today).people.values()
    found = next((one for one in people if one.number == number), None)
    if found is None:
        raise NotYoursError
    return found


def sorted_people(people: Iterable[Employee]) -> list[Employee]:
    """Return people by 工号."""
    return sorted(people, key=lambda one: one.number)


def holding(session: Session, today: date, post: str) -> frozenset[int]:
    """Return those who hold the post and work here."""
    people = on(session, today).people.values()
    return frozenset(one.staff_id for one in people if post in one.posts and one.works_on(today))
