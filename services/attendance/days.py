"""Which days something can be recorded of, month by month."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.attendance.events import ABSENCE, CHOICES, Choice
from services.attendance.record_card import allowed
from services.days import Days
from services.facts.live import live, view
from services.facts.months import closed_months
from services.month import Month
from services.payslips.entries import LEAVE
from services.step import ZERO
from services.store.figures import Attendance
from services.timetable import calendar
from services.working_days import UnpublishedYearError, WorkingDays

AHEAD, GONE, CLOSED, FREE, TAKEN = "ahead", "gone", "closed", "free", "taken"
WHOLE = Decimal(1)


def recordable(  # noqa: PLR0913 - a form's answers
    session: Session, who: int, today: date, month: Month, *, staff: int, code: str | None
) -> Days:
    """Return of which days an event can be recorded; `code` is one of CHOICES.

    UnknownPersonError, NotYoursError, OwnEventError.
    """
    person = allowed(session, who, today, staff).organisation.people[staff]
    closed, choice = closed_months(session), CHOICES.get(code or "")
    absent = _absent(session, staff, month, choice) if choice and choice.kind == ABSENCE else None

    def judge(day: date) -> str | None:
        if day > today:
            return AHEAD
        if not person.works_on(day):
            return GONE
        if Month.of(day) in closed:
            return CLOSED
        return absent(day) if absent else None

    return Days.judged(month, judge, person.joined, today)


def _absent(
    session: Session, staff: int, month: Month, choice: Choice
) -> Callable[[date], str | None]:
    """Return what tells why somebody cannot be absent on a day; None: he can."""
    days, away = calendar(session), _away(session, staff, month)

    def judge(day: date) -> str | None:
        if not is_worked(days, day):
            return FREE
        return TAKEN if away.get(day, ZERO) + choice.quantity > WHOLE else None

    return judge


def is_worked(days: WorkingDays, day: date) -> bool:
    """Tell whether the day is worked; in a year that is not published whoever records knows."""
    try:
        return days.is_working(day)
    except UnpublishedYearError:
        return True


def _away(session: Session, staff: int, month: Month) -> Mapping[date, Decimal]:
    """Return how much of each day is leave or absence already."""
    chosen = select(Attendance.day, Attendance.quantity).where(
        Attendance.staff_id == staff,
        Attendance.day.between(month.first_day, month.last_day),
        Attendance.kind.in_({*LEAVE, ABSENCE}),
        live(Attendance, view(session)),
    )
    taken: defaultdict[date, Decimal] = defaultdict(Decimal)
    for day, many in session.execute(chosen):
        taken[day] += many
    return taken
