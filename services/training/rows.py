"""Rows of trainings and meetings: found, opened, changed; who is asked and how each stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import organisation
from services.attendance.events import CANCELLED
from services.history import Employee
from services.leave import ledger
from services.store import audit
from services.store.attendance import Event
from services.store.training import Training, TrainingSeat
from services.training.kinds import KINDS, Which

PLANNED, MARKED, DROPPED = "planned", "marked", "dropped"
COMING, SORRY = "coming", "sorry"
ACCEPTED, REFUSED = "accepted", "refused"
CAME, LATE, ABSENT, EXCUSED = MARKS = ("came", "late", "absent", "excused")
NOON = 12


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody who is asked; `away`: on approved leave then. See `TrainingSeat` for the rest.

    `struck`: what the mark came to in 考勤 was taken back, as after a contest.
    """

    person: Employee
    away: bool
    answer: str = ""
    reason: str = ""
    verdict: str = ""
    mark: str = ""
    version: int = 0
    struck: bool = False

    @property
    def pends(self) -> bool:
        """Whether he asked to be excused, and nobody has said anything to it."""
        return self.answer == SORRY and not self.verdict

    @property
    def counts_as(self) -> str:
        """How he is marked; as long as nobody did, whoever said he would come is taken to have."""
        if self.mark:
            return self.mark
        if self.away or self.verdict == ACCEPTED:
            return EXCUSED
        return CAME if self.answer == COMING else ABSENT


def of(session: Session, which: Which, *, locked: bool = False) -> Training | None:
    """Return a training's row; `locked` to change it."""
    chosen = select(Training).where(
        Training.kind == which.kind, Training.chair_id == which.chair, Training.day == which.day
    )
    return session.scalar(chosen.with_for_update() if locked else chosen)


def which(row: Training) -> Which:
    """Return which training a row is."""
    return Which(row.kind, row.chair_id, row.day)


def opened(session: Session, which: Which, starts_at: datetime) -> Training:
    """Return a training's row, locked; a new one is planned and at version 0."""
    found = of(session, which, locked=True)
    if found is None:
        found = Training(kind=which.kind, chair_id=which.chair, day=which.day, starts_at=starts_at)
        found.state, found.version, found.asked_at = PLANNED, 0, None
        found.topic = found.text = found.reason = ""
        session.add(found)
        session.flush()
    return found


def seat(session: Session, row: Training, staff_id: int) -> TrainingSeat:
    """Return somebody's seat; a new one says nothing."""
    chosen = select(TrainingSeat).where(
        TrainingSeat.training_id == row.id, TrainingSeat.staff_id == staff_id
    )
    found = session.scalar(chosen)
    if found is None:
        found = TrainingSeat(training_id=row.id, staff_id=staff_id)
        found.answer = found.verdict = found.mark = found.reason = ""
        found.version = 0
        session.add(found)
    return found


def seats(session: Session, row: Training | None) -> Sequence[TrainingSeat]:
    """Return the seats that there are of a training."""
    chosen = select(TrainingSeat).where(TrainingSeat.training_id == (row.id if row else 0))
    return session.scalars(chosen).all()


def places(
    session: Session, which: Which, starts_at: datetime, row: Training | None
) -> tuple[Place, ...]:
    """Return who is asked to a training, by 工号, and how each stands; marked, it stays so."""
    org = organisation.on(session, which.day)
    kept = {one.staff_id: one for one in seats(session, row)}
    people = KINDS[which.kind].circles(org).get(which.chair, [])
    if row and row.state == MARKED:
        people = organisation.sorted_people(org.people[one] for one in kept if kept[one].mark)
    away = away_at(session, starts_at)
    struck = _struck(session, row)
    return tuple(_place(one, kept.get(one.staff_id), away, struck) for one in people)


def _struck(session: Session, row: Training | None) -> frozenset[int]:
    """Return the events of a training that count no more."""
    of_it = select(TrainingSeat.event_id).where(TrainingSeat.training_id == (row.id if row else 0))
    chosen = select(Event.id).where(Event.id.in_(of_it), Event.state == CANCELLED)
    return frozenset(session.scalars(chosen))


def counts(found: Iterable[Place]) -> dict[str, int]:
    """Return how many are asked, are on leave, and answered what; how many wishes pend."""
    people = list(found)
    there = [one for one in people if not one.away]
    return {
        "people": len(people),
        "coming": sum(one.answer == COMING for one in there),
        "sorry": sum(one.answer == SORRY for one in there),
        "pending": sum(one.pends for one in there),
        "silent": sum(not one.answer for one in there),
        "away": len(people) - len(there),
    }


def _place(
    one: Employee, found: TrainingSeat | None, away: frozenset[int], struck: frozenset[int]
) -> Place:
    is_away = one.staff_id in away
    if found is None:
        return Place(one, is_away)
    said = found.answer, found.reason, found.verdict, found.mark, found.version
    return Place(one, is_away, *said, struck=found.event_id in struck)


def away_at(session: Session, moment: datetime) -> frozenset[int]:
    """Return who is on approved leave at the moment."""
    return ledger.away_at(session, moment.date(), noon=moment.hour >= NOON)


def told(row: Training) -> dict[str, Any]:
    """Return which training it is as JSON, for a notice."""
    at = row.starts_at.isoformat()
    return {"gathering": row.kind, "chair": row.chair_id, "day": row.day.isoformat(), "at": at}


def note(  # noqa: PLR0913, PLR0917 - what was done with which training, by whom
    session: Session,
    now: datetime,
    row: Training,
    act: str,
    by: int | None,
    staff: int | None = None,
) -> None:
    """Write down that something was done with a training; its version is raised."""
    row.version += 1
    about: dict[str, object] = {"training": row.id, "chair": row.chair_id, "day": row.day}
    if staff is not None:
        about["staff"] = staff
    audit.record(session, now, by, f"{row.kind}.{act}", **about)
    session.flush()
