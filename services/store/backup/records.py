"""What is in a backup: lines of JSON that tell every table's columns and rows."""

import base64
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby, islice
from typing import Any

from sqlalchemy import (
    Boolean,
    Connection,
    Date,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    select,
)
from sqlalchemy.types import TypeEngine

from services.store.schema import shape

AT_ONCE = 1_000  # rows
VERSION = "alembic_version"  # its one row is in the header

Row = tuple[str, dict[str, object]]  # the table's name; values by column


@dataclass(frozen=True)
class Kind:
    """How values of a column are written as JSON and read back (null is null)."""

    type: type[TypeEngine[Any]]
    write: Callable[[Any], object]
    read: Callable[[Any], object]


def _as_it_is(value: object) -> object:
    return value


KINDS = {
    "bool": Kind(Boolean, bool, _as_it_is),
    "int": Kind(Integer, int, _as_it_is),
    "text": Kind(String, str, _as_it_is),
    "date": Kind(Date, date.isoformat, date.fromisoformat),
    "bytes": Kind(LargeBinary, lambda raw: base64.b64encode(raw).decode(), base64.b64decode),
}


@dataclass(frozen=True)
class Contents:
    """What a backup is: when it was made, the schema's revision, rows by table."""

    made: datetime
    revision: str
    rows: Mapping[str, int]

    def counted(self, rows: Iterable[Row]) -> "Contents":
        """Return the same with its rows counted."""
        return replace(self, rows=Counter(table for table, _ in rows))


class UnknownKindError(Exception):
    """A column has a type that backups cannot tell: one is to be added to KINDS."""


def tables_of(connection: Connection) -> dict[str, Table]:
    """Return the tables as they are in the database, by name in order."""
    found = MetaData()
    found.reflect(connection)
    return {name: found.tables[name] for name in sorted(found.tables) if name != VERSION}


def dump(connection: Connection, now: datetime) -> tuple[Contents, Iterator[bytes]]:
    """Return what is to be written, and its lines; the rows are counted as the lines go."""
    revision = shape(connection)
    rows: Counter[str] = Counter()
    found = Contents(now, str(revision), rows)
    return found, _lines(connection, found, rows)


def _lines(connection: Connection, found: Contents, rows: Counter[str]) -> Iterator[bytes]:
    yield _line({"made": found.made.isoformat(), "revision": found.revision})
    for name, table in tables_of(connection).items():
        kinds = {column.name: _kind(column.type) for column in table.columns}
        yield _line({"table": name, "columns": kinds})
        how = [KINDS[kind].write for kind in kinds.values()]
        asked = select(table).order_by(*table.primary_key)
        for row in connection.execution_options(yield_per=AT_ONCE).execute(asked):
            values = zip(how, row, strict=True)
            yield _line([None if value is None else write(value) for write, value in values])
            rows[name] += 1


def _kind(column: TypeEngine[Any]) -> str:
    for name, kind in KINDS.items():
        if isinstance(column, kind.type):
            return name
    raise UnknownKindError(column)


def _line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def read(pieces: Iterable[bytes]) -> tuple[Contents, Iterator[Row]]:
    """Return what a backup says of itself (rows uncounted), and its rows."""
    lines = _whole(pieces)
    header = json.loads(next(lines))
    found = Contents(datetime.fromisoformat(header["made"]), header["revision"], {})
    return found, _rows(map(json.loads, lines))


def _whole(pieces: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for piece in pieces:
        *lines, rest = (rest + piece).split(b"\n")
        yield from lines


def _rows(lines: Iterator[Any]) -> Iterator[Row]:
    table, columns = "", []
    for line in lines:
        if isinstance(line, dict):
            table = line["table"]
            columns = [(name, KINDS[kind].read) for name, kind in line["columns"].items()]
        else:
            values = zip(columns, line, strict=True)
            yield (
                table,
                {key: None if value is None else back(value) for (key, back), value in values},
            )


def load(connection: Connection, tables: Mapping[str, Table], rows: Iterator[Row]) -> None:
    """Add the rows to their tables."""
    for name, group in groupby(rows, key=lambda row: row[0]):
        while some := [values for _, values in islice(group, AT_ONCE)]:
            connection.execute(tables[name].insert(), some)
