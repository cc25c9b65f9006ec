"""Who has no account yet: for the card of a person, for a list, for a weekly reminder."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from services import notices, organisation
from services.identity.confirmers import bound, confirmers
from services.identity.offboarding import may_suspend
from services.identity.status import LACKING, State, Status, Statuses, statuses
from services.organisation import Employee, NotYoursError, Viewer, sorted_people, viewer

OVERDUE = timedelta(days=1)  # for an account to be confirmed
MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class Card:
    """A person, how far the account is, and what whoever asks may do about it."""

    employee: Employee
    unit: str
    status: Status
    mine: bool
    may_suspend: bool


@dataclass(frozen=True, slots=True)
class Page:
    """Some of those without an account, by 工号; how many there are, how many can be invited.

    `version` counts the invitations made so far.
    """

    people: tuple[Card, ...]
    total: int
    invitable: int
    version: int


def card(session: Session, who: int, now: datetime, staff_id: int | None) -> Card:
    """Return the account of one whom whoever asks may see (none: one's own).

    UnknownPersonError, NotYoursError.
    """
    asking = viewer(session, who, now.date())
    person = asking.must_see(asking.staff_id if staff_id is None else staff_id)
    return _card(asking, person, statuses(session, now, asking.organisation))


def numbered(session: Session, who: int, now: datetime, number: str) -> Card:
    """Return the account of one whom whoever asks may see, by 工号; as `card`."""
    asking = viewer(session, who, now.date())
    found = [one for one in asking.organisation.people.values() if one.number == number]
    if not found:
        raise NotYoursError
    person = asking.must_see(found[0].staff_id)
    return _card(asking, person, statuses(session, now, asking.organisation))


def people(session: Session, who: int, now: datetime, first: int, most: int) -> Page:
    """Return those without an account whom whoever asks may see; UnknownPersonError."""
    asking = viewer(session, who, now.date())
    org = asking.organisation
    status = statuses(session, now, org)
    seen = [org.people[one] for one in org.seen_by(asking.me)]
    lacking = status.lacking(seen)
    waiting = [one for one in seen if status.of(one).state is State.WAITING]
    shown = sorted_people([*lacking, *waiting])[first : first + most]
    cards = tuple(_card(asking, one, status) for one in shown)
    return Page(cards, len(lacking) + len(waiting), len(lacking), status.version)


def chase(session: Session, now: datetime) -> None:
    """Remind whoever confirms them of people without an account, once a week.

    One digest for each: people not invited or not come, and accounts that have waited for a day.
    `now` is in the outlet's zone.
    """
    org = organisation.on(session, now.date())
    status, has = statuses(session, now, org), bound(session)
    theirs: dict[int, list[Employee]] = defaultdict(list)
    for person in sorted_people(org.people.values()):
        if _is_overdue(status.of(person), now):
            for one in confirmers(org, has, person):
                theirs[one].append(person)
    year, week, _ = now.isocalendar()
    for staff_id, lacking in theirs.items():
        named = [_told(person, status.of(person)) for person in lacking[:MOST_NAMED]]
        about = f"{year}-W{week:02}"
        notices.tell(
            session, now, "unbound_people", about, [staff_id], total=len(lacking), people=named
        )


def _is_overdue(found: Status, now: datetime) -> bool:
    if found.state is State.WAITING:
        return found.at is not None and now - found.at > OVERDUE
    return found.state in LACKING


def _told(person: Employee, found: Status) -> dict[str, str | None]:
    at = found.at.isoformat() if found.at else None
    return {"number": person.number, "name": person.name, "state": found.state, "at": at}


def _card(asking: Viewer, person: Employee, status: Statuses) -> Card:
    return Card(
        person,
        asking.organisation.unit_name(person),
        status.of(person),
        person.staff_id == asking.staff_id,
        may_suspend(asking, person),
    )
