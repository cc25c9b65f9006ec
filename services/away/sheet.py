"""A month as a workbook: people down, days across."""

from collections.abc import Sequence
from io import BytesIO

from xlsxwriter import Workbook  # type: ignore[import-untyped]

NAME, DAY = 14, 4


def workbook(title: str, head: Sequence[str], rows: Sequence[Sequence[str]], note: str) -> bytes:
    """Return a sheet of the title with a frozen head, the rows, and a note below them."""
    made = BytesIO()
    with Workbook(made, {"in_memory": True}) as book:
        page = book.add_worksheet(title)
        page.freeze_panes(1, 1)
        page.set_column(0, 0, NAME)
        page.set_column(1, len(head), DAY)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        bold = book.add_format({"bold": True, "bg_color": "#E7ECEF", "align": "center"})
        cell = book.add_format({"border": 1, "align": "center"})
        for column, text in enumerate(head):
            page.write_string(0, column, text, bold)
        for number, row in enumerate(rows, start=1):
            for column, text in enumerate(row):
                page.write_string(number, column, text, cell)
        page.write_string(len(rows) + 2, 0, note)
    return made.getvalue()
