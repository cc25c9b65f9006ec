"""Whose pay changed after he had seen it is told so, once for each cause and month.

Broken by a change of figures that asks for nobody, a view that does not show how it was, or a
notice's key without the cause, the person or the month.
"""

import json
from collections.abc import AsyncIterator, Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.app import build
from bot.settings import Settings
from bot.stand_in import Door, Telegram
from bot.worker import Worker
from handlers.corrections import drawn
from handlers.render import plain
from services import organisation, rulebook_values, sights
from services.corrections import compute
from services.facts.release import release
from services.facts.take_back import take_back
from services.month import Month
from services.sights import Seen
from services.store import Store
from services.store.people import Account
from services.store.traffic import Notice
from tests import branch
from tests.branch import NOW, TODAY, account
from tests.facts.test_release import NOVEMBER, OCTOBER, PARAMETERS, PERSON, held
from tests.facts.workbooks import Rows, workbook
from tests.work.steps import Killed

LATER = NOW + timedelta(hours=1)
NET, MORE = "1871.23", "2448.23"  # 其他应发 777 instead of 200: 577 more, in no base of anything
Run = Callable[[], Any]


@pytest.fixture
async def worker(filled_store: Store) -> AsyncIterator[Worker]:
    telegram = Telegram(lambda: LATER)
    settings = Settings.read(_env_file=None, bot_token=telegram.token)
    app = build(settings, filled_store, Door(telegram), lambda: LATER)
    async with app:
        yield Worker(app.bot_data["house"], app.bot, "a")


@pytest.fixture
def ids(filled_store: Store) -> dict[str, int]:
    people = filled_store.call(organisation.on, TODAY).people.values()
    return {one.number: one.staff_id for one in people}


def looked(
    store: Store,
    viewer: str,
    staff_id: int,
    month: Month = OCTOBER,
    now: datetime = NOW,
) -> None:
    store.call(sights.record, now, [Seen(account(viewer), staff_id, month, 1)])


async def told(worker: Worker) -> list[dict[str, Any]]:
    """Do the jobs; return the data of the notices that wait, by person and month."""
    while await worker.run_one():
        pass
    with Session(worker.house.store.reader) as session:
        rows = list(session.scalars(select(Notice)))
        assert {row.kind for row in rows} <= {"correction"}
        assert all(row.staff_id == json.loads(row.data)["staff"] for row in rows)
        found = [json.loads(row.data) for row in rows]
    return sorted(found, key=lambda one: (one["staff"], one["month"], one["cause"]))


