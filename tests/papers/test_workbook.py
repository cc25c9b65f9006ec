"""Exports: no cell is a formula or a link, whatever somebody typed (T-X11)."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from handlers.i18n import say
from handlers.papers.workbook import Sheet, Value, written
from handlers.render import Assets, Money, Number, Percent
from tests.papers.reading import CHINESE, ENGLISH, NASTY, part


def opened(*sheets: Sheet) -> Any:
    """Return the workbook as another library reads it."""
    return openpyxl.load_workbook(BytesIO(written(sheets, CHINESE)))


def cells(*row: Value) -> list[Any]:
    """Return the cells of a row."""
    return list(opened(Sheet("单", ["头"] * len(row), [row])).active[2])


def test_no_cell_is_a_formula() -> None:
    nasty = [
        *NASTY,
        "=cmd|' /C calc'!A0",
        "{=1+1}",
        "http://x.example",
        "mailto:x@y",
        "=" * 40_000,
    ]
    sheet = Sheet("=1+1", nasty, [nasty, [f"{one} " for one in nasty]], note="=1+1")
    book = opened(sheet)
    found = [one for page in book for row in page.iter_rows() for one in row]
    assert len(found) >= 3 * len(nasty)
    assert [one for one in found if one.data_type == "f"] == []
    assert [one for one in found if one.hyperlink] == []
    assert {one.data_type for one in found if one.value is not None} == {"s"}


@pytest.mark.parametrize("typed", ["=1+1", "+86", "-1", "@x", "\t=1", "\r=1"])
def test_a_text_like_a_formula_stays_text_when_somebody_edits_it(typed: str) -> None:
    (one,) = cells(typed)
    assert one.quotePrefix is True
    assert one.number_format == "@"


@pytest.mark.parametrize(
    "typed", ["007", "1e5", "2026-11-25", "<b>&amp;", "张伟", "_x000D_", "😀"]
)
def test_a_text_is_what_was_typed(typed: str) -> None:
    (one,) = cells(typed)
    assert one.value.replace("_x005F_", "_") == typed
    assert not one.quotePrefix


def test_what_no_workbook_may_hold_is_left_out() -> None:
    assert cells("王\x00\x0b小\ud800明\uffff")[0].value == "王小明"
    assert len(cells("长" * 40_000)[0].value) == 32_767


def test_numbers_and_days_are_numbers_and_days() -> None:
    moment = datetime(2026, 11, 25, 2, 30, tzinfo=UTC)
    row = cells(
        Money(Decimal("1234567.89")),
        Assets(Decimal(300_000)),
        Percent(Decimal("0.05")),
        Number(Decimal("1.5")),
        7,
        Decimal(8),
        date(2026, 11, 25),
        moment,
        None,
    )
    assert [one.value for one in row] == [
        1234567.89,
        300_000,
        0.05,
        1.5,
        7,
        8,
        datetime(2026, 11, 25),  # noqa: DTZ001 - a workbook knows no zones
        datetime(2026, 11, 25, 10, 30),  # noqa: DTZ001 - Shanghai's clock
        None,
    ]
    assert [one.number_format for one in row[:3]] == ["#,##0.00", "#,##0.00", "0.00%"]


def test_sentences_are_in_the_readers_language() -> None:
    sheet = Sheet("x", [say("姓名")], [[say("{day}", day=date(2026, 11, 25))]])
    book = openpyxl.load_workbook(BytesIO(written([sheet], ENGLISH)))
    assert [row[0].value for row in book.active] == ["Name", "Nov 25, 2026"]


def test_a_list_keeps_its_head_in_sight_and_says_its_note_below() -> None:
    page = opened(Sheet("2026-10", ["?", "1", "2"], [["A", "", "x"]], "note", frozen=1)).active
    assert page.title == "2026-10"
    assert [[one.value for one in row] for row in page.iter_rows()] == [
        ["?", "1", "2"],
        ["A", "", "x"],
        [None, None, None],
        ["note", None, None],
    ]
    assert page.freeze_panes == "B2"
    assert page.print_title_rows == "$1:$1"


def test_columns_are_as_wide_as_what_is_in_them() -> None:
    page = opened(Sheet("x", ["a", "b", "c"], [["", "江城银行听涛支行", "长" * 90]])).active
    wide = [round(page.column_dimensions[one].width) for one in "ABC"]
    assert wide == [7, 19, 49]  # a workbook adds a little; eight hanzi are sixteen letters
    page = opened(Sheet("x", ["a", "b"], [], widths=(30, 4))).active
    assert [round(page.column_dimensions[one].width) for one in "AB"] == [31, 5]


@pytest.mark.parametrize(
    ("title", "expected"),
    [("江城/支行:[1]*?", "江城 支行  1"), ("'", "1"), ("长" * 40, "长" * 31)],
)
def test_any_title_will_do(title: str, expected: str) -> None:
    assert opened(Sheet(title, ["a"], [])).active.title == expected


def test_the_same_list_is_the_same_file() -> None:
    sheet = Sheet("x", ["a"], [["b"]])
    assert written([sheet], CHINESE) == written([sheet], CHINESE)
    assert "1980-01-01T00:00:00Z" in part(written([sheet], CHINESE), "docProps/core.xml")
