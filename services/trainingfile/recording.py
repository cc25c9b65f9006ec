"""The back office records the levels and the exam in a training file (Articles 19, 20)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from services.organisation import NotYoursError
from services.store import changes
from services.store.trainingfile import TrainingFile
from services.trainingfile import reading, rows
from services.trainingfile.reading import Card
from services.trainingfile.rights import Desk, desk
from services.trainingfile.rows import EXAM, LEVEL, LEVELS, PASSED, TRAINING

OPENED, SAT = "training_opened", "training_exam"
FARTHEST = timedelta(366)  # so long ago somebody may have been trained


class MovedOnError(Exception):
    """The file has gone on: this is recorded no more."""


class DayError(Exception):
    """The day is not between the first and the last that can be."""

    def __init__(self, first: date, last: date) -> None:
        super().__init__(first, last)
        self.first, self.last = first, last


class LevelsMissingError(Exception):
    """An exam is sat after the levels; some are not recorded."""

    def __init__(self, levels: tuple[str, ...]) -> None:
        super().__init__(levels)
        self.levels = levels


@dataclass(frozen=True, slots=True)
class Done:
    """The file after a press; not `done`: it was so already."""

    card: Card
    done: bool


@changes
def open_file(session: Session, who: int, now: datetime, staff: int) -> Done:
    """Open somebody's file, once; UnknownPersonError, NotYoursError."""
    asking = desk(session, who, now.date())
    asking.must_keep(staff)
    before = rows.of(session, staff)
    row = rows.opened(session, now, staff, asking.viewer.staff_id)
    if before is None:
        rows.tell(session, now, OPENED, row, [staff], own=True)
    return Done(reading.drawn(session, asking, staff), done=before is None)


@changes
def record_level(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    now: datetime,
    *,
    file: int,
    level: int,
    day: date,
    trainer: str,
    note: str | None = None,
) -> Card:
    """Record a level, by its place; again to correct it, until the names are listed.

    UnknownPersonError, NotYoursError, MovedOnError, DayError.
    """
    asking, row = kept(session, who, now, file)
    if row.state not in {TRAINING, PASSED} or not 0 <= level < len(LEVELS):
        raise MovedOnError
    must_lie(day, now.date() - FARTHEST, row.exam_on or now.date())
    text = {"level": LEVELS[level], "trainer": trainer, "note": note or ""}
    rows.note(session, now, row, LEVEL, asking.viewer.staff_id, day, **text)
    return reading.drawn(session, asking, row.staff_id)


@changes
def record_exam(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    now: datetime,
    *,
    file: int,
    day: date,
    passed: bool,
    score: str | None = None,
) -> Card:
    """Record an exam; one that was failed may be sat again, and the person is told.

    Until the names are listed the last exam written counts. UnknownPersonError, NotYoursError,
    MovedOnError, LevelsMissingError, DayError.
    """
    asking, row = kept(session, who, now, file)
    if row.state not in {TRAINING, PASSED}:
        raise MovedOnError
    stands = rows.standing(session, row)
    if stands.missing:
        raise LevelsMissingError(stands.missing)
    must_lie(day, stands.last_level or day, now.date())
    row.state, row.exam_on = PASSED if passed else TRAINING, day
    rows.note(
        session, now, row, EXAM, asking.viewer.staff_id, day, passed=passed, score=score or ""
    )
    told = {"day": day.isoformat(), "passed": passed, "score": score or ""}
    rows.tell(session, now, SAT, row, [row.staff_id], **told)
    return reading.drawn(session, asking, row.staff_id)


def kept(session: Session, who: int, now: datetime, file: int) -> tuple[Desk, TrainingFile]:
    """Return who asks and the file that he keeps, locked; UnknownPersonError, NotYoursError."""
    asking = desk(session, who, now.date())
    row = session.get(TrainingFile, file, with_for_update=True)
    if row is None:
        raise NotYoursError
    asking.must_keep(row.staff_id)
    return asking, row


def must_lie(day: date, first: date, last: date) -> None:
    """DayError unless the day lies between the two."""
    if not first <= day <= last:
        raise DayError(first, last)
