"""What can be recorded of a day, under which articles, until when it may be contested."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.pay.inputs import TEAM_EVENTS
from services.rulebook import Rulebook
from services.rulebook_values import in_force
from services.store.attendance import Event
from services.timetable import calendar
from services.working_days import UnpublishedYearError, WorkingDays

RECORDED, CONTESTED, UPHELD, CANCELLED = "recorded", "contested", "upheld", "cancelled"
STATES = (RECORDED, CONTESTED, UPHELD, CANCELLED)
TOLD = "event"
ABSENCE, INJURY, PROMOTION = "absence", "injury", "holiday_promotion"
GRACE = timedelta(seconds=30)  # it can be undone so long, and is told only then


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


@dataclass(frozen=True)
class Contesting:
    """How long something that was told on a day may be contested (Articles 29, 30)."""

    calendar: WorkingDays
    book: Rulebook

    def days(self, told_on: date) -> int | None:
        """Return within how many working days; None: no time is set."""
        most = self.book.on(told_on)["contest.days"].value
        return None if most is None else max(1, int(most))

    def until(self, told_on: date) -> date | None:
        """Return the last day; None: no time is set, or that year is unpublished."""
        days = self.days(told_on)
        try:
            return None if days is None else self.calendar.later(told_on, days)
        except UnpublishedYearError:
            return None

    def may(self, told_on: date, today: date) -> bool:
        """Tell whether it may still be contested."""
        until = self.until(told_on)
        return until is None or today <= until


def contesting(session: Session) -> Contesting:
    """Return how long events may be contested, by the house's calendar and rulebook."""
    return Contesting(calendar(session), in_force(session))


def count(session: Session, staff_id: int) -> int:
    """Return how many events there ever were of a person: the version of his card."""
    chosen = select(func.count(Event.id)).where(Event.staff_id == staff_id)
    return session.scalar(chosen) or 0
