"""The demo's workbooks are a whole branch, as the import expects it."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bot.demo.world import PERSONAS, write
from tests.demo_rows import MONTHS, Row, number, read, rows_of

HEADERS = {
    "组织": "编码 名称 类型 上级编码 银行 主城区",
    "人员": "工号 姓名 单位编码 岗位 直属上级工号 职级 合同 入职日期 资格证日期 出生年份 学历"
    " 银证年限 笔记本 固定报酬 级别 推荐人工号 离职日期 生效日期",
    "客户月度": "月份 客户号 客户名称 类型 客户经理工号 开户日期 月均资产 月末资产 成交金额"
    " 佣金率 买入股票基金金额 基金手续费 新股开基占比",
    "考勤": "日期 工号 事项 数量 说明",
    "薪资参数": "月份 工号 个人社保 专项附加扣除 其他应发 其他应扣 说明",
    "期初": "月份 工号 风险基金余额 超额市值奖结转 本年已计税收入 本年已扣社保"
    " 本年专项附加扣除 本年已扣税",
}
GRADES = {"见习", "助理", "营销经理", "高级", "首席"}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write(tmp_path_factory.mktemp("world"))


@pytest.fixture(scope="module")
def sheets(files: list[Path]) -> dict[str, list[Row]]:
    return rows_of(files)


def test_the_files_come_in_import_order(files: list[Path]) -> None:
    assert [path.name for path in files] == sorted(path.name for path in files)
    months = [f"客户月度-{month}" for month in MONTHS]
    expected = ["组织", "人员", "期初", *months, "考勤", "薪资参数", "人员-2026-10"]
    assert [path.stem[2:] for path in files] == expected


def test_the_headers_are_those_of_the_import(files: list[Path]) -> None:
    for path in files:
        name, rows = read(path)
        assert rows[0] == HEADERS[name].split()


def test_the_same_call_writes_the_same_bytes(files: list[Path], tmp_path: Path) -> None:
    again = write(tmp_path)
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in files]


def test_another_last_month_moves_everything(tmp_path: Path) -> None:
    paths = write(tmp_path, "2027-02")
    clients = [read(path)[1] for path in paths if "客户月度" in path.stem]
    assert [rows[1][0] for rows in clients][::5] == ["2026-09", "2027-02"]


def test_there_are_three_departments_and_twelve_outlets(sheets: dict[str, list[Row]]) -> None:
    units = {row["编码"]: row for row in sheets["1-组织"]}
    kinds = [row["类型"] for row in units.values()]
    assert [kinds.count(k) for k in ("营业部", "项目部", "区域", "网点")] == [1, 3, 5, 12]
    banks = defaultdict(set)
    for row in units.values():
        assert row["上级编码"] in units or row["类型"] == "营业部"
        if row["类型"] == "网点":
            assert row["主城区"] in {"是", "否"}
            banks[units[row["上级编码"]]["上级编码"]].add(row["银行"])
    assert all(1 <= len(found) <= 4 for found in banks.values())


def test_sixty_people_hold_every_post_and_contract(sheets: dict[str, list[Row]]) -> None:
    people = sheets["2-人员"]
    assert len({row["工号"] for row in people}) == len({row["姓名"] for row in people}) == 60
    posts = {post for row in people for post in row["岗位"].split("、")}
    assert " ".join(sorted(posts)) == (
        "交易部经理 办公室 区域经理 后勤支持 总经理 柜台 "
        "管理员 营销经理 财务经理 项目总监 驻点经理"
    )
    assert {(row["合同"], row["固定报酬"]) for row in people} == {
        *((contract, "") for contract in ("劳动合同", "非全日制", "经纪人A", "经纪人B")),
        *(("居间", fixed) for fixed in ("是", "否")),
    }
    assert {row["职级"] for row in people} == {"", *GRADES}


def test_every_line_of_command_ends_at_the_general_manager(sheets: dict[str, list[Row]]) -> None:
    people = {row["工号"]: row for row in sheets["2-人员"]}
    above = {"营销经理": ("驻点经理", "区域经理"), "驻点经理": ("区域经理",)}
    above |= {"区域经理": ("项目总监",), "项目总监": ("总经理",)}
    for row in people.values():
        highest = row["岗位"].split("、")[-1] if "项目总监" not in row["岗位"] else "项目总监"
        boss = people.get(row["直属上级工号"])
        assert boss or highest == "总经理"
        if boss and highest in above:
            assert set(boss["岗位"].split("、")) & set(above[highest])


def test_there_are_about_two_thousand_clients(sheets: dict[str, list[Row]]) -> None:
    rows = sheets["客户月度"]
    clients = {row["客户号"]: row for row in rows}
    assert 1_900 <= len(clients) <= 2_100
    assert {row["月份"] for row in rows} == set(MONTHS)
    assert len({(row["月份"], row["客户号"]) for row in rows}) == len(rows)
    assert 0 < sum(row["类型"] == "机构" for row in clients.values()) < len(clients) / 6
    assert any(row["月均资产"] == "" for row in rows)
    assert any(number(row["新股开基占比"]) > Decimal("0.5") for row in rows)
    assert any(row["月末资产"] == 5_000 for row in rows)
    assert all(0 <= number(row["佣金率"]) <= Decimal("0.01") for row in rows)


def test_nothing_dates_from_before_it_could(sheets: dict[str, list[Row]]) -> None:
    joined = {row["工号"]: row["入职日期"] for row in sheets["2-人员"]}
    for row in sheets["客户月度"]:
        assert joined[row["客户经理工号"]] < row["开户日期"]
        assert f"{row['开户日期']:%Y-%m}" <= row["月份"]
    for row in sheets["5-考勤"]:
        assert joined[row["工号"]] <= row["日期"]
    for row in [*sheets["3-期初"], *sheets["6-薪资参数"]]:
        assert f"{joined[row['工号']]:%Y-%m}" <= row["月份"]


def test_the_last_months_attendance_tells_of_everything(sheets: dict[str, list[Row]]) -> None:
    seen = {row["事项"] for row in sheets["5-考勤"] if row["日期"] >= date(2026, 10, 1)}
    assert " ".join(sorted(seen)) == (
        "事假 例会未召开 公休促销 其他假 工伤 投诉 报告未交 "
        "早退 旷工 未组织促销 病假 着装 离岗 迟到"
    )
    managers = {row["工号"] for row in sheets["2-人员"] if "驻点经理" in row["岗位"]}
    for row in sheets["5-考勤"]:
        if row["事项"] in {"未组织促销", "例会未召开"}:
            assert row["工号"] in managers


def test_the_referred_reach_their_grade_first_and_last(sheets: dict[str, list[Row]]) -> None:
    people = {row["工号"]: row for row in sheets["2-人员"]}
    assert (people["JC033"]["职级"], people["JC033"]["推荐人工号"]) == ("营销经理", "JC031")
    [grown] = sheets["7-人员-2026-10"]
    assert (people["JC036"]["职级"], grown["职级"]) == ("助理", "营销经理")
    assert (grown["推荐人工号"], grown["生效日期"]) == ("JC031", date(2026, 10, 1))


def test_opening_balances_are_there_for_everybody_of_before(sheets: dict[str, list[Row]]) -> None:
    before = {r["工号"] for r in sheets["2-人员"] if r["入职日期"] < date(2026, 5, 1)}
    rows = {row["工号"]: row for row in sheets["3-期初"]}
    assert (set(rows), {row["月份"] for row in rows.values()}) == (before, {MONTHS[0]})
    assert (rows["JC032"]["风险基金余额"], rows["JC029"]["超额市值奖结转"]) == (9_800, 850)
    assert rows["JC001"]["本年已扣税"] > 0


def test_the_personas_cover_the_posts(sheets: dict[str, list[Row]]) -> None:
    people = {row["工号"]: row for row in sheets["2-人员"]}
    shown = [people[p.number] for p in PERSONAS]
    assert [row["姓名"] for row in shown] == [p.name for p in PERSONAS]
    assert {row["岗位"] for row in shown} == {row["岗位"] for row in people.values()}
    assert {row["职级"] for row in shown} == {"", *GRADES}
