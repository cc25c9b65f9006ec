"""Trainings that were: whose, when, about what, who came; what of them waits for a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.history import BACK_OFFICE, SEES_ALL, Employee
from services.organisation import Viewer, viewer
from services.store.training import Training, TrainingSeat
from services.training.rows import PLANNED, SORRY
from services.training.view import REACH, Own, home


@dataclass(frozen=True, slots=True)
class Line:
    """A training in a list: how many count as each mark; none until they are marked."""

    chair: Employee
    day: date
    state: str
    topic: str
    marks: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Waits:
    """What of trainings waits: one's own to answer; those to mark; wishes to be excused."""

    own: Own | None
    unmarked: tuple[date, ...]
    wishes: int
    chair: int
    day: date | None


def trainings(
    session: Session, who: int, now: datetime, first: int, most: int
) -> tuple[tuple[Line, ...], int]:
    """Return a page of the trainings that one may read, the latest first; and how many.

    One's own as their chair; the general manager all, the back office those of its people.
    UnknownPersonError.
    """
    asking = viewer(session, who, now.date())
    readable = Training.chair_id.in_(_chairs(asking))
    chosen = select(Training).where(readable).order_by(Training.day.desc(), Training.chair_id)
    total = session.scalar(select(func.count(Training.id)).where(readable)) or 0
    found = session.scalars(chosen.offset(first).limit(most)).all()
    return tuple(_line(session, asking, one) for one in found), total


def _chairs(asking: Viewer) -> frozenset[int]:
    if SEES_ALL in asking.posts:
        return frozenset(asking.organisation.people)
    if BACK_OFFICE in asking.posts:
        return asking.organisation.seen_by(asking.me)
    return frozenset({asking.staff_id})


def _line(session: Session, asking: Viewer, row: Training) -> Line:
    counted = (
        select(TrainingSeat.mark, func.count(TrainingSeat.id))
        .where(TrainingSeat.training_id == row.id, TrainingSeat.mark != "")
        .group_by(TrainingSeat.mark)
    )
    found = session.execute(counted) if row.state != PLANNED else ()
    marks = {str(mark): int(many) for mark, many in found}
    chair = asking.organisation.people[row.chair_id]
    return Line(chair, row.day, row.state, row.topic, marks)


def waits(session: Session, who: int, now: datetime) -> Waits:
    """Return what of trainings waits for whoever asks; UnknownPersonError."""
    me = viewer(session, who, now.date()).staff_id
    mine = Training.chair_id == me, Training.state == PLANNED
    over = Training.starts_at.between(now - REACH, now), Training.asked_at.is_not(None)
    unmarked = session.scalars(select(Training.day).where(*mine, *over).order_by(Training.day))
    wishes = (
        select(func.count(TrainingSeat.id), func.min(Training.day))
        .join(Training, Training.id == TrainingSeat.training_id)
        .where(*mine, TrainingSeat.answer == SORRY, TrainingSeat.verdict == "")
        .where(Training.starts_at > now)
    )
    many, day = session.execute(wishes).one()
    own = home(session, who, now).own
    asks = own and own.asked and own.is_open and not (own.place.answer or own.place.away)
    return Waits(own if asks else None, tuple(unmarked), many, me, day)
