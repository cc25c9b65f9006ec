"""The people whose figures somebody may see: listed, searched, one by one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.office.rights import keeper
from services.organisation import Employee, Organisation, Viewer, sorted_people, viewer
from services.pinyin import matches
from services.resignation.asking import Leaving, leaving
from services.store.clients import Appointment
from services.store.people import Account


@dataclass(frozen=True, slots=True)
class Seen:
    """A person in a list, the name of the unit, and whether the person is here."""

    employee: Employee
    unit: str
    begun: bool  # whether the person has joined
    left: bool


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the people, and how many there are in all."""

    people: tuple[Seen, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Reached:
    """Whether the person has an account here, and whether it lets the bot write to it."""

    bound: bool
    blocked: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A person as whoever asks may see him: unit, superior, those who report to him."""

    seen: Seen
    reached: Reached
    superior: Employee | None
    superior_seen: bool  # whether whoever asks may open the superior's card
    reports: int
    leaving: Leaving | None  # a wish to leave that is not over
    archived: bool  # whether there is anything in the person's part of the archive


def mine(session: Session, who: int, today: date, first: int, most: int) -> Page:
    """Return the people that whoever asks may see, by 工号, himself left out.

    UnknownPersonError.
    """
    asking = viewer(session, who, today)
    seen = asking.organisation.seen_by(asking.me) - {asking.staff_id}
    people = sorted_people(asking.organisation.people[one] for one in seen)
    return _page(asking.organisation, people, first, most)


def find(  # noqa: PLR0913, PLR0917 - who asks for what, and which part of it
    session: Session, who: int, today: date, typed: str, first: int, most: int
) -> Page:
    """Return those whom he may see and who are called like that, the best match first.

    `typed` is a name, a 工号, or how the name sounds. The back office finds those too who have
    not joined yet. UnknownPersonError.
    """
    asking = viewer(session, who, today)
    people_ = asking.organisation.people
    known = [people_[one] for one in asking.organisation.seen_by(asking.me)]
    found = []
    for one in [*known, *_coming(session, who, today)]:
        place = matches(one.name, one.number, typed)
        if place is not None:
            found.append((place, not one.works_on(today), one.number, one))
    people = [one for *_, one in sorted(found, key=lambda each: each[:3])]
    return _page(asking.organisation, people, first, most)


def reports(  # noqa: PLR0913, PLR0917 - the same
    session: Session, who: int, today: date, staff_id: int, first: int, most: int
) -> tuple[Employee, Page]:
    """Return a person and those who report to him directly; NotYoursError.

    Whoever may see somebody sees those below too, unless he belongs to their unit only.
    """
    asking = viewer(session, who, today)
    above = asking.must_see(staff_id)
    people = sorted_people(_below(asking, staff_id))
    return above, _page(asking.organisation, people, first, most)


def person(session: Session, who: int, today: date, staff_id: int) -> Card:
    """Return one of them; UnknownPersonError, NotYoursError."""
    asking = viewer(session, who, today)
    one = asking.must_see(staff_id)
    superior = asking.organisation.people.get(one.superior_id or 0)
    return Card(
        _seen(asking.organisation, one),
        _reached(session, staff_id),
        superior,
        superior is not None and asking.sees(superior.staff_id),
        len(_below(asking, staff_id)),
        leaving(session, one),
        _archived(session, staff_id),
    )


def _coming(session: Session, who: int, today: date) -> Iterator[Employee]:
    """Yield those who have not joined yet and whom whoever asks keeps."""
    keeping = keeper(session, who, today)
    if keeping is None:
        return
    for staff_id, rows in keeping.people.terms.items():
        if staff_id not in keeping.viewer.organisation.people and keeping.keeps(staff_id, today):
            yield rows[0][1]


def _below(asking: Viewer, staff_id: int) -> list[Employee]:
    organisation = asking.organisation
    theirs = organisation.seen_by(asking.me).intersection(organisation.reports.get(staff_id, ()))
    people = (organisation.people[one] for one in theirs)
    return [one for one in people if one.works_on(organisation.day)]


def _reached(session: Session, staff_id: int) -> Reached:
    account = session.scalar(select(Account).where(Account.staff_id == staff_id))
    return Reached(account is not None, bool(account and account.unreachable_since))


def _archived(session: Session, staff_id: int) -> bool:
    his = Appointment.staff_id == staff_id, Appointment.archive_number.is_not(None)
    return session.scalar(select(Appointment.id).where(*his).limit(1)) is not None


def _page(organisation: Organisation, people: Sequence[Employee], first: int, most: int) -> Page:
    shown = people[first : first + most]
    return Page(tuple(_seen(organisation, one) for one in shown), len(people))


def _seen(organisation: Organisation, one: Employee) -> Seen:
    left = one.left is not None and one.left < organisation.day
    return Seen(one, organisation.unit_name(one), one.joined <= organisation.day, left)
