"""Who confirms that an account is the person's: worked out anew whenever it matters."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.organisation import Employee, Organisation
from services.store.people import Account

OFFICE, ADMIN = "back_office", "admin"


def bound(session: Session) -> frozenset[int]:
    """Return the staff ids of everybody who has an account."""
    return frozenset(session.scalars(select(Account.staff_id)))


def confirmers(org: Organisation, has: frozenset[int], person: Employee) -> frozenset[int]:
    """Return who confirms the person's account; `has` are those with an account.

    The nearest superior who works here and has an account; else the back office of the person's
    unit or the nearest one above; else the administrators. Never the person; perhaps nobody yet.
    """
    able = _able(org, has) - {person.staff_id}
    for one in _above(org, person):
        if one in able:
            return frozenset({one})
    return _office(org, able, person) or _holding(org, able, ADMIN)


def office(org: Organisation, has: frozenset[int], person: Employee) -> frozenset[int]:
    """Return the back office of the person's unit, or the nearest one above."""
    return _office(org, _able(org, has) - {person.staff_id}, person)


def administrators(org: Organisation, has: frozenset[int]) -> frozenset[int]:
    """Return the administrators who work here and have an account."""
    return _holding(org, _able(org, has), ADMIN)


def posts(org: Organisation, staff_ids: frozenset[int]) -> frozenset[str]:
    """Return the posts of those who confirm; the administrator's while there is nobody."""
    return frozenset().union(*(org.people[one].posts for one in staff_ids)) or frozenset({ADMIN})


def _able(org: Organisation, has: frozenset[int]) -> frozenset[int]:
    people = org.people.values()
    return frozenset(one.staff_id for one in people if one.works_on(org.day)) & has


def _above(org: Organisation, person: Employee) -> Iterator[int]:
    """Yield the superior, the superior's superior, and so on."""
    seen = {person.staff_id}
    above = person.superior_id
    while above is not None and above not in seen:
        seen.add(above)
        yield above
        one = org.people.get(above)
        above = one.superior_id if one else None


def _office(org: Organisation, able: frozenset[int], person: Employee) -> frozenset[int]:
    held = _holding(org, able, OFFICE)
    for unit in _units(org, person.unit):
        if here := frozenset(one for one in held if org.people[one].unit == unit):
            return here
    return frozenset()


def _units(org: Organisation, code: str | None) -> Iterator[str]:
    """Yield the unit and those above it."""
    seen: set[str] = set()
    while code is not None and code not in seen:
        seen.add(code)
        yield code
        unit = org.units.get(code)
        code = unit.parent if unit else None


def _holding(org: Organisation, able: frozenset[int], post: str) -> frozenset[int]:
    return frozenset(one for one in able if post in org.people[one].posts)
