"""Empty workbooks to fill in, one of each sheet."""

from collections.abc import Callable
from pathlib import Path

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from services.facts.sheets import GUIDE, SHEETS, Column, Sheet

REQUIRED, OPTIONAL = "#F9C784", "#E7ECEF"
LAST_ROW = 10_000  # as far down as the lists to choose from reach
NARROW, WIDE = 10, 18
FORMATS = {
    "code": "@",  # text, so that leading zeros stay
    "text": "@",
    "month": "@",
    "choice": "@",
    "choices": "@",
    "day": "yyyy-mm-dd",
    "money": "#,##0.00",
}
Explained = Callable[[Column], str]


def write(folder: Path, explained: Explained) -> list[Path]:
    """Write the six templates into the folder; `explained` words what a column takes."""
    folder.mkdir(parents=True, exist_ok=True)
    return [_template(folder / f"{sheet.title}.xlsx", sheet, explained) for sheet in SHEETS]


def _template(path: Path, sheet: Sheet, explained: Explained) -> Path:
    with Workbook(path, {"in_memory": True}) as book:
        page = book.add_worksheet(sheet.title)
        page.freeze_panes(1, 0)
        for place, column in enumerate(sheet.columns):
            _column(book, page, place, column)
        _guide(book, sheet, explained)
    return path


def _column(book: Workbook, page: Worksheet, place: int, column: Column) -> None:
    colour = REQUIRED if column.required else OPTIONAL
    head = book.add_format({"bold": True, "bg_color": colour, "border": 1})
    cells = book.add_format({"num_format": FORMATS.get(column.reader, "General")})
    page.set_column(place, place, WIDE if column.reader != "choice" else NARROW, cells)
    page.write_string(0, place, column.header, head)
    if column.reader == "choice":
        names = [name for name in column.choices if name not in {"TRUE", "FALSE"}]
        page.data_validation(1, place, LAST_ROW, place, {"validate": "list", "source": names})


def _guide(book: Workbook, sheet: Sheet, explained: Explained) -> None:
    page = book.add_worksheet(GUIDE)
    page.set_column(0, 0, WIDE)
    page.set_column(1, 1, WIDE * 4, book.add_format({"text_wrap": True}))
    for row, column in enumerate(sheet.columns):
        page.write_string(row, 0, column.header, book.add_format({"bold": column.required}))
        page.write_string(row, 1, explained(column))
