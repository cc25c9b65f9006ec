"""The batches that were brought in: saved, released to the staff, taken back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.facts import release as releasing
from services.facts import take_back as taking_back
from services.facts.known import EDITED
from services.facts.live import VISIBLE, WITHDRAWN
from services.imports import office
from services.month import Month
from services.organisation import Organisation
from services.store import changes
from services.store.figures import Batch, BatchMonth

SAVED, RELEASED, TAKEN_BACK = "saved", "released", "taken_back"


class NoBatchError(Exception):
    """There is no batch of this number; edits in chat are none of a file."""


@dataclass(frozen=True, slots=True)
class Brought:
    """A batch: its file, the months that its figures are about, what became of it.

    The names are of those who saved and released it, empty for the command line.
    """

    number: int
    file: str
    months: tuple[Month, ...]
    state: str
    saved_at: datetime
    saved_by: str
    released_at: datetime | None
    released_by: str


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the batches, the latest first, and how many there are in all."""

    batches: tuple[Brought, ...]
    total: int


def batches(session: Session, who: int, today: date, first: int, most: int) -> Page:
    """Return the batches, the latest first; UnknownPersonError, NotBackOfficeError."""
    asking = office(session, who, today)
    shown = Batch.state.in_([VISIBLE, WITHDRAWN]) & (Batch.digest != EDITED)
    total = session.scalar(select(func.count()).select_from(Batch).where(shown)) or 0
    rows = select(Batch).where(shown).order_by(Batch.id.desc()).offset(max(first, 0)).limit(most)
    return Page(tuple(_brought(session, session.scalars(rows), asking.organisation)), total)


def batch(session: Session, who: int, today: date, number: int) -> Brought:
    """Return one batch; UnknownPersonError, NotBackOfficeError, NoBatchError."""
    return _one(session, number, office(session, who, today).organisation)


def unreleased(session: Session, who: int, today: date) -> tuple[int, ...]:
    """Return the batches that wait for their release, the latest first; of others nothing.

    UnknownPersonError, NotBackOfficeError.
    """
    office(session, who, today)
    waiting = select(Batch.id).where(Batch.state == VISIBLE, Batch.released_at.is_(None))
    return tuple(session.scalars(waiting.order_by(Batch.id.desc())))


@changes
def release(session: Session, who: int, now: datetime, number: int) -> Brought:
    """Show a batch's figures to the staff; released already, it stays as it is.

    UnknownPersonError, NotBackOfficeError, NothingToReleaseError.
    """
    asking = office(session, who, now.date())
    releasing.release(session, number, now, asking.staff_id)
    return _one(session, number, asking.organisation)


@changes
def take_back(session: Session, who: int, now: datetime, number: int) -> Brought:
    """Take a batch back; taken back already, it stays as it is.

    UnknownPersonError, NotBackOfficeError, NothingToTakeBackError, MonthClosedError,
    SupersededError.
    """
    asking = office(session, who, now.date())
    try:
        taking_back.take_back(session, number, now, asking.staff_id)
    except taking_back.NothingToTakeBackError:
        row = session.get(Batch, number)
        if row is None or row.state != WITHDRAWN:
            raise
    return _one(session, number, asking.organisation)


def _one(session: Session, number: int, organisation: Organisation) -> Brought:
    row = session.get(Batch, number)
    if row is None or row.state not in {VISIBLE, WITHDRAWN} or row.digest == EDITED:
        raise NoBatchError(number)
    (found,) = _brought(session, [row], organisation)
    return found


def _brought(session: Session, rows: Iterable[Batch], organisation: Organisation) -> list[Brought]:
    found = list(rows)
    about: dict[int, set[Month]] = {row.id: set() for row in found}
    pairs = select(BatchMonth.batch_id, BatchMonth.month)
    for number, month in session.execute(pairs.where(BatchMonth.batch_id.in_(about))):
        about[number].add(month)
    return [_told(row, tuple(sorted(about[row.id])), organisation) for row in found]


def _told(row: Batch, months: tuple[Month, ...], organisation: Organisation) -> Brought:
    def name(staff_id: int | None) -> str:
        one = organisation.people.get(staff_id or 0)
        return one.name if one else ""

    state = SAVED if row.released_at is None else RELEASED
    return Brought(
        number=row.id,
        file=row.file,
        months=months,
        state=TAKEN_BACK if row.state == WITHDRAWN else state,
        saved_at=row.visible_at or row.made_at,
        saved_by=name(row.made_by),
        released_at=row.released_at,
        released_by=name(row.released_by),
    )
