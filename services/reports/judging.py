"""The director reads a report: he accepts it, returns it, or excuses that it was late."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from services import notices
from services.attendance.undoing import cancel
from services.organisation import NotYoursError, Viewer
from services.reports import duty, reading, rows
from services.reports.reading import Card
from services.reports.rows import ACCEPTED, DRAFT, EXCUSED, RETURNED, SUBMITTED
from services.store import changes
from services.store.attendance import Event
from services.store.reports import Report

TOLD = "report_judged"


class NotExcusableError(Exception):
    """It was not late, counts no more, or is being contested: that is decided there."""


@dataclass(frozen=True, slots=True)
class Done:
    """The report after a press; not `done`: the card was outdated, nothing changed."""

    card: Card
    done: bool


@changes
def accept(session: Session, who: int, now: datetime, report: int, version: int) -> Done:
    """Accept a report: it was read; on an outdated card nothing is done.

    UnknownPersonError, NotYoursError.
    """
    asking, row = _judged(session, who, now, report)
    if row.state != SUBMITTED or row.version != version:
        return Done(reading.drawn(session, now, asking, row), done=False)
    row.state = ACCEPTED
    number = rows.note(session, now, row, ACCEPTED, asking.staff_id)
    _tell(session, now, asking, row, number, ACCEPTED)
    return Done(reading.drawn(session, now, asking, row), done=True)


def returnable(
    session: Session, who: int, now: datetime, report: int, version: int
) -> Card | None:
    """Return the report, if whoever asks may return it as it was drawn; None: outdated."""
    asking, row = reading.readable(session, who, now, report)
    if asking.staff_id not in duty.judges(asking.organisation, row.staff_id):
        raise NotYoursError
    fits = row.state == SUBMITTED and row.version == version
    return reading.drawn(session, now, asking, row) if fits else None


@changes
def send_back(  # noqa: PLR0913 - a form's answers
    session: Session, who: int, now: datetime, *, report: int, version: int, reason: str
) -> Done:
    """Return a report with a comment: it is a draft again, its deadline as it was.

    UnknownPersonError, NotYoursError; nothing is done to one that does not lie with him.
    """
    asking, row = _judged(session, who, now, report)
    if row.state != SUBMITTED or row.version != version:
        return Done(reading.drawn(session, now, asking, row), done=False)
    row.state = DRAFT
    number = rows.note(session, now, row, RETURNED, asking.staff_id, text=reason)
    _tell(session, now, asking, row, number, RETURNED, reason)
    return Done(reading.drawn(session, now, asking, row), done=True)


@changes
def excuse(session: Session, who: int, now: datetime, *, report: int, reason: str) -> Done:
    """Excuse that a report was late: its event counts no more; the person is told why.

    UnknownPersonError, NotYoursError, NotExcusableError, MonthsClosedError.
    """
    asking, row = _judged(session, who, now, report)
    event = session.get(Event, row.event_id, with_for_update=True) if row.event_id else None
    if event is None or event.state not in rows.RECORDED_LATE:
        raise NotExcusableError
    cancel(session, now, (asking.staff_id, asking.me.number), event)
    number = rows.note(session, now, row, EXCUSED, asking.staff_id, text=reason)
    _tell(session, now, asking, row, number, EXCUSED, reason)
    return Done(reading.drawn(session, now, asking, row), done=True)


def _judged(session: Session, who: int, now: datetime, report: int) -> tuple[Viewer, Report]:
    asking, row = reading.readable(session, who, now, report, locked=True)
    if asking.staff_id not in duty.judges(asking.organisation, row.staff_id):
        raise NotYoursError
    return asking, row


def _tell(  # noqa: PLR0913, PLR0917 - what, of which report, by whom
    session: Session,
    now: datetime,
    asking: Viewer,
    row: Report,
    number: int,
    act: str,
    reason: str = "",
) -> None:
    notices.tell(
        session,
        now,
        TOLD,
        f"{row.id}.{number}",
        [row.staff_id],
        month=str(row.month),
        act=act,
        by=asking.me.name,
        reason=reason,
        due=duty.due(row.month).isoformat(),
        over=duty.is_late(row.month, now),
    )
