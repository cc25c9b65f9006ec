"""What leave does to a month before it is taken: the daily score and the lines that hang on it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from services.approvals.machine import APPROVED
from services.attendance.rows import Happened
from services.leave.ledger import PENDING, Piece, entry, holding, pieces, rows_of
from services.leave.spans import Span
from services.month import Month
from services.payslips import ahead
from services.payslips.entries import Entries
from services.step import Step
from services.store.leave import Leave
from services.working_days import WorkingDays


@dataclass(frozen=True, slots=True)
class Moved:
    """A line of pay before and after."""

    code: str
    before: Step
    after: Step


@dataclass(frozen=True, slots=True)
class MonthEffect:
    """What leave does to one month: the daily score, and the lines that move.

    `with_pending`: other leave of the month is not approved yet, and counts as if it was.
    """

    month: Month
    daily_before: Step
    daily_after: Step
    lines: tuple[Moved, ...]
    with_pending: bool = False


def effects(
    session: Session, staff_id: int, piece: Piece, days: WorkingDays, row: Leave | None = None
) -> tuple[MonthEffect, ...]:
    """Return what a piece of leave does to each month that it touches; UnpublishedYearError.

    What is pending besides counts as taken. `row` is the leave itself if it is asked already.
    """
    others = holding(session, staff_id, row.id if row else None)
    touched = list(piece.span.shares(days))
    before = list(_written(session, staff_id, others, days))
    waiting = {Month.of(one.day) for one in before}
    if row is not None and row.state == APPROVED:
        before += rows_of(session, staff_id, pieces(others), piece.kind, touched)
    after = rows_of(session, staff_id, [*pieces(others), piece], piece.kind, touched)
    entered = ahead.entered(session, staff_id)
    without = ahead.laid_over(entered, before)
    with_it = ahead.laid_over(without, after)
    months = sorted({Month.of(day) for day in touched})
    found = (_effect(session, staff_id, one, (without, with_it)) for one in months)
    return tuple(replace(one, with_pending=one.month in waiting) for one in found if one)


def _written(
    session: Session, staff_id: int, others: Iterable[Leave], days: WorkingDays
) -> Iterator[Happened]:
    """Yield the rows that pending leave will have."""
    rows = list(others)
    held = pieces(rows)
    for one in pieces(one for one in rows if one.state in PENDING):
        yield from rows_of(session, staff_id, held, one.kind, one.span.shares(days))


def _effect(
    session: Session, staff_id: int, month: Month, both: Sequence[Entries]
) -> MonthEffect | None:
    before, after = (ahead.month(session, one, staff_id, month) for one in both)
    if before is None or after is None:
        return None
    moved = (Moved(code, before.lines[code], after.lines[code]) for code in ahead.LINES)
    lines = tuple(one for one in moved if one.before.value != one.after.value)
    return MonthEffect(month, before.daily, after.daily, lines)


def piece_of(kind: str, span: Span) -> Piece:
    """Return leave of a kind as it is written into 考勤."""
    return Piece(entry(kind), span)
