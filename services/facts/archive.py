"""A workbook's archive is looked through before anything is parsed: bombs, macros, links."""

import html
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MEGABYTE = 1 << 20
MOST_RATIO = 100
SMALL = MEGABYTE  # below, a part may be as empty as it likes
MOST_PARTS = 2_000
MOST_UNPACKED = 600 * MEGABYTE
MOST_ROWS = 500_000
MOST_FAILED = 1_000
CHUNK = MEGABYTE
OVERLAP = 512

MACROS = ("vbaproject", "macrosheets/", "activex/")
LINKS = ("externallinks/", "xl/connections", "querytables/")
NESTED = (".zip", ".xlsx", ".xlsm", ".xls", ".bin.zip", ".gz", ".7z", ".rar")
FAILED = re.compile(  # an error; or a formula without a value, but for one that gives no text
    rb'<c r="([A-Z]+)(\d+)"(?:[^>]*\bt="e"|(?: s="\d+")?><f[^<>]*(?:/>|>[^<]*</f>)'
    rb"(?:<v ?/>|<v></v>)?</c>)"
)
HINTS = (b't="e"', b"</f></c>", b"</f><v/>", b"</f><v />", b"</f><v></v>")


class WorkbookRefusedError(Exception):
    """The file is not read at all."""


class NotAWorkbookError(WorkbookRefusedError):
    """It is no .xlsx and no text in UTF-8 or GBK."""


class TooLargeError(WorkbookRefusedError):
    """It has more bytes than the limit (the argument, in MB)."""


class TooManyRowsError(WorkbookRefusedError):
    """It has more rows than the limit (the argument), or cells far outside."""


class BombError(WorkbookRefusedError):
    """It unpacks to far more than its size, or is built to exhaust the reader."""


class MacrosError(WorkbookRefusedError):
    """It contains macros."""


class LinksError(WorkbookRefusedError):
    """It takes values from other files or from a database."""


@dataclass(frozen=True)
class Archive:
    """What the look found: bytes unpacked, and by sheet title the cells without a value."""

    unpacked: int
    failed: dict[str, list[tuple[int, str]]]  # (row, column letters) of failed formulas


def inspect(path: Path) -> Archive:
    """Look through an .xlsx; raises a `WorkbookRefusedError`. Unpacks piece by piece."""
    try:
        with zipfile.ZipFile(path) as archive:
            _names(archive)
            failed = {part.filename: _scan(archive, part) for part in archive.infolist()}
            titles = _titles(archive)
            unpacked = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise NotAWorkbookError from error
    named = {titles[name]: cells for name, cells in failed.items() if cells and name in titles}
    return Archive(unpacked, named)


def _names(archive: zipfile.ZipFile) -> None:
    """Judge by the directory alone; sizes that lie are found while unpacking."""
    parts = archive.infolist()
    names = [part.filename.lower().replace("\\", "/") for part in parts]
    if "[content_types].xml" not in names or not any(n.startswith("xl/workbook") for n in names):
        raise NotAWorkbookError
    if any(word in name for word in MACROS for name in names):
        raise MacrosError
    if any(word in name for word in LINKS for name in names):
        raise LinksError
    unpacked, packed = sum(p.file_size for p in parts), sum(p.compress_size for p in parts)
    if (
        len(set(names)) != len(names)
        or len(names) > MOST_PARTS
        or any(name.endswith(NESTED) or ".." in name for name in names)
        or unpacked > MOST_UNPACKED
        or (unpacked > SMALL and unpacked > packed * MOST_RATIO)
        or any(p.file_size > max(SMALL, p.compress_size * MOST_RATIO) for p in parts)
    ):
        raise BombError


def _pieces(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(part) as stream:
        while piece := stream.read(CHUNK):
            yield piece


def _scan(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> list[tuple[int, str]]:
    """Unpack a part, which proves its size; of a sheet, return the cells that have no value."""
    sheet = part.filename.startswith("xl/worksheets/")
    rows, tail, failed = 0, b"", []
    for piece in _pieces(archive, part):
        if part.filename.endswith((".rels", "[Content_Types].xml")):
            _relations(piece)
        if not sheet:
            continue
        rows += piece.count(b"<row")
        seen, tail = tail + piece, piece[-OVERLAP:]
        if rows > MOST_ROWS + 1:
            raise TooManyRowsError(MOST_ROWS)
        if any(hint in seen for hint in HINTS):
            failed += [(int(row), column.decode()) for column, row in FAILED.findall(seen)]
    return sorted(set(failed))[:MOST_FAILED]


def _relations(piece: bytes) -> None:
    if b"vbaProject" in piece or b"macroEnabled" in piece:
        raise MacrosError
    if b"/externalLink" in piece:
        raise LinksError


def _titles(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return each sheet's title by the name of its part."""
    try:
        book = archive.read("xl/workbook.xml").decode(errors="replace")
        links = archive.read("xl/_rels/workbook.xml.rels").decode(errors="replace")
    except KeyError:
        return {}
    parts = {}
    for tag in re.findall(r"<Relationship\s[^>]*>", links):
        name, target = re.search(r'\bId="([^"]*)"', tag), re.search(r'Target="([^"]*)"', tag)
        if name and target:
            parts[name[1]] = "xl/" + target[1].removeprefix("/xl/")
    titles = {}
    for tag in re.findall(r"<sheet\s[^>]*>", book):
        title, name = re.search(r'\bname="([^"]*)"', tag), re.search(r'r:id="([^"]*)"', tag)
        if title and name:
            titles[parts.get(name[1], "")] = html.unescape(title[1])
    return titles
