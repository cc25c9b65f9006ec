"""The checked workbook comes back: the same cells, the rows coloured, a column of remarks."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from services.facts.findings import Finding
from services.facts.sheets import as_declared
from services.facts.workbook import MOST_BYTES, REMARK, inspected, parts

WHOLE = 50_000  # rows; of a longer sheet only the rows with findings come back
WIDTH = 60
WRONG, DOUBTFUL, CELL = "#FBE3E1", "#FFF6D6", "#F4A7A1"
Wording = Callable[[Finding], str]
Cells = Sequence[str | float]


def remarked(
    path: Path, findings: Sequence[Finding], wording: Wording, most_bytes: int = MOST_BYTES
) -> bytes:
    """Return the workbook (a new .xlsx, made in memory) with what was found written into it."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as book:  # else it writes plain temporary files
        marks = _Marks(book)
        sheet: _Sheet | None = None
        for part in parts(path, "raw", inspected(path, most_bytes).unpacked):
            if part[0] == "sheet":
                page = _added(book, part[1])
                sheet = _Sheet(page, marks, _by_row(findings, part[1]), wording)
            elif sheet:
                for cells in part[1]:
                    sheet.add(cells)
    return out.getvalue()


def _added(book: Workbook, title: str) -> Worksheet:
    sheet = book.add_worksheet(title)
    sheet.freeze_panes(1, 0)
    return sheet


def _by_row(findings: Sequence[Finding], title: str) -> dict[int, list[Finding]]:
    rows: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.sheet == title:
            rows[max(1, finding.row)].append(finding)
    return rows


class _Marks:
    """The formats of rows and cells."""

    def __init__(self, book: Workbook) -> None:
        self.head: Format = book.add_format({"bold": True})
        self.wrong = book.add_format({"bg_color": WRONG})
        self.doubtful = book.add_format({"bg_color": DOUBTFUL})
        self.cell = book.add_format({"bg_color": CELL, "bold": True})
        self.remark = book.add_format({"text_wrap": True})


@dataclass
class _Sheet:
    """A sheet being copied."""

    sheet: Worksheet
    marks: _Marks
    findings: dict[int, list[Finding]]
    wording: Wording
    headers: list[str] = field(default_factory=list)
    read: int = 0
    written: int = 0

    def add(self, cells: Cells) -> None:
        """Copy a row, with its remarks."""
        self.read += 1
        found = self.findings.get(self.read, [])
        if self.read == 1:
            self._head(cells, found)
        elif not found and self.read > WHOLE:
            return
        else:
            self._row(cells, found)
        self.written += 1

    def _head(self, cells: Cells, found: list[Finding]) -> None:
        self.headers = [as_declared(cell) for cell in cells]
        for place, cell in enumerate(cells):
            if self.headers[place] != REMARK:
                self._write(place, cell, self.marks.head)
        self.sheet.write_string(0, len(cells), REMARK, self.marks.head)
        self.sheet.set_column(len(cells), len(cells), WIDTH)
        if found:
            self.sheet.write_comment(0, len(cells), self._words(found), {"visible": True})

    def _row(self, cells: Cells, found: list[Finding]) -> None:
        wrong = {finding.column for finding in found}
        colour = None
        if found:
            blocks = any(finding.blocks for finding in found)
            colour = self.marks.wrong if blocks else self.marks.doubtful
        for place, cell in enumerate(cells):
            header = self.headers[place] if place < len(self.headers) else ""
            if header != REMARK:
                self._write(place, cell, self.marks.cell if header in wrong else colour)
        if found:
            place = max(len(cells), len(self.headers))
            self.sheet.write_string(self.written, place, self._words(found), self.marks.remark)

    def _words(self, found: list[Finding]) -> str:
        return "\n".join(self.wording(finding) for finding in found)

    def _write(self, place: int, cell: str | float, colour: Format | None) -> None:
        if isinstance(cell, str):
            # never as a formula or a link, whatever it starts with
            self.sheet.write_string(self.written, place, cell, colour)
        else:
            self.sheet.write_number(self.written, place, cell, colour)
