"""Each thing that can be wrong is found, at its sheet, row and column."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from handlers.facts import WORDS, finding
from handlers.render import plain
from services.facts.findings import WARNINGS, Code
from services.store import Store
from services.store.figures import MonthState
from tests.facts.archives import rewrite
from tests.facts.workbooks import (
    CLIENTS,
    OUTLET,
    PEOPLE,
    UNITS,
    bring,
    changed,
    codes,
    only,
    outlet,
    workbook,
)

ATTENDANCE = (("日期", "工号", "事项", "数量"), (date(2026, 10, 9), "10002", "事假", 0.5))
PARAMETERS = (("月份", "工号", "个人社保", "其他应发", "说明"), ("2026-10", "10002", 400, "", ""))
OPENINGS = (("月份", "工号", "风险基金余额"), ("2026-10", "10001", 1), ("2026-10", "10002", 2))

CELLS: list[tuple[Code, str, Any, int, str, Any, str]] = [
    (Code.REQUIRED, "客户月度", CLIENTS, 2, "客户名称", "  ", ""),
    (Code.REQUIRED, "组织", UNITS, 4, "上级编码", "", ""),
    (Code.FORMAT, "客户月度", CLIENTS, 3, "月份", "十月", "month"),
    (Code.FORMAT, "客户月度", CLIENTS, 3, "开户日期", "2026-02-30", "day"),
    (Code.FORMAT, "客户月度", CLIENTS, 3, "月末资产", "1,00", "money"),
    (Code.FORMAT, "客户月度", CLIENTS, 3, "客户号", 1.5, "code"),
    (Code.FORMAT, "人员", PEOPLE, 2, "出生年份", 1990.5, "whole"),
    (Code.PRECISION, "客户月度", CLIENTS, 2, "月末资产", 12.345, "12.34"),
    (Code.CHOICE, "客户月度", CLIENTS, 2, "类型", "自然人", "个人、机构"),
    (Code.RANGE, "客户月度", CLIENTS, 2, "佣金率", 0.25, "0–0.01"),
    (Code.RANGE, "客户月度", CLIENTS, 2, "新股开基占比", 1.01, "0–1"),
    (Code.RANGE, "客户月度", CLIENTS, 2, "月末资产", -0.01, "0–1000000000000"),
    (Code.STEP, "考勤", ATTENDANCE, 2, "数量", 0.7, "0.5"),
    (Code.TOO_LONG, "客户月度", CLIENTS, 2, "客户名称", "长" * 201, "200"),
    (Code.UNKNOWN_UNIT, "组织", UNITS, 7, "上级编码", "Q9", ""),
    (Code.UNKNOWN_UNIT, "人员", PEOPLE, 2, "单位编码", "W9", ""),
    (Code.UNKNOWN_STAFF, "人员", PEOPLE, 3, "直属上级工号", "10009", ""),
    (Code.UNKNOWN_STAFF, "人员", PEOPLE, 3, "推荐人工号", "10009", ""),
    (Code.UNKNOWN_STAFF, "客户月度", CLIENTS, 2, "客户经理工号", 10009, ""),
    (Code.OWN_SUPERIOR, "人员", PEOPLE, 3, "直属上级工号", "10002", ""),
    (Code.PARENT_KIND, "组织", UNITS, 6, "上级编码", "W1", "营业部、项目部"),
    (Code.LEFT_BEFORE_JOINED, "人员", PEOPLE, 2, "离职日期", "2024-03-10", "2024-03-11"),
    (Code.FUTURE, "考勤", ATTENDANCE, 2, "日期", "2026-11-06", "2026-11-05"),
    (Code.FUTURE, "客户月度", CLIENTS, 2, "月份", "2026-12", "2026-11"),
    (Code.FUTURE, "人员", PEOPLE, 2, "资格证日期", "2026-11-06", "2026-11-05"),
    (Code.AFTER_MONTH, "客户月度", CLIENTS, 2, "开户日期", "2026-11-01", "2026-10"),
    (Code.GRADE_MISSING, "人员", PEOPLE, 2, "职级", "", ""),
    (Code.ONLY_AGENT, "人员", PEOPLE, 2, "固定报酬", "否", ""),
    (Code.TEAM_POST, "考勤", changed(ATTENDANCE, 2, "数量", 1), 2, "事项", "例会未召开", ""),
    (Code.UNKNOWN_COLUMN, "客户月度", CLIENTS, 1, "电话", "电话", ""),
    (Code.NO_REASON, "薪资参数", PARAMETERS, 2, "其他应发", 100, ""),
]


@pytest.mark.parametrize(("code", "title", "rows", "row", "header", "value", "right"), CELLS)
def test_a_wrong_cell(  # noqa: PLR0913 - the columns of the table above
    store: Store,
    tmp_path: Path,
    *,
    code: Code,
    title: str,
    rows: Any,
    row: int,
    header: str,
    value: Any,
    right: str,
) -> None:
    sheets = {**OUTLET, title: changed(rows, row, header, value)}
    came = bring(store, workbook(tmp_path / "a.xlsx", sheets))
    found = [one for one in came.findings if one.code is code]
    assert [(one.sheet, one.row, one.right) for one in found] == [(title, row, right)]
    assert found[0].column == ("说明" if code is Code.NO_REASON else header)
    assert came.blocked == (code not in WARNINGS)


def test_all_wrong_cells_at_once_in_order(store: Store, tmp_path: Path) -> None:
    rows = changed(changed(CLIENTS, 3, "月份", "?"), 2, "类型", "?")
    came = bring(store, workbook(tmp_path / "a.xlsx", {**OUTLET, "客户月度": rows}))
    assert [(one.row, one.column) for one in came.findings] == [(2, "类型"), (3, "月份")]
    assert came.preview is None
    assert came.batch_id is None


def test_circles(store: Store, tmp_path: Path) -> None:
    sheets = {
        "组织": changed(UNITS, 6, "上级编码", "W1"),
        "人员": changed(PEOPLE, 2, "直属上级工号", "10002"),
    }
    came = bring(store, workbook(tmp_path / "a.xlsx", sheets))
    circles = [one for one in came.findings if one.code is Code.CYCLE]
    assert {one.right for one in circles} == {
        *("Q1→W1→Q1", "W1→Q1→W1", "10001→10002→10001", "10002→10001→10002")
    }


def test_a_circle_through_what_is_known(store: Store, tmp_path: Path) -> None:
    outlet(store, tmp_path)
    one = [PEOPLE[0], changed(PEOPLE, 2, "直属上级工号", "10002")[1]]
    assert only(bring(store, workbook(tmp_path / "a.xlsx", {"人员": one}))).code is Code.CYCLE


def test_repeated_keys(store: Store, tmp_path: Path) -> None:
    outlet(store, tmp_path)
    rows = changed(CLIENTS, 3, "客户号", "C1")
    came = bring(store, workbook(tmp_path / "a.xlsx", {"客户月度": rows}))
    assert [(one.row, one.right) for one in came.findings if one.code is Code.DUPLICATE] == [
        (3, "2")
    ]


def test_a_client_that_contradicts_itself(store: Store, tmp_path: Path) -> None:
    outlet(store, tmp_path)
    rows = [*CLIENTS, ("2026-09", "C1", "王小明", "机构", "10002", "2020-01-02", 1, 1)]
    came = bring(store, workbook(tmp_path / "a.xlsx", {"客户月度": rows}))
    found = [(one.column, one.row, one.right) for one in came.findings]
    assert found == [("开户日期", 4, "2"), ("类型", 4, "2")]


def test_openings(store: Store, tmp_path: Path) -> None:
    outlet(store, tmp_path)
    assert bring(store, workbook(tmp_path / "a.xlsx", {"期初": OPENINGS})).batch_id
    later = changed(OPENINGS[:2], 2, "月份", "2026-11")
    assert codes(bring(store, workbook(tmp_path / "b.xlsx", {"期初": later}))) == [
        Code.OTHER_OPENING
    ]


def test_openings_of_two_months(store: Store, tmp_path: Path) -> None:
    outlet(store, tmp_path)
    rows = changed(OPENINGS, 3, "月份", "2026-11")
    came = bring(store, workbook(tmp_path / "a.xlsx", {"期初": rows}))
    assert codes(came) == [Code.OPENING_MONTHS]
    assert came.batch_id


def test_a_closed_month_is_noted(store: Store, tmp_path: Path) -> None:
    outlet(store, tmp_path)
    with store.writer.begin() as connection:
        table: Any = MonthState.__table__
        connection.execute(table.insert().values(month="2026-10", state="frozen"))
    came = bring(store, workbook(tmp_path / "a.xlsx", {"客户月度": CLIENTS}))
    assert codes(came) == [Code.CLOSED_MONTH, Code.CLOSED_MONTH]


def test_limits_of_the_organisation(store: Store, tmp_path: Path) -> None:
    outlets = [(f"W{n}", "网点", "网点", "Q1", f"银行{n}", "否") for n in range(2, 6)]
    rows = [row for row in [*UNITS, *outlets] if row[0] != "D3"]
    found = bring(store, workbook(tmp_path / "a.xlsx", {"组织": rows})).findings
    assert [(one.code, one.given, one.right) for one in found] == [
        (Code.DEPARTMENTS, "2", "3"),
        (Code.BANKS, "D1: 5", "4"),
    ]


def test_sheets(store: Store, tmp_path: Path) -> None:
    twice = {"组织": UNITS, "组织2": UNITS}
    assert Code.SHEET_TWICE in codes(bring(store, workbook(tmp_path / "a.xlsx", twice)))
    other = {**OUTLET, "别的": [("甲", "乙")], "空": [], "说明": [("怎么填", "")]}
    found = only(bring(store, workbook(tmp_path / "b.xlsx", other), dry_run=True))
    assert (found.code, found.sheet) == (Code.UNKNOWN_SHEET, "别的")
    none = workbook(tmp_path / "c.xlsx", {"别的": [("甲", "乙"), (1, 2)]})
    assert Code.NO_SHEET in codes(bring(store, none))


def test_columns(store: Store, tmp_path: Path) -> None:
    outlet(store, tmp_path)
    without = [[*row[:6], *row[7:]] for row in CLIENTS]
    missing = only(bring(store, workbook(tmp_path / "a.xlsx", {"客户月度": without})))
    assert (missing.code, missing.column) == (Code.MISSING_COLUMN, "月末资产")
    twice = [[*row, row[6]] for row in CLIENTS]
    found = only(bring(store, workbook(tmp_path / "b.xlsx", {"客户月度": twice})))
    assert (found.code, found.column) == (Code.COLUMN_TWICE, "月末资产")


def test_a_formula_that_failed(store: Store, tmp_path: Path) -> None:
    outlet(store, tmp_path)
    rows = changed(CLIENTS, 2, "成交金额", "=NA()")
    path = workbook(tmp_path / "a.xlsx", {"客户月度": rows})
    formula = b'<c r="H2"><f>NA()</f><v>'
    rewrite(path, formula + b"0", b'<c r="H2" t="e"><f>NA()</f><v>#N/A')
    found = only(bring(store, path))
    assert (found.code, found.row, found.column) == (Code.ERROR_VALUE, 2, "成交金额")


@pytest.mark.parametrize("value", [b"<v></v>", b"<v/>", b"<v />", b""])
def test_a_formula_that_was_never_calculated(store: Store, tmp_path: Path, value: bytes) -> None:
    outlet(store, tmp_path)
    rows = changed(CLIENTS, 2, "成交金额", "=1+1")
    path = workbook(tmp_path / "a.xlsx", {"客户月度": rows})
    rewrite(path, b"<f>1+1</f><v>0</v>", b"<f>1+1</f>" + value)
    assert only(bring(store, path)).code is Code.ERROR_VALUE


def test_a_formula_that_gives_no_text_is_an_empty_cell(store: Store, tmp_path: Path) -> None:
    outlet(store, tmp_path)
    path = workbook(tmp_path / "a.xlsx", {"客户月度": changed(CLIENTS, 2, "成交金额", "=1+1")})
    formula = b'<c r="H2"><f>1+1</f><v>'
    rewrite(path, formula + b"0", b'<c r="H2" t="str"><f>1+1</f><v>')
    assert bring(store, path).batch_id


def test_every_code_has_its_words() -> None:
    assert set(WORDS) == set(Code)


def test_a_finding_says_where_what_and_what_would_be_right(store: Store, tmp_path: Path) -> None:
    outlet(store, tmp_path)
    rows = changed(CLIENTS, 3, "月份", "十月")
    found = only(bring(store, workbook(tmp_path / "a.xlsx", {"客户月度": rows})))
    said = plain(finding(found), "zh_Hans_CN")
    assert said == "客户月度 第 3 行「月份」：读不懂「十月」，应为月份，如 2026-10。"
