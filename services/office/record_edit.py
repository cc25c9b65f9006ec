"""An edit of a person's record: rights, checks and effects, then saved, told and on record."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import notices
from services.facts import edit
from services.facts.edit import Row, Rows
from services.facts.findings import Finding
from services.facts.save import Prepared
from services.facts.sheets import BY_KIND, Plain
from services.month import Month
from services.office.effects import Edited, Effect, effects
from services.office.names import Names
from services.office.rights import Office
from services.store import audit
from services.store.people import Staff

PEOPLE = "people"
FIELDS = tuple(
    one.field for one in BY_KIND[PEOPLE].columns if one.field not in {"staff", "first_day"}
)
GRACE = timedelta(seconds=30)  # a notice waits so long, for an edit that is undone at once


@dataclass(frozen=True, slots=True)
class Changed:
    """A field that changes, and what the people and units in it are called."""

    field: str
    old: Plain
    new: Plain
    old_name: str
    new_name: str


@dataclass(frozen=True)
class Weighed:
    """What an edit would do: from which day on, old and new, findings that warn, effects."""

    name: str
    number: str
    day: date
    changes: tuple[Changed, ...]
    findings: tuple[Finding, ...]
    effects: tuple[Effect, ...]
    new: bool
    later: date | None  # from when something else holds that was decided before
    closed: tuple[Month, ...]  # months that stay as they are, of a new person


@dataclass(frozen=True)
class Saved:
    """An edit that was saved: its batch, and whom it is about."""

    batch: int
    staff_id: int
    weighed: Weighed


@dataclass(frozen=True)
class Edit:
    """An edit ready to be saved."""

    office: Office
    prepared: Prepared
    edited: Edited
    weighed: Weighed


def ready(session: Session, keeping: Office, there: Rows, edited: Edited) -> Edit:
    """Check rights and closed months, then the row as an import would."""
    old, row, day = edited.old, edited.new, edited.day
    if edited.staff_id is not None:
        keeping.must_keep(edited.staff_id, day)
    keeping.must_keep_unit(str(row["unit"]))
    keeping.must_give(_posts(old), _posts(row))
    joined = min(str(one["joined"]) for one in (old or row, row))
    number = str(row["staff"])
    closed = there.closed(number, day, date.fromisoformat(joined))
    if closed and old is not None:
        raise edit.MonthsClosedError(closed)
    prepared = edit.prepare(there, row)
    called = Names(keeping.people)
    weighed = Weighed(
        str(row["name"]),
        number,
        day,
        between(FIELDS, old, row, called),
        prepared.findings,
        effects(session, keeping.people.on(day), edited),
        old is None,
        there.after(number, day),
        closed,
    )
    return Edit(keeping, prepared, edited, weighed)


def _posts(row: Row | None) -> frozenset[str]:
    return frozenset(str(row["posts"]).split() if row else ())


def between(
    fields: tuple[str, ...], old: Row | None, new: Row, called: Names
) -> tuple[Changed, ...]:
    """Return the fields in which two rows differ; of a new row all that are filled in."""
    before = old or dict.fromkeys(fields)
    return tuple(
        Changed(
            field,
            before[field],
            new[field],
            called.of(field, before[field]),
            called.of(field, new[field]),
        )
        for field in fields
        if before[field] != new[field]
    )


def save(session: Session, found: Edit, now: datetime, reason: str) -> Saved:
    """Save an edit, let those concerned know, and put it on record with its reason."""
    by, weighed = found.office.staff_id, found.weighed
    batch = edit.save(session, found.prepared, found.office.number, now, by)
    told = [[one.field, one.old, one.new] for one in weighed.changes]
    audit.record(
        session,
        now,
        by,
        "record",
        batch=batch,
        staff=weighed.number,
        first_day=weighed.day,
        changes=told,
        reason=reason,
    )
    chosen = select(Staff.id).where(Staff.number == weighed.number)
    saved = Saved(batch, session.scalars(chosen).one(), weighed)
    _tell(session, found, saved, now)
    return saved


def _tell(session: Session, found: Edit, saved: Saved, now: datetime) -> None:
    """Let the person and the superiors before and after know, but not whoever did it."""
    people = found.office.people.on(saved.weighed.day).people.values()
    rows = [row for row in (found.edited.old, found.edited.new) if row]
    above = {row["superior"] for row in rows}
    told = {one.staff_id for one in people if one.number in above and one.works_on(now.date())}
    if not found.edited.new["left"] or str(found.edited.new["left"]) >= now.date().isoformat():
        told.add(saved.staff_id)
    notices.tell(
        session,
        now,
        "record",
        saved.batch,
        told - {found.office.staff_id},
        due_at=now + GRACE,
        staff=saved.staff_id,
        name=saved.weighed.name,
        number=saved.weighed.number,
        first_day=saved.weighed.day.isoformat(),
        new=found.edited.old is None,
        changes=[
            [one.field, one.old, one.new, one.old_name, one.new_name]
            for one in saved.weighed.changes
        ],
    )
