"""Every cell is what /pay says of that person and month, and the totals are the cells' sums.

Broken by a measure of another month, somebody left out of a team, a total that adds scores, a
figure that is not released yet.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services import organisation, payslips
from services.facts.live import live, view
from services.facts.save import import_file
from services.month import Month
from services.reports import own
from services.reports.computing import compute
from services.reports.figures import STANDARD, SUMMED, Figures, rate
from services.store import Store, changes
from services.store.figures import Batch, ClientMonth
from tests import branch
from tests.branch import NOW
from tests.databases import Databases, opened
from tests.facts.workbooks import workbook
from tests.reports import LI, OCTOBER, SEPTEMBER, at, hand_in, send_back

TEAM = {"JC019", "JC030", "JC031", "JC032"}
DISTRICT = {
    *("JC015", "JC028", "JC029", *TEAM, "JC020", "JC033", "JC034", "JC035"),
    *("JC021", "JC036", "JC037", "JC038"),
}
MANAGERS = ("JC015", "JC016", "JC017", "JC018", "JC019", "JC020", "JC021", "JC022", "JC026")


@pytest.fixture(scope="module")
def filled_once(databases: Databases, filled: str) -> Iterator[Store]:
    url = databases.copy(filled)
    with opened(url) as store:
        yield store
    databases.drop(url)


def staff(store: Store, number: str) -> int:
    return store.call(organisation.by_number, number, NOW.date()).staff_id


def figures(store: Store, number: str, month: Month = OCTOBER) -> Figures:
    return store.call(compute, staff(store, number), month)


def cells(session: Session, staff_id: int, month: Month) -> dict[str, Decimal | None]:
    """Return what /pay shows of a person's month, and his clients' rows as they stand."""
    slip = payslips.of_month(session, staff_id, month).slip
    mine = ClientMonth.staff_id == staff_id, ClientMonth.month == month
    rows = session.scalars(select(ClientMonth).where(*mine, live(ClientMonth, view(session))))
    there = list(rows)
    facts, score = slip.facts, slip.statement.score
    return {
        "openings": Decimal(sum(Month.of(one.opened) == month for one in there)),
        "accounts": facts.new_effective_accounts[-1].value,
        "value": facts.new_custody_value[-1].value,
        "clients": Decimal(len(there)),
        "assets": facts.average_assets[-1].value,
        "turnover": sum((one.turnover for one in there), Decimal(0)),
        "revenue": facts.net_revenue.value,
        "fund": facts.fund_fee_income.value,
        "score": score.value if score else None,
    }


@pytest.mark.parametrize("month", [SEPTEMBER, OCTOBER])
@pytest.mark.parametrize("number", MANAGERS)
def test_it_ties_with_pay(filled_once: Store, number: str, month: Month) -> None:
    found = figures(filled_once, number, month)
    assert found.known
    for one in found.rows:
        told = filled_once.call(cells, staff(filled_once, one.number), month)
        assert dict(one.now) == told, one.number
    for measure in SUMMED:
        parts = [one.now[measure] for one in found.rows]
        assert found.totals[measure] == sum(part for part in parts if part is not None)
    assert "score" not in found.totals


def test_against_the_month_before(filled_once: Store) -> None:
    now, before = figures(filled_once, "JC019"), figures(filled_once, "JC019", SEPTEMBER)
    assert [one.before for one in now.rows] == [one.now for one in before.rows]
    assert now.totals_before == before.totals


def test_who_is_in_it(filled_once: Store) -> None:
    assert {one.number for one in figures(filled_once, "JC019").rows} == TEAM
    found = figures(filled_once, "JC015").rows
    assert {one.number for one in found} == DISTRICT
    assert found[0].number == "JC015"


def test_the_net_revenue_is_that_of_the_management_commission(filled_once: Store) -> None:
    """Article 13: 5 % of the month's net revenue of the marketers he manages, never his own."""
    slip = filled_once.call(payslips.of_month, staff(filled_once, "JC019"), OCTOBER).slip
    team = [one.now["revenue"] for one in figures(filled_once, "JC019").rows[1:]]
    assert slip.facts.team.marketers.value == sum(one for one in team if one is not None)


STANDARDS = {  # RULES 2: accounts, value, net revenue; JC019 … JC032 are senior, assistant, …
    "JC019": (6, 800_000, 6_000),
    "JC030": (4, 300_000, 500),
    "JC031": (5, 500_000, 2_000),
    "JC032": (6, 800_000, 6_000),
}


def test_the_targets_are_the_standards_of_each_ones_grade(filled_once: Store) -> None:
    found = figures(filled_once, "JC019")
    measures = ("accounts", "value", "revenue")
    expected = {
        number: {one: Decimal(value) for one, value in zip(measures, values, strict=True)}
        for number, values in STANDARDS.items()
    }
    assert {one.number: one.target for one in found.rows} == expected
    assert dict(found.targets) == {"accounts": 21, "value": 2_400_000, "revenue": 14_500}
    assert STANDARD in found.assumed
    done = found.totals["value"]
    assert rate(done, Decimal(2_400_000)) == Decimal(2_345_000) / 2_400_000


