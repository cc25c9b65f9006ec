"""The rewards of a month as they are read: the list, a line, what may be added, what waits."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from services.history import Unit
from services.month import Month
from services.organisation import NotYoursError
from services.rewards import figures, rights, rows
from services.rewards.figures import Counted
from services.rewards.rights import Desk, desk
from services.rewards.rows import DROPPED, PAID, Line, Sums
from services.store.rewards import BankReward


class NoPlaceError(Exception):
    """It is no outlet of the department, or one without a bank where a bank is meant."""


class FutureMonthError(Exception):
    """The month has not begun."""


@dataclass(frozen=True, slots=True)
class Place:
    """Who gets it: an outlet, or (`whole`) its bank; `codes`: the outlets that count for it."""

    unit: int
    name: str
    bank: str
    outlet: str
    codes: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether the whole bank is meant."""
        return not self.outlet


@dataclass(frozen=True, slots=True)
class Shown:
    """A line and whom it is for; `keeps`: whoever asks may change it."""

    unit: int
    department: str
    place: str
    line: Line
    keeps: bool


@dataclass(frozen=True, slots=True)
class List:
    """A department's month: its lines, sums, who said that nothing is owed.

    `last`: no later month has begun. `before`: the month before has lines to copy. `keepers` are
    the names of those who keep it. `several`: whoever asks reads more departments.
    """

    unit: int
    department: str
    month: Month
    lines: tuple[Shown, ...]
    sums: Sums
    none_at: datetime | None
    none_by: str
    keeps: bool
    last: bool
    before: bool
    keepers: tuple[str, ...]
    several: bool

    @property
    def done(self) -> bool:
        """Whether all is paid or nothing is owed."""
        paid = bool(self.lines) and all(one.line.state == PAID for one in self.lines)
        return paid or (not self.lines and self.none_at is not None)


@dataclass(frozen=True, slots=True)
class Begun:
    """What a new line would be about, with its released accounts, if there are any."""

    unit: int
    department: str
    month: Month
    place: Place
    counted: Counted | None


def home(session: Session, who: int, today: date) -> tuple[List, ...]:
    """Return last month's list of each department that one reads; UnknownPersonError."""
    asking, month = desk(session, who, today), Month.of(today).later(-1)
    return tuple(listed(session, asking, code, month) for code in sorted(asking.reads))


def month_list(session: Session, who: int, today: date, unit: int, month: Month) -> List:
    """Return a department's month; UnknownPersonError, NotYoursError, FutureMonthError."""
    asking, code = desk(session, who, today), rights.code_of(session, unit)
    asking.must_read(code)
    return listed(session, asking, code, must_have_begun(month, today))


def listed(session: Session, asking: Desk, code: str, month: Month) -> List:
    """Return a department's month for whoever was let through."""
    org, found = asking.org, rows.lines(session, code, month)
    row = rows.month_of(session, code, month)
    by = org.people.get(row.none_by or 0) if row else None
    return List(
        org.units[code].id,
        org.units[code].name,
        month,
        tuple(shown(asking, one) for one in found),
        rows.sums(found),
        row.none_at if row else None,
        by.name if by else "",
        code in asking.keeps,
        month >= Month.of(org.day),
        bool(new_ones(session, code, month)),
        tuple(org.people[one].name for one in rights.keepers(org, code)),
        len(asking.reads) > 1,
    )


def must_have_begun(month: Month, today: date) -> Month:
    """Return the month; FutureMonthError for one that has not begun."""
    if month > Month.of(today):
        raise FutureMonthError
    return month


def line(session: Session, who: int, today: date, number: int) -> Shown:
    """Return a line, also one that was dropped; UnknownPersonError, NotYoursError."""
    asking, row = desk(session, who, today), session.get(BankReward, number)
    if row is None:
        raise NotYoursError
    asking.must_read(row.department)
    return shown(asking, rows.read(row, countered=rows.is_countered(session, row.id)))


def shown(asking: Desk, one: Line) -> Shown:
    """Return a line for whoever was let through."""
    department = asking.org.units[one.department]
    place = asking.org.units.get(one.outlet)
    name = place.name if place else one.outlet or one.bank
    keeps = one.department in asking.keeps and one.state != DROPPED
    return Shown(department.id, department.name, name, one, keeps)


def places(session: Session, who: int, today: date, unit: int) -> tuple[Place, ...]:
    """Return who may be rewarded: each bank, then its outlets.

    UnknownPersonError, NotYoursError for who does not keep the department's list.
    """
    asking, code = desk(session, who, today), rights.code_of(session, unit)
    asking.must_keep(code)
    return tuple(places_of(asking, code))


def places_of(asking: Desk, department: str) -> list[Place]:
    """Return who may be rewarded in a department."""
    found: list[Place] = []
    outlets = rights.outlets(asking.org, department)
    for one in outlets:
        bank = one.bank or ""
        if bank and bank not in {each.bank for each in found}:
            codes = tuple(each.code for each in outlets if each.bank == bank)
            found.append(Place(one.id, bank, bank, "", codes))
        found.append(_outlet(one))
    return found


def _outlet(one: Unit) -> Place:
    return Place(one.id, one.name, one.bank or "", one.code, (one.code,))


def place(session: Session, asking: Desk, department: str, outlet: int, *, whole: bool) -> Place:
    """Return an outlet of a department, or its bank; NoPlaceError."""
    code = rights.code_of(session, outlet)
    for one in places_of(asking, department):
        if one.whole is whole and code in one.codes:
            return one
    raise NoPlaceError


def begun(  # noqa: PLR0913, PLR0917 - which line
    session: Session, who: int, today: date, unit: int, month: Month, outlet: int, *, whole: bool
) -> Begun:
    """Return what a new line would be about.

    UnknownPersonError, NotYoursError, NoPlaceError, FutureMonthError.
    """
    asking, code = desk(session, who, today), rights.code_of(session, unit)
    department = asking.must_keep(code)
    must_have_begun(month, today)
    found = place(session, asking, code, outlet, whole=whole)
    counted = figures.counted(session, found.codes, month)
    return Begun(department.id, department.name, month, found, counted)


def waits(session: Session, who: int, today: date) -> tuple[tuple[int, str, list[Month]], ...]:
    """Return the departments that one keeps with past months that are not done with.

    Each by unit and name. UnknownPersonError.
    """
    asking, now = desk(session, who, today), Month.of(today)
    found = []
    for code in sorted(asking.keeps):
        unit, months = asking.org.units[code], rows.unpaid(session, code, now)
        if months:
            found.append((unit.id, unit.name, months))
    return tuple(found)


def new_ones(session: Session, code: str, month: Month) -> list[Line]:
    """Return the lines of the month before that are not there; nothing that was taken back."""
    known = {one.about for one in rows.lines(session, code, month)}
    before = rows.lines(session, code, month.later(-1))
    kept = (one for one in before if one.counters is None and not one.countered)
    return [one for one in kept if one.about not in known]


def offered(session: Session, who: int, today: date, number: int) -> Counted | None:
    """Return the released accounts for a line that has no amount yet; none for any other.

    UnknownPersonError, NotYoursError.
    """
    found = line(session, who, today, number)
    one = found.line
    if one.amount is not None or not found.keeps:
        return None
    asking = desk(session, who, today)
    outlets = rights.outlets(asking.org, one.department)
    bank = [each.code for each in outlets if each.bank == one.bank]
    return figures.counted(session, [one.outlet] if one.outlet else bank, one.month)