def short(found: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    names = ("staff", "month", "before", "after", "cause", "number")
    return [tuple(one[name] for name in names) for one in found]


async def test_who_saw_it_before_the_release_is_told(
    worker: Worker, ids: dict[str, int], tmp_path: Path
) -> None:
    store, one = worker.house.store, ids["JC031"]
    looked(store, "JC031", one)
    looked(store, "JC031", one, OCTOBER.later(-1))
    looked(store, "JC019", one)  # his superior: about him there is nothing to tell
    looked(store, "JC032", ids["JC032"])  # a colleague, whose figures stay
    batch = held(store, tmp_path, {"薪资参数": PARAMETERS})
    assert await told(worker) == [], "saved is not released"
    store.call(release, batch, LATER, None)
    expected = [(one, "2026-10", NET, MORE, "released", batch)]
    assert short(await told(worker)) == expected
    store.call(take_back, batch, LATER, None)
    expected.append((one, "2026-10", MORE, NET, "taken_back", batch))
    assert short(await told(worker)) == expected


async def test_what_the_command_line_brings_is_released_with_it(
    worker: Worker, ids: dict[str, int], tmp_path: Path
) -> None:
    store, one = worker.house.store, ids["JC031"]
    looked(store, "JC031", one)
    batch = branch.bring(store, workbook(tmp_path / "a.xlsx", {"薪资参数": PARAMETERS}))
    assert short(await told(worker)) == [(one, "2026-10", NET, MORE, "imported", batch)]


async def test_who_had_not_looked_is_not_told(
    worker: Worker, ids: dict[str, int], tmp_path: Path
) -> None:
    store, one = worker.house.store, ids["JC031"]
    looked(store, "JC031", one, OCTOBER.later(-1))
    looked(store, "JC031", one, OCTOBER, LATER + timedelta(minutes=1))
    batch = held(store, tmp_path, {"薪资参数": PARAMETERS})
    store.call(release, batch, LATER, None)
    assert await told(worker) == []


async def test_without_anybody_who_looked_there_is_no_work(worker: Worker, tmp_path: Path) -> None:
    batch = held(worker.house.store, tmp_path, {"薪资参数": PARAMETERS})
    worker.house.store.call(release, batch, LATER, None)
    assert not await worker.run_one()


async def test_a_month_that_is_taken_back_is_no_more(
    worker: Worker, ids: dict[str, int], tmp_path: Path
) -> None:
    store, one = worker.house.store, ids["JC031"]
    november = OCTOBER.later(1)
    batch = held(store, tmp_path, {"客户月度": NOVEMBER})
    store.call(release, batch, NOW, None)
    looked(store, "JC031", one, november)
    store.call(take_back, batch, LATER, None)
    (found,) = await told(worker)
    assert (found["month"], found["gone"], found["after"]) == ("2026-11", True, None)
    assert plain(drawn(found).text, "zh_Hans_CN").splitlines() == [
        "2026年11月 工资的数据已撤回，更正后会重新发布。",
        f"原因：批次 {batch} 已撤回",
    ]


async def test_people_and_units_change_figures_when_they_are_saved(
    worker: Worker, ids: dict[str, int], tmp_path: Path
) -> None:
    store, one = worker.house.store, ids["JC031"]
    looked(store, "JC031", one)
    head = (
        "工号",
        "姓名",
        "单位编码",
        "岗位",
        "直属上级工号",
        "职级",
        "合同",
        "入职日期",
        "生效日期",
    )
    row = ("JC031", PERSON.name, PERSON.unit, "营销经理", "JC019", "高级", "劳动合同")
    rows: Rows = (head, (*row, date(2024, 2, 2), date(2026, 10, 1)))
    batch = held(store, tmp_path, {"人员": rows})
    (found,) = await told(worker)
    assert (found["before"], found["cause"], found["number"]) == (NET, "saved", batch)
    assert found["after"] != NET


async def test_a_figure_of_the_rulebook_that_is_set(worker: Worker, ids: dict[str, int]) -> None:
    store = worker.house.store
    for number in ("JC031", "JC032"):  # a manager and a senior manager
        for back in (0, -1):
            looked(store, number, ids[number], OCTOBER.later(back))
    given = ("fixed_pay.manager", "1600", date(2026, 10, 1), "纪要", LATER)
    store.call(rulebook_values.set_value, *given)
    (found,) = await told(worker)
    assert (found["staff"], found["month"], found["before"]) == (ids["JC031"], "2026-10", NET)
    assert found["figure"] == "fixed_pay.manager"
    assert "制度参数「" in plain(drawn(found).text, "zh_Hans_CN")


async def test_killed_on_the_way_nobody_is_told_twice(
    worker: Worker, ids: dict[str, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = worker.house.store
    for number in ("JC031", "JC032"):
        looked(store, number, ids[number])
    batch = held(store, tmp_path, {"薪资参数": (*PARAMETERS, another())})
    store.call(release, batch, LATER, None)

    def kill(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(compute, "counted", kill)
        with pytest.raises(Killed):
            await told(worker)
    next_one = Worker(worker.house, worker.bot, "b")
    assert len(await told(next_one)) == 2
    assert not await next_one.run_one()


def another() -> tuple[Any, ...]:
    return ("2026-10", "JC032", 360, 0, 888, 0, "补发")


async def test_who_is_not_bound_is_not_told(
    worker: Worker, ids: dict[str, int], tmp_path: Path
) -> None:
    store = worker.house.store
    looked(store, "JC031", ids["JC031"])
    with Session(store.writer) as session, session.begin():
        session.execute(delete(Account))
    batch = held(store, tmp_path, {"薪资参数": PARAMETERS})
    store.call(release, batch, LATER, None)
    assert await told(worker) == []
