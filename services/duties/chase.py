"""What the timetable does: asks for what is filed, and asks those again who have not."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from services import notices, timetable, weeks
from services.duties import kinds, rows, when
from services.duties.kinds import KINDS, PLAN
from services.history import history
from services.leave import ledger
from services.month import Month
from services.store import changes

TOLD = "duty_due"
FIRST, AGAIN, LAST = range(3)
NOON = 12


@changes
def ask_week(session: Session, now: datetime, due: datetime) -> None:
    """Ask for what is filed of the week."""
    _ask_weekly(session, now, weeks.week_of(due.date()), FIRST)


@changes
def chase_week(session: Session, now: datetime, due: datetime) -> None:
    """Ask those again who have not filed the last week that was worked."""
    before = weeks.before(weeks.week_of(due.date()), timetable.calendar(session))
    _ask_weekly(session, now, before, AGAIN)


def _ask_weekly(session: Session, now: datetime, monday: date, time: int) -> None:
    for kind in KINDS.values():
        if not kind.monthly:
            _ask(session, now, kind.code, monday, time)


@changes
def ask_plan(session: Session, now: datetime, due: datetime) -> None:
    """Ask for the plan of the month after the one of the 25th."""
    month = Month.of(due.date())
    coming = month.later(1) if due.day >= when.ASKED_ON else month
    _ask(session, now, PLAN, coming.first_day, FIRST)


@changes
def chase_plan(session: Session, now: datetime, due: datetime) -> None:
    """Ask those again who have not filed the plan of the next month."""
    _ask(session, now, PLAN, Month.of(due.date()).later(1).first_day, AGAIN)


@changes
def chase_begun(session: Session, now: datetime, due: datetime) -> None:
    """Once the month has begun ask those again who have not filed its plan."""
    _ask(session, now, PLAN, Month.of(due.date()).first_day, LAST)


def _ask(session: Session, now: datetime, code: str, period: date, time: int) -> None:
    """Ask those who have not filed it and are not on leave just now."""
    found, kind, today = history(session), KINDS[code], now.date()
    asked = when.asked_for(kind, timetable.calendar(session), period)
    away = ledger.away_at(session, today, noon=now.hour >= NOON)
    if not when.is_asked(session, asked):
        return
    people = [
        one.staff_id
        for one in kinds.owing(found.on(today), kind)
        if kinds.owed(found, one.staff_id, kind, asked, today)
        and one.staff_id not in away
        and rows.of(session, one.staff_id, code, period) is None
    ]
    place = f"{code}.{period}.{time}"
    day = period.isoformat()
    notices.tell(session, now, TOLD, place, people, code=code, period=day, time=time)
