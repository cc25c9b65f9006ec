"""Every cell that is sealed: in which table and column, bound to which place."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, LargeBinary, Table, func

from services.store.schema import METADATA
from services.store.vault import NAME_BYTES

ENDING = "_sealed"
BESIDE = ("file_chunks.content",)  # sealed, under a name that does not say so
HASHED = ("audit.detail_sealed",)  # a hash covers the sealed bytes: they stay, under a layer


@dataclass(frozen=True, eq=False)
class Cells:
    """A column whose values are sealed, each for table.column.key."""

    table: Table
    column: Column[Any]

    @property
    def name(self) -> str:
        """How the column is called, with its table."""
        return f"{self.table.name}.{self.column.name}"

    @property
    def hashed(self) -> bool:
        """Whether the sealed bytes themselves must be had back."""
        return self.name in HASHED

    @property
    def keys(self) -> tuple[Column[Any], ...]:
        """What a row is found by."""
        return tuple(self.table.primary_key.columns)

    @property
    def key(self) -> ColumnElement[bytes]:
        """The name of the key that a value is sealed with."""
        return func.substr(self.column, 1, NAME_BYTES, type_=LargeBinary())

    @property
    def filled(self) -> ColumnElement[bool]:
        """That there is something in it."""
        return func.length(self.column) > 0

    def place(self, row: Sequence[object]) -> str:
        """Return what the value in the row of that key is bound to."""
        return ".".join([self.name, *map(str, row)])


def _sealed(table: Table, column: Column[Any]) -> bool:
    return column.name.endswith(ENDING) or f"{table.name}.{column.name}" in BESIDE


CELLS = tuple(
    Cells(table, column)
    for table in METADATA.sorted_tables
    for column in table.columns
    if _sealed(table, column)
)
