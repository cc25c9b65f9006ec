"""Lists to export as a workbook: what somebody typed is text in it and never a formula."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any, TypeAlias

from xlsxwriter import Workbook  # type: ignore[import-untyped]  # ships no types
from xlsxwriter.utility import xl_rowcol_to_cell  # type: ignore[import-untyped]

from handlers.i18n import Say
from handlers.papers.plain import writable
from handlers.render import Assets, Money, Number, Percent, Reader, plain

Value: TypeAlias = (
    str | Say | int | Decimal | Money | Assets | Number | Percent | date | datetime | None
)
FORMULAS = ("=", "+", "-", "@", "\t", "\r")  # a text that begins so is marked as text: ' in Excel
NO_TIME = datetime(1980, 1, 1, tzinfo=UTC)  # the same list is the same file
NOT_IN_A_TITLE = re.compile(r"[\[\]:*?/\\']")
LONGEST_TITLE = 31
NARROWEST, WIDEST, EDGE = 6, 48, 2  # letters
HEAD = "#E7ECEF"
KINDS = {Money: "money", Assets: "money", Percent: "percent", Number: "number"}
FORMATS: dict[str, dict[str, object]] = {
    "head": {"bold": True, "bg_color": HEAD, "num_format": "@", "text_wrap": True},
    "text": {"num_format": "@"},  # so that it stays one when somebody changes it
    "quoted": {"num_format": "@", "quote_prefix": True},
    "note": {"num_format": "@", "border": 0},
    "number": {},
    "money": {"num_format": "#,##0.00"},
    "percent": {"num_format": "0.00%"},
    "day": {"num_format": "yyyy-mm-dd"},
    "moment": {"num_format": "yyyy-mm-dd hh:mm"},
}


@dataclass(frozen=True)
class Sheet:
    """A list: its columns' heads, its rows, a note below them.

    The first `frozen` columns stay in sight; `widths` in letters, by what is in them if empty.
    """

    title: str | Say
    heads: Sequence[str | Say]
    rows: Sequence[Sequence[Value]]
    note: str | Say = ""
    frozen: int = 0
    widths: Sequence[int] = ()
    centred: bool = False


def written(sheets: Sequence[Sheet], reader: Reader) -> bytes:
    """Return the workbook, its sentences in the reader's language, moments in the zone."""
    kept = BytesIO()
    with Workbook(kept, {"in_memory": True}) as book:  # else it writes plain temporary files
        book.set_properties({"created": NO_TIME})
        for sheet in sheets:
            _sheet(book, sheet, reader)
    return kept.getvalue()


def _sheet(book: Any, sheet: Sheet, reader: Reader) -> None:
    look: dict[str, object] = {
        "border": 1,
        "valign": "vcenter",
        **({"align": "center"} if sheet.centred else {}),
    }
    formats = {name: book.add_format(look | one) for name, one in FORMATS.items()}
    page = book.add_worksheet(_title(_worded(sheet.title, reader)))
    page.freeze_panes(1, sheet.frozen)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    rows = [[_held(one, reader) for one in row] for row in (sheet.heads, *sheet.rows)]
    for column, width in enumerate(sheet.widths or _widths(rows)):
        page.set_column(column, column, width)
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            _put(page, (number, column), value, formats, head=not number)
    last = max(1, len(rows) - 1), max(0, len(sheet.heads) - 1)
    page.ignore_errors({"number_stored_as_text": f"A1:{xl_rowcol_to_cell(*last)}"})
    if sheet.note:
        note = _worded(sheet.note, reader)
        page.write_string(len(rows) + 1, 0, note, formats["note"])


Held: TypeAlias = tuple[str, str | float | date | datetime | None]


def _held(value: Value, reader: Reader) -> Held:
    """Return the kind of a cell and what stands in it."""
    match value:
        case None:
            return "text", None
        case str() | Say():
            text = _worded(value, reader)
            return ("quoted" if text.startswith(FORMULAS) else "text"), text
        case datetime():
            return "moment", value.astimezone(reader.zone).replace(tzinfo=None)
        case date():
            return "day", value
        case int() | Decimal():
            return "number", float(value)
    return KINDS[type(value)], float(value.value)  # at these sizes every 分 survives


def _put(
    page: Any, at: tuple[int, int], held: Held, formats: dict[str, Any], *, head: bool
) -> None:
    kind, value = held
    look = formats["head" if head else kind]
    match value:
        case None:
            page.write_blank(*at, None, look)
        case str():
            page.write_string(*at, value, look)
        case date():
            page.write_datetime(*at, value, look)
        case _:
            page.write_number(*at, value, look)


def _worded(text: str | Say, reader: Reader) -> str:
    said = text if isinstance(text, str) else plain(text, reader.language, reader.zone)
    return writable(said)


def _title(text: str) -> str:
    return NOT_IN_A_TITLE.sub(" ", text)[:LONGEST_TITLE].strip() or "1"


def _widths(rows: Sequence[Sequence[Held]]) -> list[int]:
    columns = max(map(len, rows))
    longest = [
        max((_letters(row[at][1]) for row in rows if at < len(row)), default=0)
        for at in range(columns)
    ]
    return [max(NARROWEST, min(WIDEST, one + EDGE)) for one in longest]


def _letters(value: object) -> int:
    """Return how wide a value is; a hanzi is as wide as two letters."""
    if isinstance(value, datetime):
        return 16
    text = "" if value is None else str(value)
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)
