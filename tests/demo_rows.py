"""The demo's workbooks read back, and each person's months summed from the rows alone."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

Row = dict[str, Any]
Facts = dict[str, Any]
MONTHS = ["2026-05", "2026-06", "2026-07", "2026-08", "2026-09", "2026-10"]
_TAX, _FEES = Decimal("0.0634"), Decimal("0.0000541")


def read(path: Path) -> tuple[str, list[list[Any]]]:
    """Return the name of a workbook's sheet and its rows, the headers first."""
    book = CalamineWorkbook.from_path(path)
    return book.sheet_names[0], book.get_sheet_by_index(0).to_python()


def rows_of(files: Iterable[Path]) -> dict[str, list[Row]]:
    """Return the rows by the file's name; the six months of clients as one."""
    found: dict[str, list[Row]] = defaultdict(list)
    for path in files:
        _, (headers, *rows) = read(path)
        name = "客户月度" if "客户月度" in path.stem else path.stem
        found[name] += [dict(zip(headers, row, strict=True)) for row in rows]
    return found


def number(cell: object) -> Decimal:
    """Return a cell as a number; an empty one is 0."""
    return Decimal(str(cell or 0))


def facts_of(rows: list[Row]) -> dict[str, dict[str, Facts]]:
    """Return month facts by 工号 and month; only months that have rows."""
    facts: dict[str, dict[str, Facts]] = defaultdict(lambda: defaultdict(_nothing))
    effective: set[str] = set()
    for row in rows:
        month = facts[row["客户经理工号"]][row["月份"]]
        month["average_assets"] += number(row["月末资产" if row["月均资产"] == "" else "月均资产"])
        rate = number(row["佣金率"]) * (1 - _TAX) - _FEES
        month["net_revenue"] += number(row["成交金额"]) * rate
        month["fund_fee_income"] += number(row["基金手续费"])
        limit = max(number(row["月末资产"]), number(row["买入股票基金金额"]))
        if limit > 5_000 and row["客户号"] not in effective:
            effective.add(row["客户号"])
            if row["月份"] > MONTHS[0] or f"{row['开户日期']:%Y-%m}" == MONTHS[0]:
                _count(row, month)
    for person in facts.values():
        for month in person.values():
            month["net_revenue"] = round(month["net_revenue"], 2)
    return {who: dict(months) for who, months in facts.items()}


def _nothing() -> Facts:
    keys = ("average_assets", "new_effective_accounts", "new_custody_value", "net_revenue")
    more = ("fund_fee_income", "excess_value_excluded")
    return {key: Decimal(0) for key in (*keys, *more)} | {"openings": []}


def _count(row: Row, month: Facts) -> None:
    institution, assets = row["类型"] == "机构", number(row["月末资产"])
    month["new_effective_accounts"] += 3 if institution else 1
    month["new_custody_value"] += assets
    kind = "institution" if institution else "individual"
    month["openings"].append({"assets": assets, "kind": kind})
    if number(row["新股开基占比"]) > Decimal("0.5"):
        month["excess_value_excluded"] += assets
