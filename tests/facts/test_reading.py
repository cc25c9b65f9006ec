"""How cells are read, from workbooks and from text."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from services.facts.cells import read_column
from services.facts.findings import Code, Findings
from services.facts.sheets import BY_KIND, Plain, displayed, recognise
from services.facts.workbook import Book, read
from services.store import Store
from tests.facts.workbooks import CLIENTS, OUTLET, PEOPLE, bring, outlet, workbook

CLIENT = BY_KIND["client_months"]
PERSON = BY_KIND["people"]


def one(name: str, value: Any, sheet: Any = CLIENT) -> Plain | Code:
    values, wrong = read_column(sheet.column(name), [value])
    return Code(wrong[0][1]) if wrong else values[0]


@pytest.mark.parametrize(
    ("name", "value", "plain"),
    [
        ("month", "2026-10", "2026-10"),
        ("month", "2026/10", "2026-10"),
        ("month", "2026年10月", "2026-10"),
        ("month", 202610.0, "2026-10"),
        ("month", " 202610 ", "2026-10"),
        ("month", "２０２６－１０", "2026-10"),
        ("month", date(2026, 10, 31), "2026-10"),
        ("month", "2026-10-09", "2026-10"),
        ("month", "2026-13", Code.FORMAT),
        ("month", "0000-10", Code.RANGE),
        ("opened", "2026-10-09", "2026-10-09"),
        ("opened", "2026/10/9", "2026-10-09"),
        ("opened", "2026年10月9日", "2026-10-09"),
        ("opened", 20261009.0, "2026-10-09"),
        ("opened", datetime(2026, 10, 9, 8, 30), "2026-10-09"),  # noqa: DTZ001 - as a cell
        ("opened", "1830-01-01", Code.RANGE),
        ("opened", 46304.0, Code.FORMAT),
        ("client", 10021.0, "10021"),
        ("client", "００２１", "0021"),
        ("client", " \u200b21\u3000", "21"),
        ("client", True, "TRUE"),
        ("end_assets", "1,234,567.8", 123456780),
        ("end_assets", "１２．５", 1250),
        ("end_assets", "1,2345", Code.FORMAT),
        ("end_assets", "12万", Code.FORMAT),
        ("end_assets", 0.1 + 0.2, 30),
        ("end_assets", 1e6 / 3, Code.PRECISION),
        ("end_assets", "0.30000000000000004", Code.PRECISION),
        ("end_assets", 999_999_999_999.99, 99_999_999_999_999),
        ("end_assets", 1e13, Code.RANGE),
        ("end_assets", float("nan"), Code.FORMAT),
        ("end_assets", float("inf"), Code.FORMAT),
        ("end_assets", True, Code.FORMAT),
        ("end_assets", date(2026, 1, 1), Code.FORMAT),
        ("average_assets", "", None),
        ("turnover", "", 0),
        ("rate", 0.1 * 0.003, "0.0003"),
        ("rate", "0.00025", "0.00025"),
        ("rate", 1e-5, "0.00001"),
        ("rate", 0.0, "0"),
        ("rate", "0.025%", Code.FORMAT),
        ("institution", "机构", True),
    ],
)
def test_a_cell(name: str, value: Any, plain: Plain | Code) -> None:
    assert one(name, value) == plain


def test_several_posts() -> None:
    assert one("posts", "驻点经理、营销经理", PERSON) == "marketer station_manager"
    assert one("posts", "营销经理, 区域经理", PERSON) == "district_manager marketer"
    assert one("posts", "营销经理、店长", PERSON) is Code.CHOICE
    assert displayed(PERSON.column("posts"), "marketer station_manager") == "营销经理、驻点经理"


def test_true_is_not_one() -> None:
    values, wrong = read_column(CLIENT.column("client"), [1.0, True])
    assert (values, wrong) == (["1", "TRUE"], [])


def test_sheets_are_known_by_their_headers() -> None:
    assert recognise("x", ["工号", "月份", "个人社保"]) is BY_KIND["pay_parameters"]
    assert recognise("x", ["月份", "工号", "风险基金余额"]) is BY_KIND["openings"]
    assert recognise("期初", ["月份", "工号"]) is BY_KIND["openings"]
    assert recognise("x", ["日期", "工号", "事项"]) is BY_KIND["attendance"]
    assert recognise("x", ["日期", "备注"]) is None


def text(rows: Sequence[Sequence[Any]]) -> str:
    return "".join(",".join(f'"{cell}"' for cell in row) + "\r\n" for row in rows)


def loaded(path: Path) -> Book:
    findings = Findings()
    book = read(path, findings)
    assert findings.kept == []
    return book


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
def test_text_files(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(text(CLIENTS).encode(encoding))
    sheet = loaded(path).sheets[0]
    assert sheet.title == "客户月度"
    assert sheet.columns["name"] == ["王小明", "赵大公司"]
    assert sheet.columns["end_assets"] == [1_234_560, 100_000_000]


def test_columns_in_any_order_rows_with_gaps(tmp_path: Path) -> None:
    rows = [[*reversed(CLIENTS[0])], [], ["  "], [*reversed(CLIENTS[1])]]
    sheet = loaded(workbook(tmp_path / "a.xlsx", {"x": rows})).sheets[0]
    assert sheet.numbers == [4]
    assert sheet.columns["client"] == ["C1"]


def test_a_table_that_starts_in_another_column(tmp_path: Path) -> None:
    rows = [["", "", *row] for row in CLIENTS]
    sheet = loaded(workbook(tmp_path / "a.xlsx", {"x": rows})).sheets[0]
    assert (sheet.numbers, sheet.columns["client"]) == ([2, 3], ["C1", "C2"])


def test_headers_with_stars_and_remarks(tmp_path: Path) -> None:
    rows = [[f" {name}★\n（必填）" for name in CLIENTS[0]], *CLIENTS[1:]]
    assert loaded(workbook(tmp_path / "a.xlsx", {"x": rows})).rows == 2


def test_formulas_count_by_their_stored_values(tmp_path: Path) -> None:
    rows = [*CLIENTS[:2], [*CLIENTS[2][:6], "=1+1", "=2+2"]]
    sheet = loaded(workbook(tmp_path / "a.xlsx", {"客户月度": rows})).sheets[0]
    assert sheet.columns["end_assets"] == [1_234_560, 0]  # what the writer stored


def test_many_chunks(tmp_path: Path) -> None:
    rows = [CLIENTS[0], *(["2026-10", f"C{n}", *CLIENTS[1][2:]] for n in range(10_001))]
    sheet = loaded(workbook(tmp_path / "a.xlsx", {"x": rows})).sheets[0]
    assert sheet.numbers == list(range(2, 10_003))
    assert sheet.columns["client"][-1] == "C10000"


def test_a_whole_outlet_in_one_file(store: Store, tmp_path: Path) -> None:
    came = bring(store, workbook(tmp_path / "a.xlsx", {**OUTLET, "客户月度": CLIENTS}))
    assert came.preview
    assert [(sheet.kind, sheet.new) for sheet in came.preview.sheets] == [
        *(("units", 6), ("people", 2), ("client_months", 2))
    ]


def test_numbers_of_staff_as_numbers(store: Store, tmp_path: Path) -> None:
    outlet(store, tmp_path)
    rows = [PEOPLE[0], [10002, *PEOPLE[2][1:4], 10001, *PEOPLE[2][5:]]]
    came = bring(store, workbook(tmp_path / "a.xlsx", {"人员": rows}))
    assert came.preview
    assert came.preview.sheets[0].unchanged == 1
