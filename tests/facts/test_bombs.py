"""Files that are built to exhaust the reader, or to bring more than figures, are refused."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from services.facts.archive import MEGABYTE, NotAWorkbookError, TooLargeError
from services.facts.findings import Findings
from services.facts.workbook import CHILD_MEMORY, MOST_BYTES_IN_CHAT, read
from tests.facts.archives import SHEET, pack, parts
from tests.facts.workbooks import CLIENTS, workbook

SECONDS, MEMORY = 2.0, 50 * MEGABYTE  # of the processor
START = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
END = b"</sheetData></worksheet>"
MEASURE = """
import json, os, resource, sys
from pathlib import Path
from services.facts.findings import Findings
from services.facts.workbook import read
def peak(who): return resource.getrusage(who).ru_maxrss * 1024
before, start, name = peak(resource.RUSAGE_SELF), sum(os.times()[:4]), ""
try:
    read(Path(sys.argv[1]), Findings())
except Exception as error:
    name = type(error).__name__
print(json.dumps([name, sum(os.times()[:4]) - start, peak(resource.RUSAGE_SELF) - before,
                  peak(resource.RUSAGE_CHILDREN)]))
"""
Content = dict[str, bytes]


def book(folder: Path) -> Content:
    return parts(workbook(folder / "good.xlsx", {"客户月度": CLIENTS}))


def sheet(content: Content, cells: bytes) -> Content:
    return {**content, SHEET: START + cells + END}


def unpacks_to_much(content: Content) -> Content:
    return sheet(content, b'<row r="1"><c r="A1"><v>1</v></c></row>' * 5_000_000)


def too_many_rows(content: Content) -> Content:
    rows = (b'<row r="%d"><c r="A%d"><v>%d</v></c></row>' % (n, n, n) for n in range(1, 500_003))
    return sheet(content, b"".join(rows))


def a_cell_far_right_and_down(content: Content) -> Content:
    first, last = b'<row r="1"><c r="A1"><v>1</v></c></row>', b'<c r="XFD9000"><v>1</v></c>'
    return sheet(content, first + b'<row r="9000">' + last + b"</row>")


def a_cell_far_down(content: Content) -> Content:
    return sheet(content, b'<row r="1"/><row r="1048576"><c r="A1048576"><v>1</v></c></row>')


def two_cells_far_apart(content: Content) -> Content:
    first, last = b'<row r="1"><c r="A1"><v>1</v></c></row>', b'<c r="ZZ400000"><v>1</v></c>'
    return sheet(content, first + b'<row r="400000">' + last + b"</row>")


def one_long_text_many_times(content: Content) -> Content:
    text = b"<sst><si><t>" + b"".join(b"%d" % n for n in range(6_000)) + b"</t></si></sst>"
    rows = (b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (n, n) for n in range(1, 99_999))
    return sheet({**content, "xl/sharedStrings.xml": text}, b"".join(rows))


def a_sheet_within_a_sheet(content: Content) -> Content:
    return {**content, "xl/embeddings/inner.xlsx": b"PK"}


def macros(content: Content) -> Content:
    return {**content, "xl/vbaProject.bin": b"x"}


def macros_by_another_name(content: Content) -> Content:
    types = content["[Content_Types].xml"]
    return {
        **content,
        "[Content_Types].xml": types.replace(b"sheet.main", b"sheet.macroEnabled.main"),
    }


def links(content: Content) -> Content:
    return {**content, "xl/externalLinks/externalLink1.xml": b"<x/>"}


def connections(content: Content) -> Content:
    return {**content, "xl/connections.xml": b"<x/>"}


def no_workbook(content: Content) -> Content:
    return {"a.txt": content[SHEET]}


def broken_xml(content: Content) -> Content:
    return {**content, SHEET: START + b"<row"}


BAD: list[tuple[Callable[[Content], Content], str]] = [
    (unpacks_to_much, "BombError"),
    (too_many_rows, "TooManyRowsError"),
    (a_cell_far_right_and_down, "BombError"),
    (a_cell_far_down, "TooManyRowsError"),
    (two_cells_far_apart, "BombError"),
    (one_long_text_many_times, "BombError"),
    (a_sheet_within_a_sheet, "BombError"),
    (macros, "MacrosError"),
    (macros_by_another_name, "MacrosError"),
    (links, "LinksError"),
    (connections, "LinksError"),
    (no_workbook, "NotAWorkbookError"),
    (broken_xml, "NotAWorkbookError"),
]


@pytest.mark.parametrize(("made", "error"), BAD)
def test_refused_quickly_and_cheaply(
    tmp_path: Path, made: Callable[[Content], Content], error: str
) -> None:
    check(pack(tmp_path / "bad.xlsx", made(book(tmp_path))), error)


def check(path: Path, error: str) -> None:
    """Read it in a process of its own, where time and memory can be measured."""
    command = [sys.executable, "-c", MEASURE, str(path)]
    done = subprocess.run(command, capture_output=True, check=True)  # noqa: S603 - ours
    name, seconds, memory, child = json.loads(done.stdout)
    assert name == error
    assert seconds <= SECONDS
    assert memory <= MEMORY
    assert child <= CHILD_MEMORY + 120 * MEGABYTE


def test_sizes_that_lie(tmp_path: Path) -> None:
    body = START + b" " * 30_000_000 + END
    path = pack(tmp_path / "a.xlsx", {**book(tmp_path), SHEET: body})
    raw = path.read_bytes()
    size = len(body).to_bytes(4, "little")
    assert size in raw
    path.write_bytes(raw.replace(size, (1000).to_bytes(4, "little")))
    check(path, "NotAWorkbookError")


def test_encrypted_parts(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.xlsx", book(tmp_path))
    raw = bytearray(path.read_bytes())
    at = raw.index(b"PK\x01\x02")
    raw[at + 8] |= 1
    path.write_bytes(raw)
    check(path, "NotAWorkbookError")


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0 an old workbook", b"\xff\xfe\x00\x01"),
        *(b"a\0b,c\n", b"\x81"),
    ],
)
def test_what_is_no_workbook(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(NotAWorkbookError):
        read(path, Findings())


def test_too_large(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with path.open("wb") as file:
        file.truncate(20 * MEGABYTE + 1)
    with pytest.raises(TooLargeError) as refused:
        read(path, Findings(), MOST_BYTES_IN_CHAT)
    assert refused.value.args == (20,)


def test_an_endless_text(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("月份,工号\n".encode() + b"1,2\n" * 500_001)
    check(path, "TooManyRowsError")


def test_ordinary_parts_are_let_through(tmp_path: Path) -> None:
    content = {**book(tmp_path), "xl/media/image1.png": b"\x89PNG", "customXml/item1.xml": b"<a/>"}
    assert read(pack(tmp_path / "a.xlsx", content), Findings()).rows == 2
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert archive.testzip() is None
