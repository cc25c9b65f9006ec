"""What the command line brings in and computes: imports, statements, cases, the rulebook."""

import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from bot import commands
from handlers.i18n import say
from handlers.render import Money, plain
from services.pay import DEDUCTIONS, EARNINGS
from services.rulebook import articles, packaged
from tests.facts.workbooks import workbook
from tests.office import CLIENTS, Office

HEADERS = ("月份", "客户号", "客户名称", "类型", "客户经理工号", "开户日期", "月末资产")
GOOD = ("2026-10", "C77", "赵小小", "个人", "JC031", "2026-10-09", "60000")
WRONG = (
    GOOD,
    ("2026-13", "C78", "", "个人", "JC031", "2026-10-09", "60000"),
    ("2026-10", "C79", "钱多多", "公司", "JC999", "2026-10-09", "六万"),
)
STATEMENT = ("statement", "--staff", "JC031", "--month", "2026-10")
CASE = """
- name: a manager's fixed pay
  month: {month}
  person: {{grade: manager, joined: 2024-03-11}}
  facts: {{average_assets: [2100000, 2300000, 2500000], new_effective_accounts: 5}}
  expect: {{lines: {{fixed_pay: {expected}}}}}
"""


def csv(path: Path, rows: Sequence[Sequence[str]], encoding: str) -> str:
    """Write a text file; return its name."""
    path.write_text("\n".join(",".join(row) for row in rows), encoding)
    return path.name


def test_a_wrong_workbook_is_told_whole_and_comes_back_with_remarks(office: Office) -> None:
    before = office.does(*STATEMENT).out
    workbook(office.folder / "十月.xlsx", {"客户月度": (HEADERS, *WRONG)})
    said = office.does("import", "十月.xlsx")
    assert said.code == 1
    assert said.lines == [
        "客户月度 第 3 行「客户名称」：必填，现在是空的。",
        "客户月度 第 3 行「月份」：读不懂「2026-13」，应为月份，如 2026-10。",
        "客户月度 第 4 行「客户经理工号」：工号「JC999」不在本文件里，也不在系统里。",
        "客户月度 第 4 行「月末资产」：读不懂「六万」，应为金额，如 12345.60。",
        "客户月度 第 4 行「类型」：没有「公司」这一项，可填：个人、机构。",
        "没有保存。请改好后再导入整个文件。",
        "已写出 十月-备注.xlsx",
    ]
    came_back = CalamineWorkbook.from_path(office.folder / "十月-备注.xlsx").get_sheet_by_index(0)
    head, good, *wrong = came_back.to_python()
    assert (head[-1], good[-1]) == ("备注", "")
    assert all(row[-1] for row in wrong)
    assert office.does(*STATEMENT).out == before


def test_a_dry_run_saves_nothing_and_the_same_file_twice_changes_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "LONG", 0)  # tell the progress of a single row
    before = office.does(*STATEMENT).out
    workbook(office.folder / "more.xlsx", {"客户月度": (HEADERS, GOOD)})
    said = office.does("import", "more.xlsx", "--dry-run")
    assert (said.code, said.lines[-1]) == (0, "只是预览，没有保存。")
    assert "客户月度：新增 1 行，变更 0 行，未变 0 行。" in said.lines
    assert office.does(*STATEMENT).out == before
    said = office.does("import", "more.xlsx")
    assert (said.code, said.lines[-1]) == (0, "已保存，批次 13。")
    assert "已处理" in said.err, "progress is no result"
    after = office.does(*STATEMENT).out
    assert after != before
    said = office.does("import", "more.xlsx")
    assert (said.code, said.lines[-1]) == (0, "与已有数据完全相同，无须保存。")
    assert office.does("take-back", "13").code == 0
    assert office.does(*STATEMENT).out == before


def test_the_branchs_own_workbook_changes_nothing(office: Office) -> None:
    assert office.does("import", CLIENTS).lines[-1] == "与已有数据完全相同，无须保存。"


@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "utf-8-sig"])
def test_a_text_file_is_read_in_the_usual_encodings(office: Office, encoding: str) -> None:
    name = csv(office.folder / "more.csv", (HEADERS, GOOD), encoding)
    said = office.does("import", name)
    assert (said.code, said.lines[-1]) == (0, "已保存，批次 13。")


def test_a_statement_as_json_says_what_the_text_says(office: Office) -> None:
    text = office.does(*STATEMENT)
    said = office.does(*STATEMENT, "--json")
    found = json.loads(said.out)
    assert (text.code, said.code) == (0, 0)
    assert (found["staff"], found["month"], found["state"]) == ("JC031", "2026-10", "estimate")
    assert {*found["lines"]} >= {*EARNINGS, *DEDUCTIONS}
    amounts = {found["gross"], found["net"], *found["lines"].values()}
    for amount in amounts - {None}:
        written = plain(say("{amount}", amount=Money(Decimal(amount))), "zh_Hans_CN")
        assert Decimal(amount) == 0 or written in text.out, amount
    total = sum(Decimal(found["lines"][code]) for code in EARNINGS)
    assert total == Decimal(found["gross"])
    taken = sum(Decimal(found["lines"][code]) for code in DEDUCTIONS)
    assert Decimal(found["net"]) == total - taken


