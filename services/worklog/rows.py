"""Logs as they are kept: one a person and week."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.store.worklogs import Worklog
from services.working_days import WorkingDays
from services.worklog import when

QUESTIONS = ("visits", "results", "asked", "plan")
"""Visits and calls; new accounts and assets; what clients asked; the next week."""
OPTIONAL = frozenset({"asked"})


@dataclass(frozen=True, slots=True)
class Log:
    """A log; `late`: it came after the day on which it is chased; `corrected`: since then."""

    id: int
    staff_id: int
    week: date
    answers: Mapping[str, str]
    filed_at: datetime
    changed_at: datetime
    late: bool
    corrected: bool


def of(session: Session, staff_id: int, week: date, *, locked: bool = False) -> Worklog | None:
    """Return somebody's log on a week; `locked` to change it."""
    chosen = select(Worklog).where(Worklog.staff_id == staff_id, Worklog.week == week)
    return session.scalar(chosen.with_for_update() if locked else chosen)


def filed(session: Session, week: date, people: Iterable[int]) -> dict[int, Worklog]:
    """Return the logs of some people on a week, by whose they are."""
    ids = set(people)
    found = session.scalars(select(Worklog).where(Worklog.week == week))
    return {one.staff_id: one for one in found if one.staff_id in ids}


def read(row: Worklog, days: WorkingDays) -> Log:
    """Return what a row says."""
    answers: dict[str, str] = json.loads(row.answers)
    kept = {one: answers[one] for one in QUESTIONS if answers.get(one)}
    late = row.filed_at >= when.until(row.week, days)
    moments = row.filed_at, row.changed_at
    return Log(row.id, row.staff_id, row.week, kept, *moments, late, row.version > 1)


def write(row: Worklog, answers: Mapping[str, str | None]) -> None:
    """Keep the answers in place of any before."""
    kept = {one: text for one in QUESTIONS if (text := answers.get(one))}
    row.answers = json.dumps(kept, ensure_ascii=False)
