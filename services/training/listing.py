"""Trainings and meetings that were: about what, who came; what of them waits for a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.history import BACK_OFFICE, SEES_ALL, Employee
from services.organisation import Viewer, viewer
from services.store.training import Training, TrainingSeat
from services.training.home import home
from services.training.kinds import Which
from services.training.rows import PLANNED, SORRY, which
from services.training.view import REACH, Own

PLACE = Training.kind, Training.chair_id, Training.day


@dataclass(frozen=True, slots=True)
class Line:
    """A training in a list: how many count as each mark; none until they are marked."""

    which: Which
    chair: Employee
    state: str
    topic: str
    marks: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Waits:
    """What waits: one's own to answer; those to mark; how many wish to be excused from which."""

    owns: tuple[Own, ...]
    unmarked: tuple[Which, ...]
    wishes: tuple[tuple[Which, int], ...]


def trainings(
    session: Session, who: int, now: datetime, first: int, most: int
) -> tuple[tuple[Line, ...], int]:
    """Return a page of those that one may read, the latest first; and how many.

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
    return Line(which(row), chair, row.state, row.topic, marks)


def waits(session: Session, who: int, now: datetime) -> Waits:
    """Return what of trainings and meetings waits for whoever asks; UnknownPersonError."""
    me = viewer(session, who, now.date()).staff_id
    mine = Training.chair_id == me, Training.state == PLANNED
    over = Training.starts_at.between(now - REACH, now), Training.asked_at.is_not(None)
    unmarked = session.scalars(select(Training).where(*mine, *over).order_by(Training.day))
    wishes = (
        select(*PLACE, func.count(TrainingSeat.id))
        .join(TrainingSeat, Training.id == TrainingSeat.training_id)
        .where(*mine, TrainingSeat.answer == SORRY, TrainingSeat.verdict == "")
        .where(Training.starts_at > now)
        .group_by(*PLACE)
        .order_by(Training.day)
    )
    return Waits(
        tuple(one for one in home(session, who, now).owns if _is_owed(one)),
        tuple(map(which, unmarked)),
        tuple((Which(kind, at, day), n) for kind, at, day, n in session.execute(wishes)),
    )


def _is_owed(own: Own) -> bool:
    """Tell whether an answer is waited for."""
    return own.asked and own.is_open and not (own.place.answer or own.place.away)
