"""What the timetable does: asks people to come, reminds, asks who came, escalates."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import notices, organisation, timetable
from services.history import SEES_ALL
from services.recurrence import ZONE
from services.store import changes
from services.store.training import Training
from services.training import leading, rows, view, when
from services.training.kinds import KINDS, Which
from services.training.rows import PLANNED

ASK, ROSTER, MARK, LATE = "training", "training_roster", "training_mark", "training_late"
CHASED, ESCALATED = 1, 2
"""On which working day after a training its marks are asked for again, and of whom besides."""
FORGOTTEN = timedelta(days=14)


@changes
def ask(session: Session, now: datetime, due: datetime, kind: str) -> None:
    """Ask to the coming one of a kind those who have to come and have not answered.

    Each chair is told who they are, or how it stands: as often as the outlet has it.
    """
    starts_at = when.coming(session, kind, due)
    if starts_at is None:
        return
    day = starts_at.date()
    for chair in KINDS[kind].circles(organisation.on(session, day)):
        row = rows.opened(session, Which(kind, chair, day), starts_at)
        if row.state == PLANNED:
            _call(session, now, row, starts_at, due)


def _call(
    session: Session, now: datetime, row: Training, starts_at: datetime, due: datetime
) -> None:
    places = rows.places(session, rows.which(row), starts_at, row)
    row.asked_at = row.asked_at or now
    place, soon = due.isoformat(), due.date() == starts_at.date()
    quiet = [one.person.staff_id for one in places if not one.away and not one.answer]
    said = leading.said(view.about(row), row.file_id)
    by = organisation.on(session, now.date()).people[row.chair_id].name
    about: dict[str, Any] = {"soon": soon, "over_at": starts_at, **rows.told(row)}
    notices.tell(session, now, ASK, place, quiet, by=by, **about, **said)
    counts: dict[str, Any] = {**rows.counts(places), "topic": row.topic}
    chairs = _chairs(session, row, starts_at)
    notices.tell(session, now, ROSTER, f"{row.id}.{place}", chairs, **about, **counts)
    session.flush()


def _chairs(session: Session, row: Training, moment: datetime) -> list[int]:
    """Return whom to ask at a moment: the chair; on leave, the general manager."""
    if row.chair_id not in rows.away_at(session, moment):
        return [row.chair_id]
    return _heads(session, row, moment) or [row.chair_id]


def _heads(session: Session, row: Training, moment: datetime) -> list[int]:
    heads = organisation.holding(session, moment.date(), SEES_ALL)
    return [one for one in sorted(heads) if one != row.chair_id]


@changes
def ask_marks(session: Session, now: datetime, _due: datetime, kind: str) -> None:
    """Ask the chair of each of a kind that is over today who came."""
    for row in _unmarked(session, now):
        if row.day == now.date() and row.kind == kind:
            _tell_chair(session, now, row, 0)


@changes
def remind_marks(session: Session, now: datetime, _due: datetime) -> None:
    """On working days ask again for what is not marked; then tell the general manager, once."""
    days, today = timetable.calendar(session), now.date()
    if not days.is_likely_working(today):
        return
    for row in _unmarked(session, now):
        if row.day < today and today == days.likely_later(row.day, CHASED):
            _tell_chair(session, now, row, CHASED)
        elif row.day < today and today >= days.likely_later(row.day, ESCALATED):
            _escalate(session, now, row)


def _unmarked(session: Session, now: datetime) -> list[Training]:
    asked = Training.state == PLANNED, Training.asked_at.is_not(None)
    recent = Training.starts_at.between(now - FORGOTTEN, now)
    found = session.scalars(select(Training).where(*asked, recent).order_by(Training.id))
    return [one for one in found if _has_people(session, one)]


def _has_people(session: Session, row: Training) -> bool:
    """Tell whether anybody still belongs to a training: its chair may have been another since."""
    return bool(rows.places(session, rows.which(row), row.starts_at.astimezone(ZONE), row))


def _tell_chair(session: Session, now: datetime, row: Training, time: int) -> None:
    place, again = f"{row.id}.{time}", bool(time)
    chairs = _chairs(session, row, now)
    notices.tell(session, now, MARK, place, chairs, again=again, **rows.told(row))


def _escalate(session: Session, now: datetime, row: Training) -> None:
    """Name the chair to a general manager, who may mark in his place; he is told of no own one."""
    name = organisation.on(session, now.date()).people[row.chair_id].name
    heads = _heads(session, row, now)
    notices.tell(session, now, LATE, row.id, heads, name=name, **rows.told(row))
