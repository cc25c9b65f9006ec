"""Licences as they are read: a person's, those that expire soon."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.history import Employee
from services.licences import rows
from services.licences.rows import CERTIFICATE, WATCHED, Licence
from services.organisation import NotYoursError
from services.store.trainingfile import Licence as Row
from services.trainingfile import rights
from services.trainingfile.rights import desk


@dataclass(frozen=True, slots=True)
class Card:
    """A person's licences in force, numbers left out of what is shown.

    `certified`: the day of the certificate in his record, where no row says more of it.
    """

    person: Employee
    unit: str
    licences: tuple[Licence, ...]
    certified: date | None
    keeps: bool
    mine: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A licence that expires soon or is over, and whose it is."""

    person: Employee
    unit: str
    licence: Licence


def of_person(session: Session, who: int, today: date, staff: int) -> Card:
    """Return a person's licences, 0 for one's own; UnknownPersonError, NotYoursError."""
    asking = desk(session, who, today)
    staff_id = staff or asking.viewer.staff_id
    one = asking.must_read(staff_id)
    found = rows.in_force(session, [staff_id], {staff_id: one.certified})
    known = any(each.kind == CERTIFICATE for each in found)
    mine = staff_id == asking.viewer.staff_id
    unit, certified = asking.org.unit_name(one), None if known else one.certified
    return Card(one, unit, tuple(found), certified, asking.keeps(staff_id), mine)


def expiring(
    session: Session, who: int, today: date, first: int, most: int
) -> tuple[tuple[Line, ...], int]:
    """Return a page of what expires within 60 days or is over, of the people whom he reads.

    The first to expire first, his own left out, and how many there are. UnknownPersonError,
    NotYoursError.
    """
    asking = desk(session, who, today)
    if not asking.viewer.posts & rights.READS:
        raise NotYoursError
    me, org = asking.viewer.staff_id, asking.org
    people = {
        one.staff_id: one
        for one in org.people.values()
        if one.works_on(today) and one.staff_id != me and asking.reads(one.staff_id)
    }
    found = soon(session, people, today)
    page = found[first : first + most]
    lines = [Line(people[one.staff_id], org.unit_name(people[one.staff_id]), one) for one in page]
    return tuple(lines), len(found)


def current(session: Session, who: int, today: date, licence: int) -> Line | None:
    """Return a licence of somebody whom he reads, none once it was renewed.

    UnknownPersonError, NotYoursError.
    """
    asking, row = desk(session, who, today), session.get(Row, licence)
    if row is None:
        raise NotYoursError
    one = asking.must_read(row.staff_id)
    found = last(session, one, rows.read(row))
    if found is None or found.id != licence:
        return None
    return Line(one, asking.org.unit_name(one), found)


def soon(session: Session, people: dict[int, Employee], today: date) -> list[Licence]:
    """Return the licences of people that expire within the longest term watched, or are over."""
    held = select(Row.staff_id).where(Row.expires.is_not(None)).distinct()
    ids = [one for one in session.scalars(held) if one in people]
    certified = {one: people[one].certified for one in ids}
    found = [
        (one.expires, people[one.staff_id].number, one)
        for one in rows.in_force(session, ids, certified)
        if one.expires and (one.expires - today).days <= WATCHED[0]
    ]
    return [one for *_, one in sorted(found, key=lambda each: each[:2])]


def last(session: Session, one: Employee, like: Licence) -> Licence | None:
    """Return the person's licence in force of the same kind and title."""
    found = rows.in_force(session, [one.staff_id], {one.staff_id: one.certified})
    same = like.kind, like.title.casefold()
    return next((each for each in found if (each.kind, each.title.casefold()) == same), None)


def waits(session: Session, who: int, today: date) -> tuple[Licence | None, int]:
    """Return one's own licence that expires first, if soon, and how many of others one keeps do.

    UnknownPersonError.
    """
    asking = desk(session, who, today)
    me, people = asking.viewer.me, asking.org.people
    own = soon(session, {me.staff_id: me}, today)
    kept = {
        one: people[one] for one in people if asking.keeps(one) and people[one].works_on(today)
    }
    return own[0] if own else None, len(soon(session, kept, today))
