"""T-M1: no float near money: broken by a column of another type, or a float in a service."""

import ast
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, Float, Numeric, func, literal, select

from services.store import Store
from services.store.schema import METADATA
from services.store.types import Exact, Fen

SERVICES = Path(__file__).parents[2] / "services"
WITH_FLOATS = {
    "facts/cells.py": "a workbook's numbers are floats: here, and only here, they become 分",
    "store/readers.py": "seconds",
}
COLUMNS = [column for table in METADATA.sorted_tables for column in table.columns]
FEN = [one for one in COLUMNS if isinstance(one.type, Fen)]
EXACT = [one for one in COLUMNS if isinstance(one.type, Exact)]
KINDS = {"sqlite": ("integer", "text"), "postgresql": ("bigint", "character varying")}


def kinds(store: Store, column: Column[Any]) -> set[str]:
    """Return how the database keeps the column's values."""
    if store.writer.dialect.name == "sqlite":
        kind = func.typeof(column)
    else:
        kind = func.format_type(func.pg_typeof(column), None)
    with store.reader.connect() as connection:
        chosen = select(kind).where(column.is_not(None)).distinct()
        return set(connection.scalars(chosen))


def test_every_table_has_rows_to_look_at(full_store: Store) -> None:
    with full_store.reader.connect() as connection:
        for table in METADATA.sorted_tables:
            assert connection.scalar(select(func.count()).select_from(table)), table.name


def test_money_is_kept_as_integers_and_ratios_as_text(full_store: Store) -> None:
    fen, exact = KINDS[full_store.writer.dialect.name]
    assert len(FEN) > 12
    assert len(EXACT) > 3
    for columns, kind in ((FEN, fen), (EXACT, exact)):
        for column in columns:
            assert kinds(full_store, column) <= {kind}, column
    assert kinds(full_store, METADATA.tables["client_months"].c.turnover) == {fen}
    assert kinds(full_store, METADATA.tables["client_months"].c.rate) == {exact}


def test_no_column_keeps_a_float(full_store: Store) -> None:
    for column in COLUMNS:
        assert not kinds(full_store, column) & {"real", "double precision", "numeric"}, column


def test_no_column_is_declared_to_be_one() -> None:
    assert not [column for column in COLUMNS if isinstance(column.type, Float | Numeric)]


@pytest.mark.parametrize("amount", ["0.001", "-12.345", "1e-3", "0.009999"])
def test_a_fraction_of_a_fen_is_refused(amount: str) -> None:
    with pytest.raises(ValueError, match="not a whole number"):
        Fen().process_bind_param(Decimal(amount), None)


@pytest.mark.parametrize("amount", ["0", "0.01", "-0.01", "12.30", "-99999999999.99"])
def test_what_goes_in_comes_out_to_the_fen(store: Store, amount: str) -> None:
    with store.reader.connect() as connection:
        assert connection.scalar(select(literal(Decimal(amount), Fen))) == Decimal(amount)


def floats(path: Path) -> Iterator[str]:
    """Yield the float literals and the calls of float() in a file."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        called = isinstance(node, ast.Call) and ast.unparse(node.func) == "float"
        literal = isinstance(node, ast.Constant) and isinstance(node.value, float)
        if called or literal:
            yield f"{path.name}:{getattr(node, 'lineno', 0)} {ast.unparse(node)}"


def test_no_service_makes_a_float() -> None:
    found = {
        path.relative_to(SERVICES).as_posix(): list(floats(path))
        for path in SERVICES.rglob("*.py")
    }
    assert {name for name, places in found.items() if places} == set(WITH_FLOATS)
