"""Rows of training files: opened, written, and how a file stands by what was done in it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services import leases, notices
from services.resignation.dates import months_later
from services.store import audit
from services.store.trainingfile import TrainingEntry, TrainingFile

TRAINING, PASSED, LISTED, CONTRACTED, DONE = "training", "passed", "listed", "contracted", "done"
OPEN = (TRAINING, PASSED, LISTED, CONTRACTED)
OPENED, LEVEL, EXAM, LIST, CONTRACT, ISSUED = (
    *("opened", "level", "exam"),
    *("listed", "contract", "issued"),
)
LEVELS = ("branch", "department", "post")
"""The three levels of Article 19; its table is lost, so what they are called is ours."""
TRAINING_DAYS = timedelta(30)  # ours: from opening the file to the exam; the article has no term
RESIT_DAYS = timedelta(14)  # ours: from an exam that was failed to the next
LIST_DAYS = timedelta(3)  # ours: from the exam to the list; the month of Article 20 runs already
CONTRACT_MONTHS = 1  # Article 20
FILES = "training_files"


@dataclass(frozen=True, slots=True)
class Level:
    """A level of the training: when it was done, who trained, a note; no day: not yet."""

    code: str
    day: date | None = None
    trainer: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Exam:
    """An exam that was sat; the score as it was written, '' for none."""

    day: date
    passed: bool
    score: str


@dataclass(frozen=True, slots=True)
class Contract:
    """The contract that was concluded: its kind, the day of signing, the first day."""

    kind: str
    signed: date
    first_day: date


@dataclass(frozen=True, slots=True)
class Standing:
    """How a file stands; `due` is the day by which its next step is due (none: no step is).

    `contract_due`: Article 20's month, from the exam that was passed; it runs whatever is missing.
    """

    state: str
    version: int
    opened_on: date
    levels: tuple[Level, ...]
    exams: tuple[Exam, ...]
    listed_on: date | None
    contract: Contract | None
    issued_on: date | None
    due: date | None
    contract_due: date | None

    @property
    def missing(self) -> tuple[str, ...]:
        """The levels that are not done."""
        return tuple(one.code for one in self.levels if one.day is None)

    @property
    def last_level(self) -> date | None:
        """The day of the last level done."""
        return max((one.day for one in self.levels if one.day), default=None)


def of(session: Session, staff_id: int) -> TrainingFile | None:
    """Return a person's file."""
    return session.scalar(select(TrainingFile).where(TrainingFile.staff_id == staff_id))


def opened(session: Session, now: datetime, staff_id: int, by: int | None) -> TrainingFile:
    """Return a person's file; a new one is opened by somebody (none: the house)."""
    leases.alone(session, now, FILES)  # else two who open one at a time clash
    found = of(session, staff_id)
    if found is None:
        found = TrainingFile(staff_id=staff_id, state=TRAINING, version=0, opened_on=now.date())
        session.add(found)
        session.flush()
        note(session, now, found, OPENED, by, found.opened_on)
    return found


def note(  # noqa: PLR0913, PLR0917 - what is written down
    session: Session,
    now: datetime,
    row: TrainingFile,
    act: str,
    by: int | None,
    day: date,
    **text: Any,
) -> None:
    """Write down what was done in a file, by whom (none: the house), of which day."""
    chosen = select(func.max(TrainingEntry.number)).where(TrainingEntry.file_id == row.id)
    number = (session.scalar(chosen) or 0) + 1
    entry = TrainingEntry(file_id=row.id, number=number, act=act, day=day, staff_id=by, at=now)
    entry.text = json.dumps(text, ensure_ascii=False)
    session.add(entry)
    row.version += 1
    audit.record(session, now, by, f"training.{act}", file=row.id, staff=row.staff_id)
    session.flush()


def tell(
    session: Session,
    now: datetime,
    kind: str,
    row: TrainingFile,
    people: Iterable[int],
    **data: Any,
) -> None:
    """Tell people of a file as it stands, not at night."""
    about = f"{row.id}.{row.version}"
    notices.tell(session, now, kind, about, people, by_day=True, file=row.id, **data)


def entries(session: Session, file: int) -> Sequence[TrainingEntry]:
    """Return what was done in a file, in order."""
    chosen = select(TrainingEntry).where(TrainingEntry.file_id == file)
    return session.scalars(chosen.order_by(TrainingEntry.number)).all()


def due(row: TrainingFile) -> date | None:
    """Return the day by which the next step is due; none once all is done."""
    if row.state == TRAINING or row.exam_on is None:
        first = row.opened_on + TRAINING_DAYS
        return max(first, row.exam_on + RESIT_DAYS) if row.exam_on else first
    if row.state == PASSED:
        return row.exam_on + LIST_DAYS
    return None if row.state == DONE else contract_due(row)


def contract_due(row: TrainingFile) -> date | None:
    """Article 20: return the day by which contract and notices are due (none: no exam passed)."""
    if row.state == TRAINING or row.exam_on is None:
        return None
    return months_later(row.exam_on, CONTRACT_MONTHS)


def standing(session: Session, row: TrainingFile) -> Standing:
    """Return how a file stands: of what was written twice, the last counts."""
    done = [(one.act, one.day, json.loads(one.text)) for one in entries(session, row.id)]
    levels = {text["level"]: (day, text) for act, day, text in done if act == LEVEL}
    contract = next((one for one in reversed(done) if one[0] == CONTRACT), None)
    days = {act: day for act, day, _text in done}
    return Standing(
        row.state,
        row.version,
        row.opened_on,
        tuple(_level(code, levels) for code in LEVELS),
        tuple(Exam(day, text["passed"], text["score"]) for act, day, text in done if act == EXAM),
        days.get(LIST),
        _contract(*contract[1:]) if contract else None,
        days.get(ISSUED),
        due(row),
        contract_due(row),
    )


def _level(code: str, done: dict[str, tuple[date, dict[str, str]]]) -> Level:
    if code not in done:
        return Level(code)
    day, text = done[code]
    return Level(code, day, text["trainer"], text["note"])


def _contract(signed: date, text: dict[str, str]) -> Contract:
    return Contract(text["contract"], signed, date.fromisoformat(text["first_day"]))
