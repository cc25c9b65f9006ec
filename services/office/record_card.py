"""A person's whole record, and how it came about row by row, for whoever may see the person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.facts import edit
from services.facts.edit import Row
from services.facts.known import EDITED
from services.facts.live import live, view
from services.history import History, history
from services.office.names import Names
from services.office.record_edit import FIELDS, PEOPLE, Changed, between
from services.office.rights import Office, keeper
from services.organisation import NotYoursError, viewer
from services.store.figures import Batch
from services.store.people import Terms


@dataclass(frozen=True)
class Record:
    """What holds of a person today (of one who has not begun: what will), and who keeps it."""

    staff_id: int
    row: Row
    names: Mapping[str, str]  # by field, of the people and units that the row refers to
    since: date
    rows: int  # how many there are in the history
    next: date | None  # from when something else holds
    keeps: bool  # whether whoever asks may change it
    begun: bool  # whether the person has joined


@dataclass(frozen=True)
class Past:
    """A row of a person's history: what changed with it, by whom or which file, when."""

    terms: int
    staff_id: int
    day: date
    changes: tuple[Changed, ...]
    batch: int
    file: str
    by: str  # who decided it in chat; '' for a file's row
    at: datetime
    keeps: bool
    begins: bool  # with it the record begins


def record(session: Session, who: int, today: date, staff_id: int) -> Record:
    """Return the record; UnknownPersonError, NotYoursError."""
    people, keeping = _may_look(session, who, today, staff_id)
    there = edit.rows(session, PEOPLE, today)
    number = people.terms[staff_id][0][1].number
    row = there.on(number, today) or {}
    names = Names(people)
    since = date.fromisoformat(str(row["first_day"]))
    return Record(
        staff_id,
        row,
        {field: names.of(field, row[field]) for field in FIELDS},
        since,
        len(there.of(number)),
        there.after(number, max(today, since)),
        keeping is not None and _keeps(keeping, staff_id, today),
        str(row["joined"]) <= today.isoformat(),
    )


def past(  # noqa: PLR0913, PLR0917 - who asks for whose, and which part of it
    session: Session, who: int, today: date, staff_id: int, first: int, most: int
) -> tuple[str, tuple[Past, ...], int]:
    """Return the name, some rows of the history, the latest first, and how many there are."""
    people, keeping = _may_look(session, who, today, staff_id)
    found = _past(session, people, staff_id, keeping, today)
    return people.terms[staff_id][0][1].name, tuple(found[first : first + most]), len(found)


def one_past(session: Session, who: int, today: date, terms: int) -> tuple[str, Past]:
    """Return the name and one row of the history; UnknownPersonError, NotYoursError."""
    staff_id = session.scalar(select(Terms.staff_id).where(Terms.id == terms))
    people, keeping = _may_look(session, who, today, staff_id or 0)
    for one in _past(session, people, staff_id or 0, keeping, today):
        if one.terms == terms:
            return people.terms[one.staff_id][0][1].name, one
    raise NotYoursError


def _may_look(
    session: Session, who: int, today: date, staff_id: int
) -> tuple[History, Office | None]:
    """Let those through who see the person, or keep one who has not begun yet."""
    keeping = keeper(session, who, today)
    if keeping is None or not keeping.keeps(staff_id, today):
        viewer(session, who, today).must_see(staff_id)
    return (keeping.people if keeping else history(session)), keeping


def _keeps(keeping: Office, staff_id: int, since: date) -> bool:
    return staff_id != keeping.staff_id and keeping.keeps(staff_id, since)


def _past(
    session: Session, people: History, staff_id: int, keeping: Office | None, today: date
) -> list[Past]:
    chosen = (
        select(Terms, Batch)
        .join(Batch, Batch.id == Terms.batch_id)
        .where(Terms.staff_id == staff_id, live(Terms, view(session)))
        .order_by(Terms.first_day)
    )
    number, names = people.terms[staff_id][0][1].number, Names(people)
    rows = edit.rows(session, PEOPLE, today).of(number)
    before: Row | None = None
    found = []
    for (terms, batch), row in zip(session.execute(chosen), rows, strict=True):
        by = people.terms.get(batch.made_by or 0) if batch.digest == EDITED else None
        found.append(
            Past(
                terms.id,
                staff_id,
                terms.first_day,
                between(FIELDS, before, row, names),
                batch.id,
                batch.file,
                by[0][1].name if by else "",
                batch.visible_at or batch.made_at,
                keeping is not None and _keeps(keeping, staff_id, min(today, terms.first_day)),
                before is None,
            )
        )
        before = row
    return found[::-1]
