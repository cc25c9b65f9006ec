"""T-O6: migrations lead from nothing to the models, wholly or not at all, and never back."""

from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import event, inspect, text

from services.store import Store
from services.store.schema import METADATA, NewerSchemaError, is_current, migrate, revision


def tables(store: Store) -> set[str]:
    return set(inspect(store.writer).get_table_names())


def test_up_from_empty_equals_the_models(bare: Store) -> None:
    assert (revision(bare.writer), is_current(bare.writer)) == (None, False)
    migrate(bare.writer)
    assert is_current(bare.writer)
    with bare.reader.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []
    assert tables(bare) == {*METADATA.tables, "alembic_version"}


def test_a_difference_would_be_seen(store: Store) -> None:
    with store.writer.begin() as connection:
        connection.execute(text("DROP INDEX ix_terms_superior_id"))
    with store.reader.connect() as connection:
        (found,) = compare_metadata(MigrationContext.configure(connection), METADATA)
    assert found[0] == "add_index"


def test_running_it_twice_is_harmless(filled_store: Store) -> None:
    before = {name: rows(filled_store, name) for name in METADATA.tables}
    migrate(filled_store.writer)
    migrate(filled_store.writer)
    assert {name: rows(filled_store, name) for name in METADATA.tables} == before
    assert is_current(filled_store.writer)


def rows(store: Store, table: str) -> int:
    with store.reader.connect() as connection:
        return connection.scalar(text(f"SELECT count(*) FROM {table}")) or 0  # noqa: S608 - ours


def test_a_newer_database_is_refused_and_left_alone(store: Store) -> None:
    with store.writer.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerSchemaError, match="9999"):
        migrate(store.writer)
    assert (revision(store.writer), is_current(store.writer)) == ("9999", False)


def test_an_upgrade_that_breaks_off_leaves_nothing_behind(bare: Store) -> None:
    def break_off(*arguments: Any) -> None:
        if "CREATE TRIGGER" in arguments[2]:
            raise InterruptedError

    event.listen(bare.writer, "before_cursor_execute", break_off)
    with pytest.raises(InterruptedError):
        migrate(bare.writer)
    event.remove(bare.writer, "before_cursor_execute", break_off)
    assert tables(bare) == set()
    migrate(bare.writer)
    assert is_current(bare.writer)
