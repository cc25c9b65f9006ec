"""Units edited in chat: a new one, a change of name or place from a day on, a closing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.facts import edit
from services.facts.edit import Row, Rows, WrongCellError
from services.facts.findings import Code, Finding
from services.facts.known import CHAT
from services.facts.organisation import CLOSED, LEVELS
from services.facts.save import Prepared
from services.facts.sheets import BY_KIND, UNIT_KINDS, Plain
from services.office.cells import Cells, day_of, plain
from services.office.effects import Effect
from services.office.names import Names
from services.office.record_edit import Weighed, between
from services.office.rights import Office, office
from services.organisation import NotYoursError
from services.store import audit, changes
from services.store.people import Unit

UNITS = "units"
FIELDS = tuple(one.field for one in BY_KIND[UNITS].columns if one.field != "code")
BELOW = LEVELS[1:]  # what can be opened in chat: the branch is there


class CodeTakenError(ValueError):
    """There is a unit of this code already."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code


@dataclass(frozen=True)
class SavedUnit:
    """An edit that was saved: its batch, and the code of the unit."""

    batch: int
    code: str
    weighed: Weighed


@dataclass(frozen=True)
class _Edit:
    office: Office
    prepared: Prepared
    weighed: Weighed


def weigh_opening(
    session: Session, who: int, today: date, *, first_day: str | None, **cells: Cells
) -> Weighed:
    """Tell what a new unit would do; raises what `open_unit` does."""
    return _opened(session, who, today, first_day, cells).weighed


@changes
def open_unit(
    session: Session, who: int, now: datetime, *, first_day: str | None, **cells: Cells
) -> SavedUnit:
    """Open a unit below one of those that whoever asks keeps.

    UnknownPersonError, NotYoursToKeepError, CodeTakenError, WrongCellError, FindingsError.
    """
    return _save(session, _opened(session, who, now.date(), first_day, cells), now, "")


def weigh_unit(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    today: date,
    *,
    unit: int,
    first_day: str | None,
    reason: str | None = None,
    **cells: Cells,
) -> Weighed:
    """Tell what a change would do; raises what `change_unit` does."""
    del reason
    return _changed(session, who, today, unit, first_day, plain(UNITS, cells)).weighed


@changes
def change_unit(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    now: datetime,
    *,
    unit: int,
    first_day: str | None,
    reason: str,
    **cells: Cells,
) -> SavedUnit:
    """Change a unit's name, place or bank from a day on.

    UnknownPersonError, NotYoursError, NotYoursToKeepError, MonthsClosedError, FindingsError,
    NothingChangesError.
    """
    found = _changed(session, who, now.date(), unit, first_day, plain(UNITS, cells))
    return _save(session, found, now, reason)


def weigh_closing(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    today: date,
    *,
    unit: int,
    first_day: str,
    reason: str | None = None,
) -> Weighed:
    """Tell what a closing would do; raises what `close_unit` does."""
    del reason
    return _changed(session, who, today, unit, first_day, {"kind": CLOSED}).weighed


@changes
def close_unit(  # noqa: PLR0913 - a form's answers
    session: Session, who: int, now: datetime, *, unit: int, first_day: str, reason: str
) -> SavedUnit:
    """Close a unit that is empty; raises what `change_unit` does."""
    found = _changed(session, who, now.date(), unit, first_day, {"kind": CLOSED})
    return _save(session, found, now, reason)


def level(typed: str) -> str:
    """Return the kind of a new unit as the sheet writes it; WrongCellError.

    The branch is there already, and nothing begins closed.
    """
    kind = edit.cell(UNITS, "kind", typed)
    if kind not in BELOW:
        raise WrongCellError(_choose(typed))
    return edit.shown(UNITS, "kind", kind)


def _opened(
    session: Session, who: int, today: date, first_day: str | None, cells: Mapping[str, Cells]
) -> _Edit:
    keeping = office(session, who, today)
    there, given = edit.rows(session, UNITS, today), plain(UNITS, cells)
    code = str(given["code"])
    level(str(cells["kind"]))
    if there.of(code):
        raise CodeTakenError(code)
    empty = {one.field: one.default for one in BY_KIND[UNITS].columns}
    day = day_of(first_day) or there.usual_day(code)
    return _ready(keeping, there, None, empty | given | {"first_day": day.isoformat()})


def _changed(  # noqa: PLR0913, PLR0917 - who changes what of which unit, from when
    session: Session,
    who: int,
    today: date,
    unit: int,
    first_day: str | None,
    given: Mapping[str, Plain],
) -> _Edit:
    keeping = office(session, who, today)
    code = session.scalar(select(Unit.code).where(Unit.id == unit))
    if code is None:
        raise NotYoursError
    keeping.must_run_unit(code)
    there = edit.rows(session, UNITS, today)
    day = day_of(first_day) or there.usual_day(code)
    old = there.on(code, day)
    if old is None:
        raise NotYoursError
    return _ready(keeping, there, old, {**old, **given, "first_day": day.isoformat()})


def _ready(keeping: Office, there: Rows, old: Row | None, row: Row) -> _Edit:
    code, day = str(row["code"]), date.fromisoformat(str(row["first_day"]))
    if row["parent"] is not None:
        keeping.must_keep_unit(str(row["parent"]))
    closed = there.closed(code, day, day)
    if closed and old is not None:
        raise edit.MonthsClosedError(closed)
    prepared = edit.prepare(there, row)
    weighed = Weighed(
        str(row["name"]),
        code,
        day,
        between(FIELDS, old, row, Names(keeping.people)),
        tuple(one for one in prepared.findings if _concerns(one, old, row)),
        tuple(_effects(keeping, old, row, day)),
        old is None,
        there.after(code, day),
        closed,
    )
    return _Edit(keeping, prepared, weighed)


def _concerns(finding: Finding, old: Row | None, row: Row) -> bool:
    """Leave out how many departments there are, unless one is opened or closed."""
    before = old["kind"] if old else None
    return finding.code is not Code.DEPARTMENTS or (
        before != row["kind"] and "department" in {before, row["kind"]}
    )


def _effects(keeping: Office, old: Row | None, row: Row, day: date) -> list[Effect]:
    """Say how many come along with a unit that moves: others see and lead them then."""
    if old is None or old["parent"] == row["parent"]:
        return []
    organisation = keeping.people.on(day)
    units = organisation.within(str(row["code"]))
    people = [one for one in organisation.people.values() if one.unit in units]
    return [Effect(what="moves_along", count=sum(one.works_on(day) for one in people))]


def _save(session: Session, found: _Edit, now: datetime, reason: str) -> SavedUnit:
    by, weighed = found.office.staff_id, found.weighed
    batch = edit.save(session, found.prepared, found.office.number, now, by)
    told = [[one.field, one.old, one.new] for one in weighed.changes]
    detail = {"batch": batch, "unit": weighed.number, "first_day": weighed.day, "changes": told}
    audit.record(session, now, by, "unit", **detail, reason=reason)
    return SavedUnit(batch, weighed.number, weighed)


def _choose(given: str) -> Finding:
    names = [name for name, one in UNIT_KINDS.items() if one in BELOW]
    header = edit.column(UNITS, "kind").header
    return Finding(CHAT, 1, header, Code.CHOICE, given, right="、".join(names))
