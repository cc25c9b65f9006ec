"""What is on record of somebody's leave, and the rows of 考勤 that follow from it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.approvals.machine import APPROVED, RETURNED, RUNNING
from services.attendance.rows import Happened, quantity
from services.facts.live import live, view
from services.leave import limits
from services.leave.spans import Span, asked, counted, taken
from services.rulebook import Rules
from services.step import ZERO
from services.store.figures import Attendance
from services.store.leave import Leave
from services.working_days import WorkingDays

PERSONAL, SICK, INJURY = "personal", "sick", "injury"
KINDS = (
    PERSONAL,
    SICK,
    INJURY,
    "annual",
    "marriage",
    "maternity",
    "bereavement",
    "other",
)
CERTIFIED = frozenset({SICK, INJURY})
"""Nobody knows of these a day ahead; a hospital's record shows them instead (Article 29.1)."""
PENDING = (RUNNING, RETURNED)
HOLDING = (*PENDING, APPROVED)
ABSENCE = "absence"
ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Piece:
    """Leave as it is written into 考勤: the kind there and the span."""

    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class Balance:
    """A calendar year's working days of personal leave: taken, asked for, and how many may be."""

    year: int
    used: Decimal
    pending: Decimal
    most: Decimal | None  # none: not set

    @property
    def left(self) -> Decimal | None:
        """What is left of them, below 0 if there were more."""
        return None if self.most is None else self.most - self.used - self.pending


def entry(kind: str) -> str:
    """Return the kind that 考勤 has for a kind of leave."""
    return kind if kind in {PERSONAL, SICK, INJURY} else "other"


def pieces(rows: Iterable[Leave]) -> list[Piece]:
    """Return what holds of some leave."""
    return [Piece(entry(one.kind), span) for one in rows if (span := taken(one))]


def holding(session: Session, staff_id: int, besides: int | None = None) -> list[Leave]:
    """Return somebody's approved and pending leave, all `besides` one."""
    chosen = select(Leave).where(Leave.staff_id == staff_id, Leave.state.in_(HOLDING))
    rows = session.scalars(chosen.order_by(Leave.first_day, Leave.first_noon))
    return [one for one in rows if one.id != besides]


def overlapping(rows: Iterable[Leave], span: Span) -> Leave | None:
    """Return leave that has half a day in common with the span."""
    return next((one for one in rows if (held := taken(one)) and held.overlaps(span)), None)


def rows_of(
    session: Session, staff_id: int, held: Sequence[Piece], kind: str, days: Iterable[date]
) -> list[Happened]:
    """Return the rows of 考勤 that some days have of a kind once the leave holds.

    Leave keeps a day from being absence: what is recorded of it shrinks to what is left.
    """
    found: list[Happened] = []
    for day in sorted(set(days)):
        away = min(ONE, sum((one.span.share(day) for one in held if one.kind == kind), ZERO))
        found.append(Happened(day, staff_id, kind, away))
        left = ONE - min(ONE, sum((one.span.share(day) for one in held), ZERO))
        absent = quantity(session, staff_id, day, ABSENCE)
        if absent > left and away:
            found.append(Happened(day, staff_id, ABSENCE, left))
    return found


def balance(
    session: Session, staff_id: int, year: int, days: WorkingDays, rules: Rules
) -> Balance:
    """Return the year's personal leave: on record in 考勤, whoever wrote it, and asked for."""
    chosen = select(Attendance.quantity).where(
        Attendance.staff_id == staff_id,
        Attendance.kind == PERSONAL,
        Attendance.day.between(date(year, 1, 1), date(year, 12, 31)),
        live(Attendance, view(session)),
    )
    used = sum(session.scalars(chosen), ZERO)
    waiting = (one for one in holding(session, staff_id) if one.state in PENDING)
    asked_ = [asked(one) for one in waiting if one.kind == PERSONAL]
    pending = sum((of_year(span, year, days) for span in asked_), ZERO)
    return Balance(year, used, pending, limits.personal_days(rules))


def of_year(span: Span, year: int, days: WorkingDays) -> Decimal:
    """Return the working days of a span that lie in a year; UnpublishedYearError."""
    if not span.first.year <= year <= span.last.year:
        return ZERO
    return counted({day: share for day, share in span.shares(days).items() if day.year == year})


def away_at(session: Session, day: date, *, noon: bool) -> frozenset[int]:
    """Return who is on approved leave in the morning, or (`noon`) in the afternoon of a day."""
    half = day.toordinal() * 2 + noon
    chosen = select(Leave).where(
        Leave.state == APPROVED, Leave.first_day <= day, Leave.last_day >= day
    )
    rows = session.scalars(chosen)
    return frozenset(
        one.staff_id for one in rows if (span := taken(one)) and span.start <= half <= span.end
    )