def test_a_trainee_has_no_target_of_net_revenue(filled_once: Store) -> None:
    found = figures(filled_once, "JC015")
    trainees = [one for one in found.rows if one.grade == "trainee"]
    assert trainees
    assert all(list(one.target) == ["accounts", "value"] for one in trainees)
    others = [one.target["revenue"] for one in found.rows if "revenue" in one.target]
    assert found.targets["revenue"] == sum(one for one in others if one is not None)


@pytest.mark.parametrize(("done", "target"), [(None, 1), (1, None), (1, 0)])
def test_of_what_is_unknown_there_is_no_rate(done: int | None, target: int | None) -> None:
    known = [None if one is None else Decimal(one) for one in (done, target)]
    assert rate(*known) is None


def test_no_data_is_said_and_not_made_up(filled_store: Store) -> None:
    found = figures(filled_store, "JC019", Month(2026, 11))
    assert (found.known, found.compared, dict(found.totals)) == (False, False, {})
    assert {one.number for one in found.rows} == TEAM
    assert all(not one.now and not one.before for one in found.rows)
    handed = hand_in(filled_store, LI, at(12, 4), Month(2026, 11))
    assert not handed.figures.known


HEAD = [
    *("工号", "姓名", "单位编码", "岗位", "直属上级工号", "职级"),
    *("合同", "入职日期", "生效日期", "离职日期"),
]
PERSON = ["营销经理", "JC019", "助理", "劳动合同"]


def test_who_came_or_went_in_the_month_is_in_it(filled_store: Store, tmp_path: Path) -> None:
    came, went = date(2026, 10, 20), date(2026, 10, 15)
    begun = date(2026, 10, 1)
    rows: list[list[object]] = [
        [*HEAD],
        ["JC071", "方新", "WD02", *PERSON, came, came, ""],
        ["JC030", "吕子涵", "WD02", *PERSON, date(2025, 8, 1), begun, went],
    ]
    assert branch.bring(filled_store, workbook(tmp_path / "came.xlsx", {"人员": rows}))
    found = {one.number: one for one in figures(filled_store, "JC019").rows}
    assert found.keys() == TEAM | {"JC071"}
    assert (found["JC071"].joined, found["JC071"].before) == (came, {})
    assert found["JC030"].left == went
    assert found["JC030"].now["revenue"]
    assert found["JC071"].now["accounts"] == 0
    later = figures(filled_store, "JC019", Month(2026, 11))
    assert {one.number for one in later.rows} == TEAM - {"JC030"} | {"JC071"}


def more(store: Store, folder: Path, *, released: bool) -> None:
    """Bring in a new client of 张伟's, released or not."""
    head = [
        "月份",
        "客户号",
        "客户名称",
        "类型",
        "客户经理工号",
        "开户日期",
        "月末资产",
        "成交金额",
    ]
    row = ["2026-10", "NEW1", "新客户", "个人", "JC031", "2026-10-09", 80_000, 0]
    path = workbook(folder / "more.xlsx", {"客户月度": [head, row]})
    made = import_file(store, path, now=NOW, dry_run=False, progress=lambda _done, _all: None)
    assert made.batch_id
    if not released:
        store.call(hide, made.batch_id)


@changes
def hide(session: Session, batch: int) -> None:
    session.get_one(Batch, batch).released_at = None


def accounts(found: Figures) -> Decimal | None:
    return {one.number: one for one in found.rows}["JC031"].now["accounts"]


def test_a_draft_follows_the_figures_and_a_report_keeps_them(
    filled_store: Store, tmp_path: Path
) -> None:
    store = filled_store
    before = store.call(own.own, LI, NOW, OCTOBER).figures
    handed = hand_in(store, LI, NOW, OCTOBER)
    assert handed.figures == before
    more(store, tmp_path, released=True)
    kept = store.call(own.own, LI, NOW, OCTOBER)
    assert kept.figures == before
    changed = {(one.number, one.measure): (one.was, one.now) for one in kept.changed}
    old = accounts(before)
    assert old is not None
    assert changed["JC031", "accounts"] == (old, old + 1)
    assert {number for number, _ in changed} == {"JC031"}
    send_back(store, "JC019", NOW, OCTOBER)
    draft = store.call(own.own, LI, NOW, OCTOBER)
    assert accounts(draft.figures) == old + 1
    assert draft.changed == ()


def test_what_is_not_released_is_not_in_it(filled_store: Store, tmp_path: Path) -> None:
    before = figures(filled_store, "JC019")
    more(filled_store, tmp_path, released=False)
    assert figures(filled_store, "JC019") == before


def test_figures_come_back_from_json_as_they_were(filled_once: Store) -> None:
    found = figures(filled_once, "JC015")
    assert Figures.read(found.plain()) == found


def test_a_total_with_a_part_unknown_is_unknown(filled_once: Store) -> None:
    found = figures(filled_once, "JC019")
    plain = found.plain()
    plain["rows"][1]["now"]["revenue"] = None
    assert Figures.read(plain).totals["revenue"] is None
    assert Figures.read(plain).totals["clients"] == found.totals["clients"]
    plain["rows"][1]["target"]["value"] = None
    assert Figures.read(plain).targets["value"] is None
    assert Figures.read(plain).targets["accounts"] == found.targets["accounts"]
