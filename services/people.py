"""The people whose figures somebody may see, page by page."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from services.organisation import Employee, sorted_people, viewer


@dataclass(frozen=True, slots=True)
class Seen:
    """A person in a list, and the name of the unit."""

    employee: Employee
    unit: str


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the people, by 工号, and how many there are in all."""

    people: tuple[Seen, ...]
    total: int


def mine(session: Session, who: int, today: date, first: int, most: int) -> Page:
    """Return the people that whoever asks may see, himself left out; UnknownPersonError."""
    asking = viewer(session, who, today)
    organisation = asking.organisation
    seen = organisation.seen_by(asking.me) - {asking.staff_id}
    people = sorted_people(organisation.people[one] for one in seen)
    shown = people[first : first + most]
    return Page(tuple(Seen(one, organisation.unit_name(one)) for one in shown), len(people))


def person(session: Session, who: int, today: date, staff_id: int) -> Employee:
    """Return one of them; UnknownPersonError, NotYoursError."""
    return viewer(session, who, today).must_see(staff_id)
