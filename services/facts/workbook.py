"""Reads a workbook in a child process and streams what stands in it."""

import marshal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from services.facts.archive import (
    MEGABYTE,
    MOST_ROWS,
    Archive,
    BombError,
    NotAWorkbookError,
    TooLargeError,
    TooManyRowsError,
    WorkbookRefusedError,
    inspect,
)
from services.facts.findings import Code, Finding, Findings
from services.facts.sheets import BY_KIND, GUIDE, Plain, Sheet

MOST_BYTES = 50 * MEGABYTE
MOST_BYTES_IN_CHAT = 20 * MEGABYTE
CHILD_MEMORY = 64 * MEGABYTE  # what the child needs beside what it reads
GROWTH = 12  # bytes in the child for each unpacked byte; ordinary sheets take 3
ROOT = Path(__file__).parents[2]
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
REMARK = "备注"  # the column that a checked workbook comes back with
Progress = Callable[[int, int], None]
REFUSED: dict[str, type[WorkbookRefusedError]] = {
    error.__name__: error for error in (BombError, NotAWorkbookError, TooManyRowsError)
}


@dataclass
class Loaded:
    """A recognised sheet: its rows' numbers and its values by column, wrong ones None."""

    sheet: Sheet
    title: str
    numbers: list[int] = field(default_factory=list)
    columns: dict[str, list[Plain]] = field(default_factory=dict)
    wrong: set[tuple[int, str]] = field(default_factory=set)  # row and header of cells told of


@dataclass
class Book:
    """All recognised sheets of a file, in its order."""

    titles: list[str] = field(default_factory=list)
    sheets: list[Loaded] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """How many rows there are in all."""
        return sum(len(sheet.numbers) for sheet in self.sheets)


def silent(_done: int, _total: int) -> None:
    """Tell nobody how far it is."""


def read(
    path: Path, findings: Findings, most_bytes: int = MOST_BYTES, progress: Progress = silent
) -> Book:
    """Read a workbook; what is wrong in cells goes to the findings.

    `progress` is told how many rows were read (of an unknown number, 0). Raises a
    `WorkbookRefusedError` if the file is not to be read at all.
    """
    book = Book()
    archive = inspected(path, most_bytes)
    for part in parts(path, "read", archive.unpacked):
        match part:
            case ("sheet", title, headers, kind, first_column):
                _open(book, findings, (title, headers, kind))
                if kind:
                    _failed(book.sheets[-1], headers, first_column, archive, findings)
            case ("rows", numbers, columns, wrong):
                _take(book.sheets[-1], numbers, columns)
                _tell(book.sheets[-1], wrong, findings)
        progress(book.rows, 0)
    if not book.sheets:
        findings.add(Finding("", 0, "", Code.NO_SHEET))
    return book


def inspected(path: Path, most_bytes: int = MOST_BYTES) -> Archive:
    """Look at the file before anything parses it; raises a `WorkbookRefusedError`."""
    size = path.stat().st_size
    if size > most_bytes:
        raise TooLargeError(most_bytes // MEGABYTE)
    with path.open("rb") as file:
        start = file.read(4)
    if start in {b"", OLD_EXCEL}:
        raise NotAWorkbookError
    return inspect(path) if start[:2] == b"PK" else Archive(size, {})


def parts(path: Path, how: str, unpacked: int) -> Iterator[tuple[Any, ...]]:
    """Yield what the child sends: `sheet`, then its `rows` (or its `cells`, if `how` is raw)."""
    with _child(path, how, CHILD_MEMORY + GROWTH * unpacked) as stream:
        while True:
            try:
                part = marshal.load(stream)  # noqa: S302 - written by our own child
            except (EOFError, ValueError, TypeError) as error:
                raise BombError from error  # its limits ended the child
            if part[0] == "refused":
                raise REFUSED[part[1]](MOST_ROWS)
            if part[0] == "end":
                return
            yield part


@contextmanager
def _child(path: Path, how: str, memory: int) -> Iterator[IO[bytes]]:
    command = [sys.executable, "-m", "services.facts.child"]
    with path.open("rb") as file:  # not as an argument: a file's name may be a person's
        child = subprocess.Popen(  # noqa: S603 - our own module, no shell
            [*command, str(memory), str(MOST_ROWS), how],
            cwd=ROOT,
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a panic would print cells
            bufsize=MEGABYTE,
        )
    try:
        assert child.stdout  # noqa: S101 - it is a pipe
        yield child.stdout
    finally:
        child.kill()
        child.communicate()


def _open(book: Book, findings: Findings, part: tuple[str, list[str], str]) -> None:
    title, headers, kind = part
    book.titles.append(title)
    if not kind:
        if title != GUIDE and any(headers):
            findings.add(Finding(title, 0, "", Code.UNKNOWN_SHEET))
        return
    sheet = BY_KIND[kind]
    known = {column.header for column in sheet.columns}
    for column in sheet.columns:
        if column.required and column.header not in headers:
            findings.add(Finding(title, 1, column.header, Code.MISSING_COLUMN))
    for name in dict.fromkeys(headers):
        if name in known and headers.count(name) > 1:
            findings.add(Finding(title, 1, name, Code.COLUMN_TWICE))
        if name and name not in known and name != REMARK:
            findings.add(Finding(title, 1, name, Code.UNKNOWN_COLUMN))
    for other in book.sheets:
        if other.sheet is sheet:
            findings.add(Finding(title, 0, "", Code.SHEET_TWICE, right=other.title))
    book.sheets.append(Loaded(sheet, title, [], {one.field: [] for one in sheet.columns}))


def _tell(loaded: Loaded, wrong: list[tuple[int, str, str, str, str]], findings: Findings) -> None:
    loaded.wrong.update((row, column) for row, column, *_ in wrong)
    if findings.full:
        findings.count_more(len(wrong))
        return
    for row, column, code, given, right in wrong:
        findings.add(Finding(loaded.title, row, column, Code(code), given, right))


def _take(loaded: Loaded, numbers: list[int], columns: list[list[Plain]]) -> None:
    loaded.numbers += numbers
    for values, more in zip(loaded.columns.values(), columns, strict=True):
        values.extend(more)


def _failed(
    loaded: Loaded, headers: list[str], first: int, archive: Archive, findings: Findings
) -> None:
    """Tell of formulas that failed or were never calculated: the reader shows them as empty."""
    known = {column.header for column in loaded.sheet.columns}
    for row, letters in archive.failed.get(loaded.title, []):
        place = _place(letters) - first
        if row > 1 and 0 <= place < len(headers) and headers[place] in known:
            findings.add(Finding(loaded.title, row, headers[place], Code.ERROR_VALUE))


def _place(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1
