"""T-O1: what was backed up is restored, row by row, on either database, or not at all.

Broken by a kind of column that changes on its way, a table left out, a trigger or a reference
that minds the order, a sequence that begins anew.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import event, insert, inspect, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from bot.statements import as_json, of
from services.month import Month
from services.store import Store, backup, changes, schema
from services.store.figures import RulebookValue
from services.store.people import Account, Staff
from services.store.schema import METADATA, is_current, revisions
from tests.branch import NOW, TODAY
from tests.databases import Databases, opened

MONTH = Month(2026, 10)
Rows = dict[str, list[tuple[Any, ...]]]


def rows(session: Session) -> Rows:
    """Return every row of every table."""
    found = {name: session.execute(select(table)) for name, table in METADATA.tables.items()}
    return {name: sorted(map(tuple, result), key=repr) for name, result in found.items()}


def payslips(session: Session) -> list[dict[str, Any]]:
    numbers = ("JC031", "JC019", "JC015", "JC012")
    return [as_json(of(session, number, MONTH, TODAY)) for number in numbers]


def same(one: Store, other: Store) -> None:
    """Expect two stores with the same rows, the same payslips and the same shape."""
    expected = one.call(rows)
    assert {name for name, found in expected.items() if not found} == set()
    assert other.call(rows) == expected
    assert other.call(payslips) == one.call(payslips)
    assert is_current(other.writer)
    with other.reader.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_every_row_comes_back(full_store: Store, file: Path, other: Store) -> None:
    found = backup.restore(other.writer, file)
    same(full_store, other)
    assert found == backup.check(file)
    assert (found.made, found.revision) == (NOW, revisions()[0])
    assert found.rows == {name: len(some) for name, some in full_store.call(rows).items()}


def test_it_moves_to_the_other_database_and_back(
    full_store: Store, file: Path, other: Store, tmp_path: Path
) -> None:
    """From PostgreSQL (with --postgres) to SQLite and back to PostgreSQL."""
    with opened(f"sqlite:///{tmp_path / 'moved.db'}") as moved:
        backup.restore(moved.writer, file)
        same(full_store, moved)
        backup.write(moved.reader, tmp_path / "b.backup", NOW)
    backup.restore(other.writer, tmp_path / "b.backup")
    same(full_store, other)


@changes
def set_another(session: Session) -> None:
    session.add(
        RulebookValue(figure="x", first_day=date(2027, 1, 1), value="1", basis="", made_at=NOW)
    )


@changes
def refer_to_nobody(session: Session) -> None:
    session.add(Account(telegram_id=1, staff_id=1, bound_at=NOW))


@changes
def forge(session: Session) -> None:
    session.execute(text("UPDATE audit SET what = 'x'"))


def test_what_was_restored_works_on(file: Path, other: Store) -> None:
    backup.restore(other.writer, file)
    other.call(set_another)
    other.call(set_another)
    with pytest.raises(IntegrityError):
        other.call(refer_to_nobody)
    with pytest.raises(DBAPIError, match="only ever added"):
        other.call(forge)


@pytest.mark.parametrize("revision", revisions())
def test_an_older_backup_is_restored_as_it_was_and_then_migrated(
    revision: str, databases: Databases, other: Store, tmp_path: Path
) -> None:
    url = databases.copy(None)
    with opened(url) as old:
        with old.writer.begin() as connection:
            schema.upgrade(connection, revision)
            connection.execute(insert(Staff), {"id": 7, "number": "JC099"})
        backup.write(old.reader, tmp_path / "old", NOW)
    databases.drop(url)
    assert backup.restore(other.writer, tmp_path / "old").revision == revision
    assert is_current(other.writer)
    assert other.call(lambda session: session.scalars(select(Staff.number)).all()) == ["JC099"]


def test_only_an_empty_database_is_restored_into(store: Store, file: Path) -> None:
    before = store.call(rows)
    with pytest.raises(backup.NotEmptyError):
        backup.restore(store.writer, file)
    assert store.call(rows) == before


def test_a_restore_that_breaks_off_leaves_nothing(file: Path, other: Store) -> None:
    def break_off(*arguments: Any) -> None:
        if arguments[2].startswith("INSERT INTO units"):
            raise InterruptedError

    event.listen(other.writer, "before_cursor_execute", break_off)
    with pytest.raises(InterruptedError):
        backup.restore(other.writer, file)
    event.remove(other.writer, "before_cursor_execute", break_off)
    assert inspect(other.writer).get_table_names() == []
    backup.restore(other.writer, file)
    assert is_current(other.writer)
