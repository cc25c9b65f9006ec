"""A database while rows are poured in: nothing but the rows acts, in whatever order they come."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from sqlalchemy import Connection, Table, func, inspect, select, text

from services.store.backup.records import tables_of


@contextmanager
def filling(connection: Connection) -> Iterator[dict[str, Table]]:
    """Yield the tables by name, to be filled: triggers rest, references are looked at last."""
    tables = tables_of(connection)
    with WAYS[connection.dialect.name](connection, tables):
        yield tables


@contextmanager
def _sqlite(connection: Connection, _tables: dict[str, Table]) -> Iterator[None]:
    triggers = connection.execute(
        text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
    ).all()
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")  # until the transaction ends
    for name, _ in triggers:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    yield
    for _, made in triggers:
        connection.exec_driver_sql(made)


@contextmanager
def _postgresql(connection: Connection, tables: dict[str, Table]) -> Iterator[None]:
    references = [
        f'"{table}" ALTER CONSTRAINT "{one["name"]}"'
        for table in tables
        for one in inspect(connection).get_foreign_keys(table)
    ]
    for table in tables:
        connection.exec_driver_sql(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
    for one in references:
        connection.exec_driver_sql(f"ALTER TABLE {one} DEFERRABLE INITIALLY DEFERRED")
    yield
    connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")
    for one in references:
        connection.exec_driver_sql(f"ALTER TABLE {one} NOT DEFERRABLE")
    for table in tables:
        connection.exec_driver_sql(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')
    _count_on(connection, tables)


def _count_on(connection: Connection, tables: dict[str, Table]) -> None:
    """Let the sequences go on after the highest number there is."""
    for table in tables.values():
        for column in table.columns:
            name = select(func.pg_get_serial_sequence(f'"{table.name}"', column.name))
            sequence = connection.scalar(name)
            if sequence is not None:
                following = select(func.coalesce(func.max(column), 0) + 1).scalar_subquery()
                connection.execute(select(func.setval(sequence, following, False)))  # noqa: FBT003 - not called yet


WAYS: dict[str, Callable[[Connection, dict[str, Table]], AbstractContextManager[None]]] = {
    "sqlite": _sqlite,
    "postgresql": _postgresql,
}
