"""The daily score of a month: every event with its points, article and who recorded it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.attendance import absence, effects, ladder
from services.attendance.absence import Rungs
from services.attendance.effects import Conduct
from services.attendance.events import (
    CANCELLED,
    RECORDED,
    articles,
    contest_until,
    may_contest,
)
from services.facts.known import CHAT
from services.facts.live import live, view
from services.history import Employee, Organisation
from services.month import Month
from services.organisation import viewer
from services.payslips import NothingRecordedError
from services.step import ZERO, Step
from services.store.attendance import Event
from services.store.figures import Attendance, Batch
from services.timetable import calendar


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the card: a row of 考勤, or one of the events that it sums up.

    `points` below 0 take, 0 for what takes none. Recorded `by` somebody, or `file` and `row`.
    `event` or else `attendance` is what is contested, if it still `may` be, until `until`.
    """

    kind: str
    day: date
    quantity: Decimal
    points: Decimal
    articles: tuple[str, ...]
    by: str = ""
    at: datetime | None = None
    file: str = ""
    row: int = 0
    note: str = ""
    state: str = ""
    event: int = 0
    attendance: int = 0
    may: bool = False
    until: date | None = None
    approval: int = 0


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
    mine = person.staff_id == asking.staff_id
    entries = _entries(session, now, asking.organisation, made)
    found = ladder.absences(session, person.staff_id, month.year)
    rungs = absence.rungs(found, month, calendar(session), made.rules) if found else None
    return Card(
        person,
        month,
        made.daily,
        tuple(one if mine else replace(one, may=False) for one in entries),
        rungs,
        made.lines["absence_deduction"],
        month > first,
        month < this and not (person.left and month >= Month.of(person.left)),
        mine,
        len(asking.organisation.seen_by(asking.me)) > 1,
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


def _entries(session: Session, now: datetime, org: Organisation, made: Conduct) -> Sequence[Entry]:
    """Return the month's rows and events by day; what was undone at once is not told."""
    staff_id, month = made.employee.staff_id, made.month
    of_month = Event.day.between(month.first_day, month.last_day)
    chosen = select(Event).where(Event.staff_id == staff_id, of_month)
    events = [
        one
        for one in session.scalars(chosen.order_by(Event.made_at))
        if one.state != CANCELLED or one.approval_id
    ]
    found = [_of_event(session, now, org, one, made) for one in events]
    for row, batch in _rows(session, staff_id, month):
        told = sum(
            (
                one.quantity
                for one in events
                if (one.day, one.kind) == (row.day, row.kind) and one.state != CANCELLED
            ),
            ZERO,
        )
        if row.quantity > told:
            entry = _of_row(session, now, org, (row, batch), made)
            found.append(replace(entry, quantity=row.quantity - told) if told else entry)
    return sorted(found, key=lambda one: (one.day, one.kind))


def _rows(session: Session, staff_id: int, month: Month) -> Sequence[tuple[Attendance, Batch]]:
    chosen = (
        select(Attendance, Batch)
        .join(Batch, Batch.id == Attendance.batch_id)
        .where(
            Attendance.staff_id == staff_id,
            Attendance.day.between(month.first_day, month.last_day),
            live(Attendance, view(session)),
        )
    )
    return [(row, batch) for row, batch in session.execute(chosen) if row.quantity]


def _of_event(
    session: Session, now: datetime, org: Organisation, one: Event, made: Conduct
) -> Entry:
    days, by = calendar(session), org.people.get(one.made_by or 0)
    counts = one.state != CANCELLED
    return Entry(
        one.kind,
        one.day,
        one.quantity,
        _taken(made, one.kind, one.quantity) if counts else ZERO,
        articles(one.kind),
        by=by.name if by else "",
        at=one.made_at,
        note=one.note,
        state=one.state,
        event=one.id,
        may=one.state == RECORDED and may_contest(days, one.told_on, now.date()),
        until=contest_until(days, one.told_on),
        approval=one.approval_id or 0,
    )


def _of_row(
    session: Session,
    now: datetime,
    org: Organisation,
    found: tuple[Attendance, Batch],
    made: Conduct,
) -> Entry:
    """Return a row that no event tells of: imported, or written by another topic of the house."""
    row, batch = found
    days, chat = calendar(session), row.sheet == CHAT
    by = org.people.get(batch.made_by or 0) if chat else None
    entry = Entry(
        row.kind,
        row.day,
        row.quantity,
        _taken(made, row.kind, row.quantity),
        articles(row.kind),
        by=by.name if by else "",
        at=batch.made_at if chat else None,
        file="" if chat else batch.file,
        row=row.row,
        note=row.note,
    )
    if chat or batch.released_at is None:
        return entry
    told_on = batch.released_at.astimezone(now.tzinfo).date()
    return replace(
        entry,
        attendance=row.id,
        may=may_contest(days, told_on, now.date()),
        until=contest_until(days, told_on),
    )


def _taken(made: Conduct, kind: str, quantity: Decimal) -> Decimal:
    """Return the points that so much of the kind takes (Article 30)."""
    what = "late" if kind == "early" else kind
    figure = f"daily_score.{what}"
    if figure not in made.rules.book.figures:
        return ZERO
    return (made.rules[figure].value or ZERO) * quantity
