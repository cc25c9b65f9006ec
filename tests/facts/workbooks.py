"""Workbooks for the tests, written from lists, and an outlet that they can build on."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook  # type: ignore[import-untyped]

from services.facts.findings import Code, Finding
from services.facts.save import Outcome, import_file
from services.store import Store

NOW = datetime(2026, 11, 5, 9, 0, tzinfo=UTC)
Rows = Sequence[Sequence[Any]]

UNITS: Rows = (
    ("编码", "名称", "类型", "上级编码", "银行", "主城区"),
    ("B", "营业部", "营业部", "", "", ""),
    ("D1", "一部", "项目部", "B", "", ""),
    ("D2", "二部", "项目部", "B", "", ""),
    ("D3", "三部", "项目部", "B", "", ""),
    ("Q1", "东区", "区域", "D1", "", ""),
    ("W1", "东街网点", "网点", "Q1", "工商银行", "是"),
)
PEOPLE: Rows = (
    ("工号", "姓名", "单位编码", "岗位", "直属上级工号", "职级", "合同", "入职日期"),
    ("10001", "李强", "W1", "驻点经理、营销经理", "", "营销经理", "劳动合同", date(2024, 3, 11)),
    ("10002", "张伟", "W1", "营销经理", "10001", "助理", "劳动合同", "2025/1/6"),
)
CLIENTS: Rows = (
    ("月份", "客户号", "客户名称", "类型", "客户经理工号", "开户日期", "月末资产", "成交金额"),
    ("2026-10", "C1", "王小明", "个人", "10002", "2026-10-09", 12345.6, 1000000),
    ("2026-10", "C2", "赵大公司", "机构", "10002", "2026年9月1日", "1,000,000.00", ""),
)
OUTLET = {"组织": UNITS, "人员": PEOPLE}


def workbook(path: Path, sheets: Mapping[str, Rows]) -> Path:
    """Write an .xlsx; dates as dates, text that starts with = as a formula."""
    with Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def bring(store: Store, path: Path, *, dry_run: bool = False, now: datetime = NOW) -> Outcome:
    """Import the file as the command line does."""
    return import_file(store, path, now=now, dry_run=dry_run, progress=_nothing)


def outlet(store: Store, folder: Path) -> None:
    """Bring in the organisation and its people."""
    assert bring(store, workbook(folder / "outlet.xlsx", OUTLET)).batch_id


def changed(rows: Rows, row: int, header: str, value: Any) -> Rows:
    """Return the rows with one cell (the row as the sheet numbers it), the column added if new."""
    head = list(rows[0]) + ([header] if header not in rows[0] else [])
    place = head.index(header)
    table = [head, *([*cells, *[""] * (len(head) - len(cells))] for cells in rows[1:])]
    table[row - 1][place] = value
    return table


def codes(outcome: Outcome) -> list[Code]:
    """Return what was found."""
    return [finding.code for finding in outcome.findings]


def only(outcome: Outcome) -> Finding:
    """Return the one thing that was found."""
    assert len(outcome.findings) == 1, outcome.findings
    return outcome.findings[0]


def _nothing(_done: int, _all: int) -> None:
    pass
