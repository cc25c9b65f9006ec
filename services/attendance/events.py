"""What can be recorded of a day, under which articles, until when it may be contested."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.pay.inputs import TEAM_EVENTS
from services.store.attendance import Event
from services.working_days import UnpublishedYearError, WorkingDays

RECORDED, CONTESTED, UPHELD, CANCELLED = "recorded", "contested", "upheld", "cancelled"
STATES = (RECORDED, CONTESTED, UPHELD, CANCELLED)
TOLD = "event"
ABSENCE, INJURY, PROMOTION = "absence", "injury", "holiday_promotion"
GRACE = timedelta(seconds=30)  # it can be undone so long, and is told only then
CONTEST_DAYS = 5
"""Working days within which an event may be contested; assumed: Articles 29, 30 name no time."""


class NotHereThenError(Exception):
    """The person had not joined on the day, or had left."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is recorded with one press: the kind of 考勤, and how often or for how many days."""

    kind: str
    quantity: Decimal = Decimal(1)


CHOICES = {
    **{
        kind: Choice(kind)
        for kind in ("late", "early", "dress", "left_post", "complaint", "report_late")
    },
    "absence_half": Choice(ABSENCE, Decimal("0.5")),
    "absence_day": Choice(ABSENCE),
    INJURY: Choice(INJURY),
    **{kind: Choice(kind) for kind in sorted(TEAM_EVENTS)},
}
"""By code; leave is asked for, or imported, never recorded."""


def articles(kind: str) -> tuple[str, ...]:
    """Return the articles that an event of the kind falls under; of leave and promotion too."""
    if kind in {"late", "early", "personal", "sick"}:
        return ("29", "30")
    if kind in {ABSENCE, INJURY, "other"}:
        return ("29",)
    return ("28",) if kind == PROMOTION else ("30",)


def contest_until(days: WorkingDays, told_on: date) -> date | None:
    """Return the last day on which it may be contested; None while that year is unpublished."""
    try:
        return days.later(told_on, CONTEST_DAYS)
    except UnpublishedYearError:
        return None


def may_contest(days: WorkingDays, told_on: date, today: date) -> bool:
    """Tell whether something told on that day may still be contested."""
    until = contest_until(days, told_on)
    return until is None or today <= until


def count(session: Session, staff_id: int) -> int:
    """Return how many events there ever were of a person: the version of his card."""
    chosen = select(func.count(Event.id)).where(Event.staff_id == staff_id)
    return session.scalar(chosen) or 0
