"""Who has seen the figures of a batch since it was released."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import sights
from services.facts.live import VISIBLE
from services.imports import office
from services.month import Month
from services.organisation import Employee, Viewer, sorted_people
from services.store.figures import (
    Attendance,
    Batch,
    BatchMonth,
    ClientMonth,
    Opening,
    PayParameter,
)

FIGURES = (ClientMonth, Attendance, PayParameter, Opening)


@dataclass(frozen=True, slots=True)
class Reader:
    """A person whom the batch is about, and when he first saw one of its months; None: not yet."""

    employee: Employee
    seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class Readers:
    """Some of those concerned, who have not looked first; how many there are, how many looked."""

    number: int
    people: tuple[Reader, ...]
    total: int
    seen: int


def readers(  # noqa: PLR0913, PLR0917 - which batch, which page
    session: Session, who: int, today: date, number: int, first: int, most: int
) -> Readers:
    """Return who is concerned by a released batch, of those whom whoever asks may see.

    Of a batch that is not released, or has no figures, nobody. UnknownPersonError,
    NotBackOfficeError.
    """
    asking = office(session, who, today)
    concerned = _concerned(session, number, asking)
    looked = _looked(session, number, [one.staff_id for one in concerned])
    people = [Reader(one, looked.get(one.staff_id)) for one in concerned]
    people.sort(key=lambda one: one.seen_at is not None)
    return Readers(number, tuple(people[first : first + most]), len(people), len(looked))


def _concerned(session: Session, number: int, asking: Viewer) -> list[Employee]:
    batch = session.get(Batch, number)
    if batch is None or batch.state != VISIBLE or batch.released_at is None:
        return []
    found: set[int] = set()
    for table in FIGURES:
        rows = select(table.staff_id).where(table.batch_id == number).distinct()
        found.update(session.scalars(rows))
    seen = found & asking.organisation.seen_by(asking.me)
    return sorted_people(asking.organisation.people[one] for one in seen)


def _looked(session: Session, number: int, people: Iterable[int]) -> dict[int, datetime]:
    released = session.scalar(select(Batch.released_at).where(Batch.id == number))
    of_batch = select(BatchMonth.month).where(BatchMonth.batch_id == number).distinct()
    months: list[Month] = list(session.scalars(of_batch))
    return sights.since(session, people, months, released) if released else {}
