"""On the 15th everybody hears how far he is: figures as /pay has them, the grade's standards.

张伟 is a manager: 5 accounts (confirmed) and 500 000 of new value (assumed), Article 12; an
outlet's accounts are 15, Article 9 (conflicting with 13). Broken by a standard of another grade,
a figure that is not released, a colleague's figure.
"""

from decimal import Decimal
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from handlers.briefs import progress as drawing
from services import organisation, payslips
from services.briefs import progress
from services.month import Month
from services.store import Store, changes
from services.store.figures import Batch
from tests import branch
from tests.briefs import at, said, staff, told

OCTOBER, FIFTEENTH = Month(2026, 10), at(10, 15)


def data(store: Store, number: str) -> dict[str, Any]:
    return store.call(progress.computed, FIFTEENTH).people[staff(store, number)]


def facts(session: Session, number: str) -> tuple[Decimal, Decimal]:
    one = organisation.by_number(session, number, branch.TODAY).staff_id
    found = payslips.of_month(session, one, OCTOBER).slip.facts
    return found.new_effective_accounts[-1].known, found.new_custody_value[-1].known


def test_ones_own_figures_are_those_of_pay(filled_store: Store) -> None:
    for number in ("JC031", "JC028", "JC040", "JC015"):
        found = data(filled_store, number)
        both = Decimal(found["accounts"]), Decimal(found["value"])
        assert both == filled_store.call(facts, number), number


def test_what_is_missing_to_the_grades_standards(filled_store: Store) -> None:
    """October ends on a Saturday: from Thursday the 15th on 12 days are worked."""
    told_ = said(drawing.drawn, data(filled_store, "JC031"))
    assert told_ == [
        "🎯 2026年10月 进度，还有 12 个工作日",
        "新增有效户 4户，标准 5户，差 1户",
        "新增托管市值 55.5万，标准 50万 ※，已达标 ✓",
        "江城银行听涛支行 新增有效户 21户，标准 15户 ※，已达标 ✓（第9条）",
        "※ 用到假定值，待营业部确认",
        "数据截至 2026年11月5日 09:00，预计",
    ]


def test_a_station_manager_sees_his_team(filled_store: Store) -> None:
    found = data(filled_store, "JC019")
    assert [one["name"] for one in found["team"]] == ["吕子涵", "张伟", "丁若曦"]
    lines = said(drawing.drawn, found)
    assert "· 张伟：有效户 4户/5户，市值 55.5万/50万 ✓" in lines
    assert "team" not in data(filled_store, "JC031")


def test_an_outlet_of_few_gives_nobody_away(filled_store: Store) -> None:
    """WD01: two marketers; the sum less one's own would be the other's."""
    assert data(filled_store, "JC028")["outlet"] is None


def test_a_trainees_standards(filled_store: Store) -> None:
    standards = data(filled_store, "JC028")["standards"]
    assert [standards[one]["value"] for one in ("accounts", "value")] == ["3", "200000"]


def test_who_has_no_grade_hears_nothing(filled_store: Store) -> None:
    found = filled_store.call(progress.computed, FIFTEENTH).people
    for number in ("JC001", "JC006", "JC012"):
        assert staff(filled_store, number) not in found


def test_what_is_not_released_is_not_shown(filled_store: Store) -> None:
    @changes
    def hide(session: Session) -> None:
        session.execute(update(Batch).values(released_at=None))

    filled_store.call(hide)
    found = data(filled_store, "JC031")
    assert (found["as_of"], found["accounts"], found["outlet"]) == (None, None, None)
    assert "本月还没有发布数据，先列标准：" in said(drawing.drawn, found)
    assert not [one for one in said(drawing.drawn, found) if "55.5" in one]


def test_a_month_that_was_not_imported_has_only_standards(filled_store: Store) -> None:
    found = filled_store.call(progress.computed, at(11, 16))
    assert found.month == Month(2026, 11)
    assert said(drawing.drawn, found.people[staff(filled_store, "JC031")])[1:4] == [
        "本月还没有发布数据，先列标准：",
        "新增有效户 标准 5户",
        "新增托管市值 标准 50万 ※",
    ]


def test_it_is_told_once_a_month(filled_store: Store) -> None:
    found = filled_store.call(progress.computed, FIFTEENTH)
    for _ in range(2):
        assert filled_store.call(progress.tell, FIFTEENTH, found)
    assert set(told(filled_store, "progress")) == set(found.people)
