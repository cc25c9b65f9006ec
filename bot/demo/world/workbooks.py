"""Writes the demo's workbooks, in the order in which they are imported."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook  # type: ignore[import-untyped]  # ships no types

from bot.demo.world.book import Book
from bot.demo.world.clients import sheet
from bot.demo.world.months import months
from bot.demo.world.payroll import attendance, opening_balances, parameters
from bot.demo.world.people import PEOPLE, promotions, staff, units
from bot.demo.world.sheet import Cell, Sheet
from bot.demo.world.stories import has_book
from services.month import Month


def write(folder: Path, last_month: str = "2026-10") -> list[Path]:
    """Write the six months that end with `last_month`; return the files in import order."""
    folder.mkdir(parents=True, exist_ok=True)
    last = Month.parse(last_month)
    sheets = {
        "1-组织": units(),
        "2-人员": staff(last),
        "3-期初": opening_balances(last),
        **{f"4-客户月度-{month}": rows for month, rows in _clients(last).items()},
        "5-考勤": attendance(last),
        "6-薪资参数": parameters(last),
        f"7-人员-{last}": promotions(last),
    }
    return [_write(folder / f"{name}.xlsx", content) for name, content in sheets.items()]


def _clients(last: Month) -> dict[Month, Sheet]:
    rows: dict[Month, list[list[Cell]]] = {month: [] for month in months(last)}
    for person in filter(has_book, PEOPLE):
        for month, row in Book(person, last).rows():
            rows[month].append(row)
    return {month: sheet(found) for month, found in rows.items()}


def _write(path: Path, content: Sheet) -> Path:
    # Without a fixed date of creation the same figures would make another file each time.
    with Workbook(path) as book:
        book.set_properties({"created": datetime(2026, 1, 1, tzinfo=UTC)})
        dates = book.add_format({"num_format": "yyyy-mm-dd"})
        page = book.add_worksheet(content.name)
        page.write_row(0, 0, content.headers, book.add_format({"bold": True}))
        page.freeze_panes(1, 0)
        page.set_column(0, len(content.headers) - 1, 14)
        for at, row in enumerate(content.rows, 1):
            for column, cell in enumerate(row):
                _put(page, at, column, cell, dates)
    return path


def _put(page: Any, row: int, column: int, cell: Cell, dates: Any) -> None:
    match cell:
        case None:
            pass
        case str():
            page.write_string(row, column, cell)
        case date():
            page.write_datetime(row, column, cell, dates)
        case _:
            # A workbook stores numbers as floats: at these sizes every 分 survives the way back.
            page.write_number(row, column, float(cell))
