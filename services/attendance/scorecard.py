"""The daily score of a month: every event with its points, article and who recorded it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from services.attendance import absence, effects, ladder
from services.attendance.absence import Rungs
from services.attendance.effects import Conduct
from services.attendance.entries import Entry, entries_of
from services.facts.months import closed_months
from services.history import Employee
from services.month import Month
from services.organisation import viewer
from services.payslips import NothingRecordedError
from services.step import ZERO, Step
from services.timetable import calendar


@dataclass(frozen=True, slots=True)
class Card:
    """A month's daily score, what led to it, the ladder of absence, the months around it."""

    person: Employee
    month: Month
    daily: Step
    entries: tuple[Entry, ...]
    rungs: Rungs | None
    absence: Step
    earlier: bool
    later: bool
    mine: bool
    leads: bool  # whether whoever asks has people of his own
    closed: bool  # the month is frozen or paid: nothing of it is contested any more


@dataclass(frozen=True, slots=True)
class Scored:
    """Somebody's daily score of a month, in a list."""

    person: Employee
    daily: Step
    events: int


def card(
    session: Session, who: int, now: datetime, staff: int | None, month: Month | None
) -> Card:
    """Return a month's card, one's own with no `staff`, this month's with no `month`.

    UnknownPersonError, NotYoursError, NothingRecordedError for a month before joining or ahead.
    """
    today = now.date()
    asking = viewer(session, who, today)
    person = asking.me if staff is None else asking.must_see(staff)
    month, this = month or Month.of(today), Month.of(today)
    first = Month.of(person.joined)
    if not first <= month <= this or (person.left and month > Month.of(person.left)):
        raise NothingRecordedError(month)
    made = effects.conduct(session, person.staff_id, month)
    mine, closed = person.staff_id == asking.staff_id, month in closed_months(session)
    entries = entries_of(session, now, asking.organisation, made)
    found = ladder.absences(session, person.staff_id, month.year)
    rungs = absence.rungs(found, month, calendar(session), made.rules) if found else None
    return Card(
        person,
        month,
        made.daily,
        tuple(one if mine and not closed else replace(one, may=False) for one in entries),
        rungs,
        made.lines["absence_deduction"],
        month > first,
        month < this and not (person.left and month >= Month.of(person.left)),
        mine,
        len(asking.organisation.seen_by(asking.me)) > 1,
        closed,
    )


def of_people(  # noqa: PLR0913, PLR0917 - which part of the list
    session: Session, who: int, today: date, month: Month | None, first: int, most: int
) -> tuple[Month, tuple[Scored, ...], int]:
    """Return the month, a page of the daily scores of one's people, and how many there are.

    The lowest first, then by 工号. UnknownPersonError.
    """
    asking = viewer(session, who, today)
    month = month or Month.of(today)
    seen = asking.organisation.seen_by(asking.me) - {asking.staff_id}
    people = (asking.organisation.people[one] for one in seen)
    there = [one for one in people if _was_there(one, month)]
    made = effects.of_people(session, [one.staff_id for one in there], month)
    scored = sorted(
        map(_scored, made), key=lambda one: (one.daily.value or ZERO, one.person.number)
    )
    return month, tuple(scored[first : first + most]), len(scored)


def _was_there(one: Employee, month: Month) -> bool:
    return one.joined <= month.last_day and (one.left is None or one.left >= month.first_day)


def _scored(made: Conduct) -> Scored:
    return Scored(made.employee, made.daily, sum(1 for _ in _points(made)))


def _points(made: Conduct) -> Iterator[Step]:
    """Yield the steps that take points; each knows its event."""
    return (one for _depth, one in made.daily.walk() if one.what.startswith("points_"))
