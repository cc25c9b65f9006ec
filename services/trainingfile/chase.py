"""What the timetable does with training files: opens those of newcomers, reminds, escalates."""

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import notices, organisation, timetable
from services.history import SEES_ALL, Organisation
from services.leave import ledger
from services.store import changes
from services.store.trainingfile import TrainingFile
from services.trainingfile import rights, rows
from services.trainingfile.reading import owing
from services.trainingfile.recording import OPENED
from services.trainingfile.rows import CONTRACTED, LISTED, PASSED, TRAINING
from services.working_days import WorkingDays

DUE, LATE = "trainingfile_due", "trainingfile_late"
BEFORE = {TRAINING: (3, 0), PASSED: (0,), LISTED: (10, 3, 0), CONTRACTED: (10, 3, 0)}
"""So many days before the next step is due, whoever owes it is reminded."""
WEEK = 7
NEW = timedelta(30)  # ours: who joined longer ago has a file only if somebody opens it
TRAINED = frozenset({"marketer", "station_manager", "district_manager", "project_director"})


@changes
def daily(session: Session, now: datetime, _due: datetime) -> None:
    """Open the files of newcomers; on working days remind of what is due and escalate."""
    org, days = organisation.on(session, now.date()), timetable.calendar(session)
    _open(session, now, org)
    if not days.is_likely_working(now.date()):
        return
    away = ledger.away_at(session, now.date(), noon=False)
    free = _before_the_next(days, now.date())
    for row in session.scalars(select(TrainingFile).where(TrainingFile.state.in_(rows.OPEN))):
        one = org.people.get(row.staff_id)
        if one is not None and one.works_on(now.date()):
            _remind(session, now, org, row, free, away)
            _escalate(session, now, org, row)


def _open(session: Session, now: datetime, org: Organisation) -> None:
    """Article 19: every newcomer of marketing has a file."""
    for one in organisation.sorted_people(org.people.values()):
        new = now.date() - NEW <= one.joined and one.works_on(now.date())
        if new and one.posts & TRAINED and rows.of(session, one.staff_id) is None:
            row = rows.opened(session, now, one.staff_id, None)
            rows.tell(session, now, OPENED, row, [one.staff_id], own=True)
            told = rights.keepers(org, one.staff_id)
            rows.tell(session, now, OPENED, row, told, own=False, name=one.name)


def _before_the_next(days: WorkingDays, today: date) -> date:
    """Return the last day before the next one that is worked: what is due by it is due now."""
    return days.likely_later(today, 1) - timedelta(1)


def stage(row: TrainingFile, today: date, free: date) -> int | None:
    """Return which reminder it is time for: so many days before, −1 the first week over.

    `free` is the last day before the next working day; none: it is too early for any.
    """
    day = rows.due(row)
    if day is None:
        return None
    if today > day:
        return -1 - ((today - day).days - 1) // WEEK
    left = max((day - free).days, 0)
    return min((one for one in BEFORE[row.state] if left <= one), default=None)


def _remind(  # noqa: PLR0913, PLR0917 - of which file, when, and who is away
    session: Session,
    now: datetime,
    org: Organisation,
    row: TrainingFile,
    free: date,
    away: frozenset[int],
) -> None:
    at = stage(row, now.date(), free)
    if at is None:
        return
    owed = owing(org, row)
    there = [one for one in owed if one not in away] or owed
    about = f"{row.id}.{row.state}.{rows.due(row)}.{at}"
    notices.tell(session, now, DUE, about, there, file=row.id, state=row.state)


def _escalate(session: Session, now: datetime, org: Organisation, row: TrainingFile) -> None:
    """Tell the general manager once that the month of Article 20 is over."""
    day = rows.contract_due(row)
    if day is not None and now.date() > day:
        managers = rights.holding(org, SEES_ALL)
        notices.tell(session, now, LATE, f"{row.id}.{day}", managers, file=row.id)
