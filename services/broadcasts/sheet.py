"""A list as a workbook: everything text, so that no cell can be a formula."""

from collections.abc import Sequence
from io import BytesIO

from xlsxwriter import Workbook  # type: ignore[import-untyped]

WIDTH = 18


def workbook(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Return a sheet of the title with a frozen head and the rows below it."""
    made = BytesIO()
    with Workbook(made, {"in_memory": True}) as book:
        page = book.add_worksheet(title)
        page.freeze_panes(1, 0)
        page.set_column(0, len(head) - 1, WIDTH)
        page.autofilter(0, 0, len(rows), len(head) - 1)
        bold = book.add_format({"bold": True, "bg_color": "#E7ECEF", "border": 1})
        for number, row in enumerate([head, *rows]):
            for column, text in enumerate(row):
                page.write_string(number, column, text, None if number else bold)
    return made.getvalue()
