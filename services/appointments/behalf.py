"""Registering a client for somebody of one's department: the back office does it (Article 31)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from services.appointments import registering
from services.appointments.registering import FIELD, Wanted, Weighed, weighed
from services.days import Days
from services.drafts import Choice
from services.history import BACK_OFFICE
from services.month import Month
from services.office.choices import called
from services.organisation import Employee, NotYoursError, Viewer, sorted_people, viewer
from services.store import changes
from services.store.clients import Appointment


def owners(session: Session, who: int, today: date, typed: str) -> tuple[Choice, ...]:
    """Return whose client it may be, called like that; UnknownPersonError, NotYoursError."""
    asking = must_be_office(session, who, today)
    people = sorted_people(_people(asking, today))
    return called([(one.number, one.name) for one in people], typed)


def days(session: Session, /, who: int, today: date, month: Month, **_before: object) -> Days:
    """Return on which days an opening can be planned; UnknownPersonError, NotYoursError."""
    must_be_office(session, who, today)
    return registering.possible(session, today, month)


def weigh(session: Session, /, who: int, today: date, *, owner: Choice, **answers: Any) -> Weighed:
    """Return what registering would do; errors of `register`."""
    asking, person = _whose(session, who, today, owner)
    return weighed(session, today, asking, person, _wanted(answers))


@changes
def register(
    session: Session, /, who: int, now: datetime, *, owner: Choice, **answers: Any
) -> Appointment:
    """Register a client for somebody of the department, who is told at once.

    The answers are those of `Wanted`; not accompanied unless it is said. UnknownPersonError,
    NotYoursError, PlannedError, NoAssetsError.
    """
    asking, person = _whose(session, who, now.date(), owner)
    return registering.enter(session, now, asking, person, _wanted(answers))


def _wanted(answers: Mapping[str, Any]) -> Wanted:
    return Wanted(**{**answers, "accompanied": bool(answers.get("accompanied"))})


def must_be_office(session: Session, who: int, today: date) -> Viewer:
    """Return who asks, of the back office; UnknownPersonError, NotYoursError."""
    asking = viewer(session, who, today)
    if BACK_OFFICE not in asking.posts:
        raise NotYoursError
    return asking


def _people(asking: Viewer, today: date) -> list[Employee]:
    people = (asking.organisation.people[one] for one in asking.organisation.seen_by(asking.me))
    return [one for one in people if FIELD & one.posts and one.works_on(today)]


def _whose(session: Session, who: int, today: date, owner: Choice) -> tuple[Viewer, Employee]:
    asking = must_be_office(session, who, today)
    found = (one for one in _people(asking, today) if one.number == owner.code)
    person = next(found, None)
    if person is None:
        raise NotYoursError
    return asking, person
