"""What becomes of leave: the rows of 考勤 it has once approved, and without what was given up."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import away, notices, organisation, timetable
from services.approvals.machine import APPROVED
from services.approvals.subjects import Settled, settles
from services.attendance import ladder, rows
from services.away import Absence
from services.leave import ledger
from services.leave.asking import BEYOND, LEAVE
from services.leave.ledger import INJURY, PENDING, PERSONAL, SICK
from services.leave.spans import HALF, asked, counted, taken
from services.store.approvals import Decision
from services.store.leave import Leave
from services.store.people import Staff

CANCEL, BACK = "leave_cancel", "leave_return"
CANCELLED = "cancelled"
TEAM = "leave_team"


@settles(LEAVE, BEYOND)
def settle(session: Session, now: datetime, told: Settled) -> None:
    """Take over how the approval stands; approved, its working days go into 考勤.

    MonthsClosedError if a month was frozen meanwhile.
    """
    row = session.get_one(Leave, told.subject_id)
    row.state = told.state
    if told.state == APPROVED and told.by is not None:
        write(session, now, told.by, row)
        _tell_superior(session, now, told.by, row)


@settles(CANCEL, BACK)
def settle_change(session: Session, now: datetime, told: Settled) -> None:
    """Give up what was agreed to be given up; a refused change leaves everything as it was."""
    row = session.get_one(Leave, told.subject_id)
    if told.state == APPROVED and told.by is not None:
        give_up(session, now, told.by, row, told.kind)
    elif told.state == "returned":
        return
    else:
        row.change, row.change_id, row.back_day, row.back_noon = "", None, None, False
        row.change_note = ""


def give_up(session: Session, now: datetime, by: int, row: Leave, change: str) -> None:
    """Cancel the leave, or cut it short where he came back; MonthsClosedError."""
    if change == CANCEL:
        row.state = CANCELLED
    else:
        row.shortened = True
    row.change = ""
    session.flush()
    write(session, now, by, row)


def write(session: Session, now: datetime, by: int, row: Leave) -> None:
    """Write into 考勤 what holds now of each working day that was asked for.

    What is leave is no absence any more: a separation proposed for it may have no reason left.
    MonthsClosedError if one that changes lies in a closed month.
    """
    session.flush()
    days = timetable.calendar(session)
    held = ledger.holding(session, row.staff_id)
    touched: Iterable[date] = asked(row).shares(days)
    kind = ledger.entry(row.kind)
    happened = [
        one
        for one in ledger.rows_of(session, row.staff_id, _approved(held), kind, touched)
        if one.quantity != rows.quantity(session, row.staff_id, one.day, one.kind)
    ]
    left = taken(row) if row.state == APPROVED else None
    if left:
        row.days = counted(left.shares(days))
    if happened:
        number = session.scalars(select(Staff.number).where(Staff.id == by)).one()
        row.batch_id = rows.write(session, now, (by, number), happened)
        ladder.revisit(session, now, row.staff_id)


def _approved(held: Iterable[Leave]) -> list[ledger.Piece]:
    return ledger.pieces(one for one in held if one.state == APPROVED)


def _tell_superior(session: Session, now: datetime, by: int, row: Leave) -> None:
    """Tell the direct superior, if he had no part in it."""
    above = organisation.on(session, now.date()).people[row.staff_id].superior_id
    chosen = select(Decision.staff_id).where(Decision.approval_id == row.approval_id)
    if above is not None and above not in {by, row.made_by, *session.scalars(chosen)}:
        notices.tell(session, now, TEAM, row.id, [above], leave=row.id)


@away.pending
def waiting(session: Session, first: date, last: date) -> Iterator[Absence]:
    """Yield the days of leave that is asked for and not decided, for who looks who is away."""
    chosen = select(Leave).where(
        Leave.state.in_(PENDING), Leave.first_day <= last, Leave.last_day >= first
    )
    for row in session.scalars(chosen):
        kind = row.kind if row.kind in {PERSONAL, SICK, INJURY} else "other"
        span = asked(row)
        for number in range((min(last, row.last_day) - max(first, row.first_day)).days + 1):
            day = max(first, row.first_day) + timedelta(number)
            yield Absence(row.staff_id, day, span.share(day) == HALF, kind)
