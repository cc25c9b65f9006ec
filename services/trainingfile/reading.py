"""Training files as they are read: one's own, a person's, the open ones with what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.history import SEES_ALL, Employee, Organisation
from services.organisation import NotYoursError
from services.store.trainingfile import StaffNotice, TrainingFile
from services.trainingfile import rights, rows
from services.trainingfile.rights import FINANCE, TRADING, Desk, desk
from services.trainingfile.rows import CONTRACTED, DONE, LISTED, PASSED, Standing


@dataclass(frozen=True, slots=True)
class Line:
    """A file in a list: whose, how it stands, who owes the next step."""

    file: int
    person: Employee
    unit: str
    standing: Standing
    owes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Issued:
    """The notice of new staff that was issued: its number in its year, by whom."""

    year: int
    number: int
    by: str


@dataclass(frozen=True, slots=True)
class Card:
    """A file for whoever asks: what he may do with it; `line` none: the person has no file.

    `recorded`: the kind of contract in the person's record. `copies`: the copies of the notice
    that he may take (finance, trading).
    """

    person: Employee
    unit: str
    line: Line | None
    mine: bool
    keeps: bool
    concludes: bool
    recorded: str
    issued: Issued | None
    copies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Some files, how many there are in all, how many wait to be listed to the office."""

    lines: tuple[Line, ...]
    total: int
    to_list: int


def card(session: Session, who: int, today: date, file: int) -> Card:
    """Return a file; UnknownPersonError, NotYoursError."""
    asking = desk(session, who, today)
    row = session.get(TrainingFile, file)
    if row is None:
        raise NotYoursError
    asking.must_read(row.staff_id)
    return drawn(session, asking, row.staff_id)


def of_person(session: Session, who: int, today: date, staff: int) -> Card:
    """Return the file of a person, 0 for one's own, also where there is none; the same errors."""
    asking = desk(session, who, today)
    staff_id = staff or asking.viewer.staff_id
    asking.must_read(staff_id)
    return drawn(session, asking, staff_id)


def drawn(session: Session, asking: Desk, staff_id: int) -> Card:
    """Return the file of a person for somebody who was let through."""
    one, row = asking.org.people[staff_id], rows.of(session, staff_id)
    keeps = asking.keeps(staff_id)
    chosen = select(StaffNotice).where(StaffNotice.file_id == (row.id if row else 0))
    notice = session.scalar(chosen)
    return Card(
        one,
        asking.org.unit_name(one),
        _line(session, asking, row) if row else None,
        staff_id == asking.viewer.staff_id,
        keeps,
        keeps and asking.office,
        one.contract,
        _issued(asking, notice) if notice else None,
        copies(asking, staff_id, notice),
    )


def copies(asking: Desk, staff_id: int, notice: StaffNotice | None) -> tuple[str, ...]:
    """Return the copies of the notice that somebody may take; of his own none."""
    me = asking.viewer
    if notice is None or staff_id == me.staff_id:
        return ()
    if asking.office or notice.staff_id == me.staff_id or SEES_ALL in me.posts:
        return FINANCE, TRADING
    return tuple(one for one in (FINANCE, TRADING) if one in me.posts)


def _issued(asking: Desk, notice: StaffNotice) -> Issued:
    by = asking.org.people.get(notice.staff_id)
    return Issued(notice.year, notice.number, by.name if by else "")


def _line(session: Session, asking: Desk, row: TrainingFile) -> Line:
    org = asking.org
    one = org.people[row.staff_id]
    names = tuple(org.people[each].name for each in owing(org, row))
    return Line(row.id, one, org.unit_name(one), rows.standing(session, row), names)


def owing(org: Organisation, row: TrainingFile) -> list[int]:
    """Return who owes the next step of a file."""
    if row.state == DONE:
        return []
    if row.state in {LISTED, CONTRACTED}:
        return rights.offices(org, row.staff_id)
    return rights.keepers(org, row.staff_id)


def listing(  # noqa: PLR0913 - which of them
    session: Session, who: int, today: date, first: int, most: int, *, done: bool = False
) -> Page:
    """Return a page of the open files that he may read, or of those done, his own left out.

    The most urgent first. UnknownPersonError, NotYoursError.
    """
    asking = desk(session, who, today)
    if not asking.viewer.posts & rights.READS:
        raise NotYoursError
    states = (DONE,) if done else rows.OPEN
    found = [one for one in of_others(session, asking, states) if asking.reads(one.staff_id)]
    page = lines(session, asking, found[first : first + most])
    return Page(page, len(found), sum(_to_list(asking, one) for one in found))


def of_others(
    session: Session, asking: Desk, states: tuple[str, ...] = rows.OPEN
) -> list[TrainingFile]:
    """Return the files in some states of others who work here, by the day they are due."""
    chosen = select(TrainingFile).where(TrainingFile.state.in_(states))
    people, me = asking.org.people, asking.viewer.staff_id
    found = [
        one
        for one in session.scalars(chosen)
        if one.staff_id in people
        and people[one.staff_id].works_on(asking.org.day)
        and one.staff_id != me
    ]
    by = {one.id: rows.due(one) or one.opened_on for one in found}
    return sorted(found, key=lambda one: (by[one.id], people[one.staff_id].number))


def _to_list(asking: Desk, row: TrainingFile) -> bool:
    return row.state == PASSED and asking.keeps(row.staff_id)


def to_list(session: Session, asking: Desk) -> list[TrainingFile]:
    """Return the files that he keeps whose people passed and are not listed to the office yet."""
    return [one for one in of_others(session, asking) if _to_list(asking, one)]


def lines(session: Session, asking: Desk, found: Iterable[TrainingFile]) -> tuple[Line, ...]:
    """Return files as lines of a list."""
    return tuple(_line(session, asking, one) for one in found)
