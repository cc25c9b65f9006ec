"""Rows that are only added let a rotation through and nothing else; it never holds others up.

Broken by a trigger that looks at fewer columns, or not whether a rotation runs.
"""

from collections.abc import Mapping
from datetime import timedelta
from time import process_time
from typing import Any

import pytest
from sqlalchemy import Column, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from services import files, keys, notices
from services.store import Store, changes
from services.store.cells import CELLS, Cells
from services.store.people import Terms
from services.store.vault import Vault
from tests.branch import NOW
from tests.databases import KEY
from tests.store.rotating import NEW, NEWEST, begun, column, holder

KEPT = {
    one.table: one
    for one in CELLS
    if one.table.name
    in {
        *("audit", "decisions", "conduct_entries"),
        *("appointment_entries", "dispute_evidence", "put_away"),
        *("report_entries", "training_entries", "staff_notices", "licences"),
        *("inventory_items", "inventory_entries"),
    }
}


@changes
def put(session: Session, cells: Cells, values: Mapping[str, object]) -> None:
    session.execute(update(cells.table).values(dict(values)))


@pytest.mark.parametrize("cells", KEPT.values(), ids=lambda one: one.table.name)
def test_rows_that_are_only_added_let_nothing_else_through(old: Store, cells: Cells) -> None:
    name = cells.column.name
    sealed: bytes = old.call(lambda session: session.scalars(select(cells.column).limit(1)).one())
    turned = Vault.of(f"{NEW},{KEY}").current + sealed[4:]
    for values in ({name: turned}, {name: sealed}, {name: b""}, {name: b"x"}):
        refused(old, cells, values)
    begun(old, NEW, KEY)
    for one in cells.table.columns:
        if one.name != name:
            refused(old, cells, {name: turned, one.name: other(old, one)})
    for values in ({name: sealed}, {name: b""}, {name: Vault.of(NEWEST).current + sealed[4:]}):
        refused(old, cells, values)
    with pytest.raises(DBAPIError, match="only ever added"):
        old.call(executed, f"DELETE FROM {cells.table.name}")  # noqa: S608 - ours
    for each in CELLS:
        column(old, each)
    assert old.call(keys.end, NOW, holder(old))
    refused(old, cells, {name: sealed})


def refused(store: Store, cells: Cells, values: Mapping[str, object]) -> None:
    with pytest.raises(DBAPIError, match="only ever added"):
        store.call(put, cells, values)


@changes
def executed(session: Session, statement: str) -> None:
    session.execute(text(statement))


def other(store: Store, column: Column[Any]) -> object:
    """Return another value than the column has."""
    there: Any = store.call(lambda session: session.scalar(select(column).limit(1)))
    if isinstance(there, str):
        return f"{there}x"
    if isinstance(there, bool) or there is None:
        return not there
    return there + (timedelta(1) if hasattr(there, "year") else 1)


@changes
def much(session: Session) -> int:
    """Add what is longest of its kind: 4 MB in a file, long notices."""
    for number in range(keys.AT_ONCE):
        notices.tell(session, NOW, "set_aside", number, [staff_of(session)], code="长" * 4_000)
    return files.keep(session, "a.pdf", bytes(keys.PIECES_AT_ONCE * files.PIECE), NOW, None)


def staff_of(session: Session) -> int:
    return session.scalars(select(Terms.staff_id).limit(1)).one()


def test_no_transaction_holds_the_writer_over_a_second(old: Store) -> None:
    old.call(much)
    begun(old, NEW, KEY)
    took = []
    for cells in CELLS:
        after = None
        while True:
            start = process_time()
            after = old.call(keys.go_on, NOW, holder(old), cells, after).after
            took.append(process_time() - start)
            if after is None:
                break
    assert len(took) > len(CELLS)
    assert max(took) < 1
