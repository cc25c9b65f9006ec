"""The child process that parses a workbook: limited, without files of its own, streaming."""

import codecs
import csv
import io
import marshal
import math
import resource
import sys
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any, BinaryIO

from python_calamine import CalamineWorkbook

from services.facts.cells import Cell, read_column, whole_text
from services.facts.sheets import Sheet, as_declared, recognise

ROWS = 5_000
CPU_SECONDS = 60
MOST_COLUMNS = 200
MOST_FIELD = 10_000
TEXT = "CSV"
ENCODINGS = ("utf-8-sig", "gb18030")
STDIN = Path("/dev/stdin")  # opened anew each time: it is a file, never a pipe


class _RefusedError(Exception):
    """Ends the reading; the parent raises the error of this name."""


TOO_MANY = _RefusedError("TooManyRowsError")
UNREADABLE = _RefusedError("NotAWorkbookError")


def limit(memory: int) -> None:
    """Forbid this process more memory (bytes), processor time, files and core dumps."""
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def main(memory: str, most_rows: str, how: str) -> None:
    """Send the parts of the workbook at stdin to stdout: see `services.facts.workbook`."""
    limit(int(memory))
    out = sys.stdout.buffer
    try:
        for title, first, rows in _sheets(STDIN, int(most_rows)):
            for part in _raw(title, rows) if how == "raw" else _read(title, first, rows):
                marshal.dump(part, out)
            out.flush()
        marshal.dump(("end",), out)
    except _RefusedError as error:
        marshal.dump(("refused", str(error)), out)
    except MemoryError:
        marshal.dump(("refused", "BombError"), out)
    except Exception:  # noqa: BLE001 - whatever a broken file does to the reader
        marshal.dump(("refused", "NotAWorkbookError"), out)


def _sheets(path: Path, most_rows: int) -> Iterator[tuple[str, int, Iterator[list[Cell]]]]:
    """Title, first used column and rows of each sheet."""
    with path.open("rb") as file:
        if file.read(2) != b"PK":
            yield "", 0, _table(file, most_rows)
            return
    book = CalamineWorkbook.from_path(path)
    left = most_rows
    for title in book.sheet_names:
        sheet = book.get_sheet_by_name(title)
        left -= sheet.end[0] if sheet.end else 0
        if left < 0:
            raise TOO_MANY
        yield title, sheet.start[1] if sheet.start else 0, sheet.iter_rows()


def _table(file: BinaryIO, most_rows: int) -> Iterator[list[Cell]]:
    file.seek(0)
    content = file.read()
    for encoding in ENCODINGS:
        try:
            text = codecs.decode(content, encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise UNREADABLE
    del content
    if "\0" in text:
        raise UNREADABLE
    csv.field_size_limit(MOST_FIELD)
    counted = csv.reader(io.StringIO(text, newline=""), strict=True)
    if next(islice(counted, most_rows + 1, None), None):  # before any row is told of
        raise TOO_MANY
    for row in csv.reader(io.StringIO(text, newline=""), strict=True):
        yield list(row)


def _titled(title: str, sheet: Sheet | None) -> str:
    """Return the sheet's title; a text file is called by its kind, not by its name."""
    return title or (sheet.title if sheet else TEXT)


def _raw(title: str, rows: Iterator[list[Cell]]) -> Iterator[tuple[Any, ...]]:
    """Parts of the cells as a person sees them."""
    some = list(islice(rows, ROWS))
    headers = [as_declared(cell) for row in some[:1] for cell in row]
    yield "sheet", _titled(title, recognise(title, headers))
    rows = chain(some, rows)
    while some := list(islice(rows, ROWS)):
        yield "cells", [[_copied(cell) for cell in row[:MOST_COLUMNS]] for row in some]


def _copied(cell: Cell) -> str | float:
    """Return a number as it is and everything else as it is shown."""
    return cell if isinstance(cell, float) and math.isfinite(cell) else whole_text(cell)


def _read(title: str, first: int, rows: Iterator[list[Cell]]) -> Iterator[tuple[Any, ...]]:
    """Parts of plain values by column, with what is wrong in them."""
    headers = [as_declared(cell) for cell in next(rows, [])[:MOST_COLUMNS]]
    sheet = recognise(title, headers)
    yield "sheet", _titled(title, sheet), headers, sheet.kind if sheet else "", first
    if not sheet:
        return
    places = [
        headers.index(one.header) if one.header in headers else None for one in sheet.columns
    ]
    for numbers, columns in _columns(rows, len(headers)):
        plain, wrong = [], []
        for column, place in zip(sheet.columns, places, strict=True):
            if place is None:
                plain.append([column.default] * len(numbers))
                continue
            values, bad = read_column(column, columns[place])
            plain.append(values)
            wrong += [(numbers[at], column.header, *rest) for at, *rest in bad]
        yield "rows", numbers, plain, wrong


def _columns(
    rows: Iterator[list[Cell]], width: int
) -> Iterator[tuple[list[int], list[tuple[Cell, ...]]]]:
    """Chunks of filled rows as columns, each with its rows' numbers."""
    first = 2
    while some := list(islice(rows, ROWS)):
        numbers = list(range(first, first + len(some)))
        first += len(some)
        if any(not row or (isinstance(row[0], str) and not row[0].strip()) for row in some):
            kept = [pair for pair in zip(numbers, some, strict=True) if _filled(pair[1])]
            numbers, some = [number for number, _ in kept], [row for _, row in kept]
        if any(len(row) != width for row in some):
            some = [(row + [""] * width)[:width] for row in some]
        if some:
            yield numbers, list(zip(*some, strict=True))


def _filled(row: Iterable[Cell]) -> bool:
    return any(not isinstance(cell, str) or cell.strip() for cell in row)


if __name__ == "__main__":
    main(*sys.argv[1:])
