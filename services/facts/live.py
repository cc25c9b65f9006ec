"""Which imported rows are in force: of those with one key, that of the latest batch that counts.

A batch with figures counts for everybody once it is released; until then only for the back
office. Units and people (组织, 人员) decide rights and count from the moment they are saved.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, inspect, or_, select
from sqlalchemy.orm import Session, aliased

from services.store.figures import (
    Attendance,
    Batch,
    ClientMonth,
    ClientName,
    Opening,
    PayParameter,
)
from services.store.people import Terms, Unit
from services.store.remembered import VIEW, source

STAGED, VISIBLE, WITHDRAWN, DROPPED = "staged", "visible", "withdrawn", "dropped"
KEYS: dict[type[Any], tuple[str, ...]] = {
    Unit: ("code", "first_day"),
    Terms: ("staff_id", "first_day"),
    ClientMonth: ("client_id", "month"),
    ClientName: ("client_id",),
    Attendance: ("staff_id", "day", "kind"),
    PayParameter: ("staff_id", "month"),
    Opening: ("staff_id", "month"),
}
VIEWS = 64  # whose conditions are kept
AT_ONCE: tuple[type[Any], ...] = (Unit, Terms)
NAMED = {"batches", "batch_months", "staff", "clients"}  # they come with the rows of batches
_turns = case((Batch.state == STAGED, 0), (Batch.state == VISIBLE, 1), else_=2)
ROWS = source(
    frozenset({table.__tablename__ for table in KEYS} | NAMED),
    # a batch turns visible, is released, is withdrawn: all of it once, and never back
    select(func.sum(_turns) + func.count(Batch.released_at)),
)
"""All imported rows, whichever of them are in force."""


@dataclass(frozen=True)
class View:
    """Through which eyes figures are read; part of the key of whatever remembers them.

    `saved`: batches that are not released count too. The numbers of batches (0: none) show how
    it was before something happened: one whose figures are taken as not released yet
    (`hidden`), whose units and people are taken as not saved yet (`unknown`), or that is taken
    as not taken back (`besides`). `reopened`: owners count from their first day, in closed months
    too.
    """

    saved: bool = False
    hidden: int = 0
    unknown: int = 0
    besides: int = 0
    reopened: bool = False


STAFF, OFFICE = View(), View(saved=True)


def look(session: Session, view: View) -> None:
    """Have figures read through the view until the session ends."""
    session.info[VIEW] = view if view != STAFF else None


def view(session: Session) -> View:
    """Return the view of the session: what is released, unless somebody may see more."""
    return session.info.get(VIEW) or STAFF


@lru_cache(maxsize=VIEWS)
def live(table: Any, seen: View) -> ColumnElement[bool]:
    """Return the condition that a row of the table is in force."""
    later, counting = aliased(table), counts(seen, released=table not in AT_ONCE)
    same = [getattr(later, key) == getattr(table, key) for key in KEYS[table]]
    superseded = exists().where(
        *same, later.batch_id > table.batch_id, later.batch_id.in_(counting)
    )
    return and_(table.batch_id.in_(counting), ~superseded.correlate(inspect(table).selectable))


def latest(session: Session) -> int:
    """Return the batch that changed last what the session sees; 0 if there is none."""
    seen = view(session)
    when = Batch.visible_at if seen.saved else Batch.released_at
    chosen = select(Batch.id).where(Batch.id.in_(counts(seen, released=True)))
    return session.scalar(chosen.order_by(when.desc(), Batch.id.desc()).limit(1)) or 0


def counts(seen: View, *, released: bool) -> Select[int]:
    """Return the ids of the batches that count; `released`: where figures are concerned."""
    visible: ColumnElement[bool] = Batch.state == VISIBLE
    chosen = select(Batch.id).where(
        or_(visible, Batch.id == seen.besides) if seen.besides else visible
    )
    if not released:
        return chosen.where(Batch.id != seen.unknown) if seen.unknown else chosen
    if not seen.saved:
        chosen = chosen.where(Batch.released_at.is_not(None), Batch.id != seen.hidden)
    return chosen
