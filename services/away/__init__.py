"""Who is away: from the rows of 考勤 in force, and from what other topics know is asked for."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import timetable
from services.facts.live import live, view
from services.organisation import Employee, Viewer, sorted_people, viewer
from services.payslips.entries import LEAVE
from services.store.figures import Attendance
from services.working_days import UnpublishedYearError, WorkingDays

LONGEST = timedelta(days=62)  # a row of 31 working days reaches so far, holidays included
HALF, WHOLE = Decimal("0.5"), Decimal(1)


@dataclass(frozen=True, slots=True)
class Absence:
    """That somebody is away on a day: half of it or all; `kind` only where one may see it.

    `pending`: it is asked for and not decided yet.
    """

    staff_id: int
    day: date
    half: bool
    kind: str
    pending: bool = False


Asked = Callable[[Session, date, date], Iterable[Absence]]
PENDING: list[Asked] = []


def pending(asked: Asked) -> Asked:
    """Declare what yields absences that are asked for, of everybody, between two days."""
    PENDING.append(asked)
    return asked


@dataclass(frozen=True, slots=True)
class Away:
    """Some people between two days, and when they are away, by day and 工号.

    `unit`: the name of the unit of whoever asks. `calendar`: which days are worked.
    """

    first: date
    last: date
    people: tuple[Employee, ...]
    absences: tuple[Absence, ...]
    unit: str
    calendar: WorkingDays

    def of(self, staff_id: int) -> tuple[Absence, ...]:
        """Return when one of them is away."""
        return tuple(one for one in self.absences if one.staff_id == staff_id)


def away(session: Session, who: int, today: date, first: date, last: date) -> Away:
    """Return who is away from the first day to the last, both in; UnknownPersonError.

    Of those in one's own unit and those whom one may see; kinds only of the latter.
    """
    asking = viewer(session, who, today)
    people = sorted_people(_colleagues(asking, first, last))
    ids = {one.staff_id for one in people}
    found = [*_recorded(session, first, last), *_asked(session, first, last)]
    kept = [_shown(asking, one) for one in found if one.staff_id in ids]
    numbers = {one.staff_id: one.number for one in people}
    kept.sort(key=lambda one: (one.day, numbers[one.staff_id], one.pending))
    unit = asking.organisation.unit_name(asking.me)
    return Away(first, last, tuple(people), tuple(kept), unit, timetable.calendar(session))


def _colleagues(asking: Viewer, first: date, last: date) -> Iterator[Employee]:
    """Yield those of the own unit, and those whom whoever asks may see."""
    seen = asking.organisation.seen_by(asking.me)
    for one in asking.organisation.people.values():
        if one.staff_id not in seen and one.unit != asking.me.unit:
            continue
        if one.joined <= last and (one.left is None or one.left >= first):
            yield one


def _shown(asking: Viewer, one: Absence) -> Absence:
    """Leave the kind out where whoever asks may not see the person."""
    return one if asking.sees(one.staff_id) else replace(one, kind="")


def _asked(session: Session, first: date, last: date) -> Iterator[Absence]:
    for asked in PENDING:
        for one in asked(session, first, last):
            yield replace(one, pending=True)


def _recorded(session: Session, first: date, last: date) -> Iterator[Absence]:
    """Yield what is in force; a row of several days takes the working days from its day on."""
    chosen = select(
        Attendance.staff_id, Attendance.day, Attendance.kind, Attendance.quantity
    ).where(
        Attendance.kind.in_(LEAVE),
        Attendance.day >= first - LONGEST,
        Attendance.day <= last,
        live(Attendance, view(session)),
    )
    days = timetable.calendar(session)
    for staff_id, day, kind, quantity in session.execute(chosen.order_by(Attendance.day)):
        for each, part in spread(days, day, quantity):
            if first <= each <= last:
                yield Absence(staff_id, each, part < WHOLE, kind)


def spread(days: WorkingDays, day: date, quantity: Decimal) -> Iterator[tuple[date, Decimal]]:
    """Yield the days that a row takes, and how much of each: its own, then working days."""
    left = quantity
    while left >= HALF:
        part = min(left, WHOLE)
        yield day, part
        left -= part
        if left:
            day = _next(days, day)


def _next(days: WorkingDays, day: date) -> date:
    try:
        return days.later(day, 1)
    except UnpublishedYearError:
        return day + timedelta(days=1)
