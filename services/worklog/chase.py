"""What the timetable does with logs: asks for them, chases, tells superiors whose is missing."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from services import notices, organisation, timetable, weeks
from services.history import Employee
from services.leave import ledger
from services.store import changes
from services.worklog import duty, rows, when
from services.worklog.asked import ASKED, CHASED, asked

MISSING = "worklog_missing"
NOON = 12


@changes
def ask(session: Session, now: datetime, due: datetime) -> None:
    """Ask for the logs of the week that ends; not those who filed already, or are on leave."""
    week = weeks.week_of(due.date())
    _tell(session, now, due, ASKED, week)


@changes
def chase(session: Session, now: datetime, due: datetime) -> None:
    """Remind those who have not filed the log of the week before."""
    days = timetable.calendar(session)
    week = weeks.before(weeks.week_of(due.date()), days)
    _tell(session, now, due, CHASED, week)


def _tell(session: Session, now: datetime, due: datetime, kind: str, week: date) -> None:
    away = ledger.away_at(session, due.date(), noon=due.hour >= NOON)
    missing = _missing(session, week, due.date())
    people = [one.staff_id for one in missing if one.staff_id not in away]
    until = when.chased_on(week, timetable.calendar(session))
    notices.tell(session, now, kind, week, people, week=week.isoformat(), until=until.isoformat())


def _missing(session: Session, week: date, today: date) -> list[Employee]:
    """Return who owes the week's log and has not filed it."""
    owing = duty.owing(session, week, today)
    written = rows.filed(session, week, (one.staff_id for one in owing))
    return [one for one in owing if one.staff_id not in written]


@changes
def missing(session: Session, now: datetime, due: datetime) -> None:
    """Tell superiors, once, whose logs are missing: on the first day worked after the chase.

    Only of those who were chased; not of those who are on leave now.
    """
    days = timetable.calendar(session)
    week = weeks.before(weeks.week_of(due.date()), days)
    if due.date() < when.missed_on(week, days):
        return
    org, away = (
        organisation.on(session, due.date()),
        ledger.away_at(session, due.date(), noon=False),
    )
    found = _missing(session, week, due.date())
    chased = asked(session, week, (one.staff_id for one in found), (CHASED,))
    names: dict[int, list[str]] = {}
    for one in found:
        superior = duty.hears(org, one.staff_id)
        if superior is not None and one.staff_id in chased - away:
            names.setdefault(superior, []).append(one.name)
    for superior, all_ in names.items():
        notices.tell(session, now, MISSING, week, [superior], week=week.isoformat(), names=all_)
