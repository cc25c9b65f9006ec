"""Which imported rows are in force: of those with one key, that of the latest visible batch."""

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, inspect, select
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


@cache
def live(table: type[Any]) -> ColumnElement[bool]:
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
