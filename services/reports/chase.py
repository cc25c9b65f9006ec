"""What the timetable does with reports: opens them, reminds, marks those that are late."""

from datetime import datetime, time

from sqlalchemy.orm import Session

from services import notices, organisation
from services.history import history
from services.leave import ledger
from services.month import Month
from services.recurrence import ZONE
from services.reports import duty, lateness, rows
from services.reports.rows import DRAFT, REQUIRED, SECTIONS
from services.store import changes
from services.store.reports import Report

TOLD, OVERDUE = "report", "report_overdue"
NOON, MORNING = 12, time(8)


@changes
def remind(session: Session, now: datetime, due: datetime) -> None:
    """Open the reports on the month before; remind those who have not handed theirs in.

    On the 1st everybody; later not those who are on leave just then (Article 28.4).
    """
    month, day = duty.month_of(due.date()), due.date()
    away = ledger.away_at(session, day, noon=due.hour >= NOON) if day.day > 1 else frozenset()
    for one in duty.owing(history(session), month, day):
        row = rows.opened(session, one.staff_id, month)
        if row.state == DRAFT and one.staff_id not in away:
            _remind(session, now, due, row)


def _remind(session: Session, now: datetime, due: datetime, row: Report) -> None:
    written = rows.answers(row)
    notices.tell(
        session,
        now,
        TOLD,
        due.isoformat(),
        [row.staff_id],
        over_at=duty.due(row.month),
        day=due.day,
        month=str(row.month),
        written=len(written),
        of=len(SECTIONS),
        missing=[one for one in REQUIRED if one not in written],
    )


@changes
def overdue(session: Session, now: datetime, due: datetime) -> None:
    """Mark the reports that were not with the director when they were due; tell him which."""
    month = duty.month_of(due.date())
    late: dict[int, list[str]] = {}
    for one in duty.owing(history(session), month, duty.due(month).date()):
        row = rows.opened(session, one.staff_id, month)
        if row.late or rows.was_in_time(rows.entries(session, row.id), month):
            continue
        lateness.mark(session, now, row)
        for judge in duty.judges(organisation.on(session, now.date()), one.staff_id):
            late.setdefault(judge, []).append(one.name)
    _tell(session, now, month, late)


def _tell(session: Session, now: datetime, month: Month, late: dict[int, list[str]]) -> None:
    morning = max(now, datetime.combine(now.date(), MORNING, ZONE))
    for judge, names in late.items():
        notices.tell(
            session, now, OVERDUE, month, [judge], due_at=morning, month=str(month), names=names
        )
