"""The lines of a score card: rows of 考勤, each told by its events or by its file."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.attendance.effects import Conduct
from services.attendance.events import (
    CANCELLED,
    PROMOTION,
    RECORDED,
    articles,
    contesting,
)
from services.facts.known import CHAT, EDITED
from services.facts.live import live, view
from services.history import Organisation
from services.month import Month
from services.step import ZERO
from services.store.attendance import Event
from services.store.figures import Attendance, Batch


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


def entries_of(
    session: Session, now: datetime, org: Organisation, made: Conduct
) -> Sequence[Entry]:
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
    contest, by = contesting(session), org.people.get(one.made_by or 0)
    batch, counts = session.get_one(Batch, one.batch_id), one.state != CANCELLED
    imported = batch.digest != EDITED
    return Entry(
        one.kind,
        one.day,
        one.quantity,
        _taken(made, one.kind, one.quantity) if counts else ZERO,
        articles(one.kind),
        by=by.name if by and not imported else "",
        at=one.made_at,
        file=batch.file if imported else "",
        row=_row_of(session, one) if imported else 0,
        note=one.note,
        state=one.state,
        event=one.id,
        may=one.state == RECORDED and contest.may(one.told_on, now.date()),
        until=contest.until(one.told_on),
        approval=one.approval_id or 0,
    )


def _row_of(session: Session, one: Event) -> int:
    """Return which row of its file an imported event is."""
    chosen = select(Attendance.row).where(
        Attendance.batch_id == one.batch_id,
        Attendance.staff_id == one.staff_id,
        Attendance.day == one.day,
        Attendance.kind == one.kind,
    )
    return session.scalar(chosen) or 0


def _of_row(
    session: Session,
    now: datetime,
    org: Organisation,
    found: tuple[Attendance, Batch],
    made: Conduct,
) -> Entry:
    """Return a row that no event tells of: imported, or written by another topic of the house."""
    row, batch = found
    contest, chat = contesting(session), row.sheet == CHAT
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
    if chat or batch.released_at is None or row.kind == PROMOTION:
        return entry
    told_on = batch.released_at.astimezone(now.tzinfo).date()
    return replace(
        entry,
        attendance=row.id,
        may=contest.may(told_on, now.date()),
        until=contest.until(told_on),
    )


def _taken(made: Conduct, kind: str, quantity: Decimal) -> Decimal:
    """Return the points that so much of the kind takes (Article 30)."""
    what = "late" if kind == "early" else kind
    figure = f"daily_score.{what}"
    if figure not in made.rules.book.figures:
        return ZERO
    return (made.rules[figure].value or ZERO) * quantity
