"""Figures wait for their release: until then only the back office sees them.

Broken by a query that reads rows without the session's view, or a viewer with the wrong one.
"""

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from services import organisation, payslips, standing
from services.facts import save
from services.facts.release import NothingToReleaseError, release
from services.facts.take_back import take_back
from services.facts.workbook import silent
from services.month import Month
from services.payslips import NothingRecordedError, Payslip
from services.store import Store
from services.store.figures import Batch
from tests.branch import NOW, TODAY, account
from tests.facts.test_staging import state
from tests.facts.workbooks import Rows, workbook
from tests.rights import EVERYBODY, may_see

OCTOBER = Month(2026, 10)
PERSON = EVERYBODY["JC031"]
PARAMETERS: Rows = (
    ("月份", "工号", "个人社保", "专项附加扣除", "其他应发", "其他应扣", "说明"),
    ("2026-10", "JC031", 360, 0, 777, 60, "补发"),
)
NOVEMBER: Rows = (
    ("月份", "客户号", "客户名称", "类型", "客户经理工号", "开户日期", "月末资产"),
    ("2026-11", "C77", "赵小小", "个人", "JC031", "2026-11-02", 60000),
)
ASKERS = [one for one in EVERYBODY.values() if may_see(one, PERSON)]


@pytest.fixture
def ids(filled_store: Store) -> dict[str, int]:
    people = filled_store.call(organisation.on, TODAY).people.values()
    return {one.number: one.staff_id for one in people}


def held(store: Store, folder: Path, sheets: dict[str, Rows]) -> int:
    """Import a workbook without releasing it; return its batch."""
    path = workbook(folder / "held.xlsx", sheets)
    came = save.import_file(
        store, path, now=NOW.replace(month=12), dry_run=False, progress=silent, hold=True
    )
    assert came.batch_id, came.findings
    return came.batch_id


def slip(store: Store, asker: str, staff_id: int, month: Month = OCTOBER) -> Payslip:
    return store.call(payslips.payslip, account(asker), TODAY, staff_id, month)


def manual(store: Store, asker: str, staff_id: int) -> str:
    return str(slip(store, asker, staff_id).slip.statement.lines["manual"].value)


def test_only_the_back_office_sees_what_is_not_released(
    filled_store: Store, ids: dict[str, int], tmp_path: Path
) -> None:
    batch = held(filled_store, tmp_path, {"薪资参数": PARAMETERS})
    posts = {post for one in ASKERS for post in one.posts}
    assert {"总经理", "项目总监", "区域经理", "驻点经理", "营销经理", "后勤支持"} <= posts

    def seen() -> dict[str, bool]:
        return {
            one.number: manual(filled_store, one.number, ids["JC031"]) == "777.00"
            for one in ASKERS
        }

    assert seen() == {one.number: "后勤支持" in one.posts for one in ASKERS}
    filled_store.call(release, batch, NOW, None)
    assert set(seen().values()) == {True}
    filled_store.call(take_back, batch, NOW, None)
    assert set(seen().values()) == {False}


def test_a_month_that_is_not_released_is_no_month_yet(
    filled_store: Store, ids: dict[str, int], tmp_path: Path
) -> None:
    batch = held(filled_store, tmp_path, {"客户月度": NOVEMBER})
    november = OCTOBER.later(1)
    with pytest.raises(NothingRecordedError):
        slip(filled_store, "JC031", ids["JC031"], november)
    assert slip(filled_store, "JC031", ids["JC031"]).months[-1] == OCTOBER
    own = filled_store.call(standing.standing, account("JC031"), TODAY, None)
    assert own.slip.month == OCTOBER
    office = filled_store.call(standing.standing, account("JC006"), TODAY, ids["JC031"])
    assert office.slip.month == november
    filled_store.call(release, batch, NOW, None)
    assert slip(filled_store, "JC031", ids["JC031"], november).slip.month == november


def test_units_and_people_hold_from_the_moment_they_are_saved(
    filled_store: Store, ids: dict[str, int], tmp_path: Path
) -> None:
    head = ("工号", "姓名", "单位编码", "岗位", "直属上级工号", "职级", "合同", "入职日期")
    moved = ("JC031", PERSON.name, PERSON.unit, "营销经理", "JC016", "营销经理", "劳动合同")
    rows = (head, (*moved, "2024-02-02"))
    batch = held(filled_store, tmp_path, {"人员": rows, "薪资参数": PARAMETERS})
    assert manual(filled_store, "JC016", ids["JC031"]) != "777.00"
    with pytest.raises(organisation.NotYoursError):
        slip(filled_store, "JC019", ids["JC031"])
    filled_store.call(release, batch, NOW, None)
    assert manual(filled_store, "JC016", ids["JC031"]) == "777.00"


def test_without_figures_nothing_waits(filled_store: Store, tmp_path: Path) -> None:
    head = ("工号", "姓名", "单位编码", "岗位", "直属上级工号", "职级", "合同", "入职日期")
    row = ("JC031", PERSON.name, PERSON.unit, "营销经理", "JC016", "营销经理", "劳动合同")
    batch = held(filled_store, tmp_path, {"人员": (head, (*row, "2024-02-02"))})
    assert released(filled_store, batch)


def released(store: Store, batch_id: int) -> bool:
    with Session(store.reader) as session:
        return session.get_one(Batch, batch_id).released_at is not None


def test_released_twice_it_stays_as_it_was_the_first_time(
    filled_store: Store, tmp_path: Path
) -> None:
    batch = held(filled_store, tmp_path, {"薪资参数": PARAMETERS})
    assert not released(filled_store, batch)
    filled_store.call(release, batch, NOW, None)
    filled_store.call(release, batch, NOW.replace(day=20), None)
    with Session(filled_store.reader) as session:
        assert session.get_one(Batch, batch).released_at == NOW


def test_nothing_to_release(filled_store: Store, tmp_path: Path) -> None:
    batch = held(filled_store, tmp_path, {"薪资参数": PARAMETERS})
    filled_store.call(take_back, batch, NOW, None)
    assert state(filled_store, batch) == "withdrawn"
    for number in (batch, 99):
        with pytest.raises(NothingToReleaseError):
            filled_store.call(release, number, NOW, None)