def test_a_trace_leads_to_articles_and_rows(office: Office) -> None:
    said = office.does(*STATEMENT, "--trace")
    assert any("〔第12条〕" in line for line in said.lines)
    assert any("客户月度-2026-10.xlsx ›客户月度 第" in line for line in said.lines)
    assert any(line.startswith(" " * 8) for line in said.lines), "what hangs on what"


def test_a_figure_counts_from_its_day_on(office: Office) -> None:
    earlier, later = office.line("2026-09", "固定报酬"), office.line("2026-10", "固定报酬")
    set_ = ("rulebook", "set", "fixed_pay.manager")
    said = office.does(*set_, "3000", "--from", "2026-10-01", "--basis", "纪要")
    assert said.code == 0
    assert packaged().version not in said.out
    assert office.line("2026-09", "固定报酬") == earlier
    assert office.line("2026-10", "固定报酬") != later
    shown = office.does("rulebook", "show", "2026-10-01").lines
    assert "fixed_pay.manager\t3000\tyuan\tArt. 12\tconfirmed\t2026-10-01" in shown
    assert any(one.startswith("fixed_pay.manager\t1500") for one in _shown(office, "2026-09-30"))
    assert shown[-1].removeprefix("version ") in said.out
    assert office.does(*set_, "unset", "--from", "2026-10-01", "--basis", "待定").code == 0
    assert "不完整，缺" in office.does(*STATEMENT).out
    assert office.does(*set_, "1500", "--from", "2026-10-01", "--basis", "更正").code == 0
    assert office.line("2026-10", "固定报酬").split()[:2] == later.split()[:2]


def _shown(office: Office, day: str) -> list[str]:
    return office.does("rulebook", "show", day).lines


def test_cases_say_exactly_what_differs(office: Office) -> None:
    good = CASE.format(month="2026-10", expected="1000 + 500")
    bad = CASE.format(month="2026-11", expected="1400").replace("fixed pay", "pay, wrongly")
    (office.folder / "a.yaml").write_text(good + bad, "utf-8")
    said = office.does("cases", "a.yaml")
    assert (said.code, said.lines) == (
        1,
        [
            "a manager's pay, wrongly: lines.fixed_pay: expected 1400, got 1500.00",
            "1 passed, 1 failed",
        ],
    )
    (office.folder / "a.yaml").write_text(good, "utf-8")
    said = office.does("cases", "a.yaml")
    assert (said.code, said.out) == (0, "1 passed, 0 failed\n")


def test_cases_use_the_outlets_own_values(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("a.yaml", "b.yaml")
    for name, month in zip(names, ("2026-11", "2026-12"), strict=True):
        (office.folder / name).write_text(CASE.format(month=month, expected=1500), "utf-8")
    change = ("rulebook", "set", "fixed_pay.manager", "1600", "--from", "2026-12-01")
    assert office.does(*change, "--basis", "纪要").code == 0
    said = office.does("cases", *names)
    assert said.lines == [
        "a manager's fixed pay: lines.fixed_pay: expected 1500, got 1600.00",
        "1 passed, 1 failed",
    ]
    monkeypatch.setenv("DATABASE_URL", "")  # none is there
    assert office.does("cases", *names).lines == ["2 passed, 0 failed"]


def test_mistakes_in_a_case_file_name_file_line_and_key(office: Office) -> None:
    text = CASE.format(month="2026-10", expected=1500).replace("grade:", "rank:")
    (office.folder / "a.yaml").write_text(text, "utf-8")
    said = office.does("cases", "a.yaml")
    assert said.code == 1
    assert all(one.startswith("a.yaml 第") for one in said.lines)
    assert "rank" in said.lines[0]


def test_the_packaged_rulebook_is_sound_and_shown_whole(bare_office: Office) -> None:
    said = bare_office.does("rulebook", "check")
    assert (said.code, packaged().version in said.out) == (0, True)
    shown = bare_office.does("rulebook", "show", "2026-10-01").lines
    assert shown[-1] == f"version {packaged().version}"
    told = {one.split("\t")[0] for one in shown[:-1]}
    assert told == set(packaged().figures) | {f"Article {number}" for number in articles()}


def test_held_figures_wait_for_their_release(office: Office) -> None:
    before = office.does(*STATEMENT).out
    workbook(office.folder / "more.xlsx", {"客户月度": (HEADERS, GOOD)})
    assert office.does("import", "more.xlsx", "--hold").lines[-1] == "已保存，批次 13。"
    assert office.does(*STATEMENT).out == before
    said = office.does("release", "13")
    assert (said.code, said.lines) == (0, ["批次 13 已发布，员工现在看得到。"])
    assert office.does(*STATEMENT).out != before
    said = office.does("release", "99")
    assert (said.code, said.err) == (1, "没有可发布的批次 99。\n")
