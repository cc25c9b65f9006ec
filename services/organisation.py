"""Who belongs where on a day, who reports to whom, and who may see whose figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from services.accounts import staff_of
from services.facts.live import OFFICE, STAFF, look
from services.history import BACK_OFFICE, Employee, History, Organisation, history

__all__ = [
    "BACK_OFFICE",
    "Employee",
    "History",
    "NotYoursError",
    "Organisation",
    "UnknownPersonError",
    "Viewer",
    "by_number",
    "holding",
    "offices",
    "on",
    "sorted_people",
    "viewer",
]


class UnknownPersonError(Exception):
    """The account is bound to nobody who works here."""


class NotYoursError(Exception):
    """Whoever asks may not see the person's figures, or there is no such person."""


def on(session: Session, day: date) -> Organisation:
    """Return the organisation as it is on the day."""
    return history(session).on(day)


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


def offices(org: Organisation, staff_id: int) -> list[int]:
    """Return the back office of a person's unit and of those above it, himself left out."""
    people = (one for one in org.people.values() if BACK_OFFICE in one.posts)
    here = (one for one in people if one.works_on(org.day) and staff_id in org.seen_by(one))
    return [one.staff_id for one in here if one.staff_id != staff_id]
