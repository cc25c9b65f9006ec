"""What the person who imports reads."""

from pathlib import Path

import pytest

from handlers.facts import REFUSALS, SHOWN, findings, outcome, refused
from handlers.render import plain
from services.facts.archive import TooLargeError
from services.facts.findings import Code, Finding
from services.facts.take_back import MonthClosedError, SupersededError
from services.month import Month
from services.store import Store
from tests.facts.workbooks import CLIENTS, bring, changed, outlet, workbook

LANGUAGE = "zh_Hans_CN"


def test_saved_previewed_unchanged(store: Store, tmp_path: Path) -> None:
    outlet(store, tmp_path)
    path = workbook(tmp_path / "a.xlsx", {"客户月度": CLIENTS})
    head = "客户月度：新增 2 行，变更 0 行，未变 0 行。\n客户名称新增或变更 2 个。\n"
    head += "涉及 1 人：10002。\n"
    dry = bring(store, path, dry_run=True)
    assert plain(outcome(dry), LANGUAGE) == head + "只是预览，没有保存。"
    assert plain(outcome(bring(store, path)), LANGUAGE) == head + "已保存，批次 2。"
    assert plain(outcome(bring(store, path)), LANGUAGE) == (
        "客户月度：新增 0 行，变更 0 行，未变 2 行。\n涉及 0 人。\n与已有数据完全相同，无须保存。"
    )


def test_old_and_new(store: Store, tmp_path: Path) -> None:
    outlet(store, tmp_path)
    bring(store, workbook(tmp_path / "a.xlsx", {"客户月度": CLIENTS}))
    rows = changed(changed(CLIENTS, 2, "类型", "机构"), 2, "月均资产", 5)
    said = plain(
        outcome(bring(store, workbook(tmp_path / "b.xlsx", {"客户月度": rows}))), LANGUAGE
    )
    assert "第 2 行（2026-10 C1）类型：个人 → 机构\n" in said
    assert "第 2 行（2026-10 C1）月均资产：空 → 5.00\n" in said


def test_not_saved(store: Store, tmp_path: Path) -> None:
    rows = changed(CLIENTS, 2, "客户名称", "")
    came = bring(store, workbook(tmp_path / "a.xlsx", {"客户月度": rows}))
    said = plain(outcome(came), LANGUAGE).splitlines()
    assert said == [
        "客户月度 第 2 行「客户名称」：必填，现在是空的。",
        "客户月度 第 2 行「客户经理工号」：工号「10002」不在本文件里，也不在系统里。",
        "客户月度 第 3 行「客户经理工号」：工号「10002」不在本文件里，也不在系统里。",
        "没有保存。请改好后再导入整个文件。",
    ]


def test_many_findings_are_counted() -> None:
    many = [Finding("期初", row, "月份", Code.REQUIRED) for row in range(2, 100)]
    said = plain(findings(many, 12345), LANGUAGE).splitlines()
    assert len(said) == SHOWN + 1
    assert "12345" in said[-1]


@pytest.mark.parametrize("error", REFUSALS)
def test_every_refusal_has_its_words(error: type[Exception]) -> None:
    said = refused(error(7))
    assert said
    assert "{" not in plain(said, LANGUAGE)


def test_refusals_say_the_numbers() -> None:
    texts = [
        plain(said, LANGUAGE)
        for error in (
            *(TooLargeError(20), MonthClosedError((Month(2026, 10),))),
            SupersededError((3, 5)),
        )
        if (said := refused(error))
    ]
    assert texts == [
        "文件超过 20 MB，请分成几个文件。",
        "2026年10月 已定稿，不能撤回。",
        "后来的批次 3, 5 改过同样的行，请先撤回它们。",
    ]
    assert refused(ValueError("a bug")) is None
