"""Rows of 考勤 written in chat: a batch of their own, at once visible and released."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import corrections
from services.facts.edit import MonthsClosedError
from services.facts.known import CHAT, EDITED, lock
from services.facts.live import VISIBLE, live, view
from services.facts.months import closed_months
from services.month import Month
from services.step import ZERO
from services.store.figures import Attendance, Batch, BatchMonth

KIND = "attendance"


@dataclass(frozen=True, slots=True)
class Happened:
    """How often, or for how many days (in halves), something of a kind happened on a day.

    It is the whole of that day: a later row with the same day, person and kind replaces it, and
    one of zero takes it back.
    """

    day: date
    staff_id: int
    kind: str
    quantity: Decimal
    note: str = ""


def must_be_open(session: Session, days: Sequence[date]) -> None:
    """MonthsClosedError if any of the days lies in a month that is frozen or paid."""
    closed = {Month.of(day) for day in days} & closed_months(session)
    if closed:
        raise MonthsClosedError(tuple(sorted(closed)))


def write(
    session: Session, now: datetime, by: tuple[int | None, str], happened: Sequence[Happened]
) -> int:
    """Write rows down and return their batch; `by` is who: staff id and 工号; none: the house.

    The 工号 and the moment stand where a file's name would. MonthsClosedError.
    """
    lock(session)
    must_be_open(session, [one.day for one in happened])
    batch = Batch(
        digest=EDITED,
        state=VISIBLE,
        made_at=now,
        made_by=by[0],
        visible_at=now,
        released_at=now,
        released_by=by[0],
        file_sealed=b"",
    )
    session.add(batch)
    session.flush()
    batch.file = f"{by[1]} {now:%Y-%m-%d %H:%M}"
    for month in sorted({Month.of(one.day) for one in happened}):
        session.add(BatchMonth(batch_id=batch.id, kind=KIND, month=month))
    for number, one in enumerate(happened, start=1):
        row = Attendance(
            day=one.day,
            staff_id=one.staff_id,
            kind=one.kind,
            quantity=one.quantity,
            batch_id=batch.id,
            sheet=CHAT,
            row=number,
        )
        row.note = one.note
        session.add(row)
    session.flush()
    corrections.ask(session, now, corrections.RELEASED, batch.id)
    return batch.id


def quantity(session: Session, staff_id: int, day: date, kind: str) -> Decimal:
    """Return how much of a kind is in force for a person on a day; 0 without a row."""
    chosen = select(Attendance.quantity).where(
        Attendance.staff_id == staff_id,
        Attendance.day == day,
        Attendance.kind == kind,
        live(Attendance, view(session)),
    )
    return session.scalar(chosen) or ZERO
