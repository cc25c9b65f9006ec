"""The register as a workbook: all that one may read, no formula, on record.

Broken by a cell that a spreadsheet takes for a formula, an export that leaves no trace.
"""

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from handlers.inventory.exporting import sheets
from handlers.papers.workbook import written
from handlers.render import Reader
from services.inventory import changing, export
from services.inventory.rows import LOST
from services.store import Store
from services.store.talk import Audit
from tests.branch import NOW, TODAY, account
from tests.inventory import HIM, MANAGER, OFFICE, given, register

EVIL = '=HYPERLINK("http://x","y")'


def cells(store: Store, who: str, outlet: str) -> list[list[list[Any]]]:
    """Return the two sheets without their heads."""
    found = store.call(export.cards, account(who), TODAY, outlet)
    book = load_workbook(BytesIO(written(sheets(found), Reader("zh_Hans_CN", NOW.tzinfo))))
    for sheet in book.worksheets:
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    return [
        [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        for sheet in book.worksheets
    ]


@pytest.mark.parametrize("evil", [EVIL, "+1", "-1", "@SUM(A1)"])
def test_what_somebody_typed_is_no_formula(filled_store: Store, evil: str) -> None:
    register(filled_store, name=evil, note=evil)
    ((row,), (step,)) = cells(filled_store, MANAGER, "WD02")
    assert (row[1], row[8], step[1]) == (evil, evil, evil)


def test_it_has_every_item_as_it_stands_and_every_step(filled_store: Store) -> None:
    gone = given(filled_store, HIM, name="甲")
    told: dict[str, Any] = {"item": gone, "version": 3, "cause": LOST}
    filled_store.call(changing.write_off, account(MANAGER), NOW, **told)
    register(filled_store, HIM, name="乙", note="门口")
    rows, steps = cells(filled_store, OFFICE, export.ALL)
    found = {row[1]: row for row in rows}
    assert found["甲"][3:8] == [0, None, None, None, "已核销：丢失"]
    assert [found["乙"][at] for at in (2, 3, 4, 5, 7, 8)] == [
        *("设备", 2, "李静怡", MANAGER, "待 张伟 确认", "门口"),
    ]
    assert [step[4] for step in steps if step[1] == "甲"] == [
        *("李静怡 登记，数量 2", "李静怡 转交给 张伟", "张伟 收到", "李静怡 核销：丢失"),
    ]


def test_an_export_is_on_record(filled_store: Store) -> None:
    register(filled_store)
    made = filled_store.call(export.log, account(MANAGER), NOW, "WD02")
    assert (made.outlet, made.items) == ("江城银行听涛支行", 1)
    rows = filled_store.call(lambda s: s.scalars(select(Audit)).all())
    (found,) = [one for one in rows if one.what == "inventory.exported"]
    assert '"items": 1' in found.detail
