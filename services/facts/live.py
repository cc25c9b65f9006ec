"""Which imported rows are in force: of those with one key, that of the latest visible batch."""

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, inspect, select
from sqlalchemy.orm import aliased

from services.store.figures import (
    Attendance,
    Batch,
    ClientMonth,
    ClientName,
    Opening,
    PayParameter,
)
from services.store.people import Terms, Unit
from services.store.remembered import source

STAGED, VISIBLE, WITHDRAWN = "staged", "visible", "withdrawn"
KEYS: dict[type[Any], tuple[str, ...]] = {
    Unit: ("code", "first_day"),
    Terms: ("staff_id", "first_day"),
    ClientMonth: ("client_id", "month"),
    ClientName: ("client_id",),
    Attendance: ("staff_id", "day", "kind"),
    PayParameter: ("staff_id", "month"),
    Opening: ("staff_id", "month"),
}
NAMED = {"batches", "batch_months", "staff", "clients"}  # they come with the rows of batches
_turns = case((Batch.state == STAGED, 0), (Batch.state == VISIBLE, 1), else_=2)
ROWS = source(
    frozenset({table.__tablename__ for table in KEYS} | NAMED),
    # a batch turns visible, is released, is withdrawn: all of it once, and never back
    select(func.sum(_turns) + func.count(Batch.released_at)),
)
"""All imported rows, whichever of them are in force."""


@cache
def live(table: Any) -> ColumnElement[bool]:
    """Return the condition that a row of the table is in force."""
    later = aliased(table)
    same = [getattr(later, key) == getattr(table, key) for key in KEYS[table]]
    superseded = exists().where(*same, later.batch_id > table.batch_id, _visible(later))
    return and_(_visible(table), ~superseded.correlate(inspect(table).selectable))


def _visible(table: Any) -> ColumnElement[bool]:
    visible: ColumnElement[bool] = table.batch_id.in_(
        select(Batch.id).where(Batch.state == VISIBLE)
    )
    return visible
