"""A person's record edited in chat: dated rows as an import's, the effects told before."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services import organisation, payslips
from services.drafts import Choice
from services.facts.edit import (
    FindingsError,
    MonthsClosedError,
)
from services.facts.findings import Code
from services.month import Month
from services.office import records, undo
from services.office.record_edit import Saved, Weighed
from services.organisation import Employee
from services.store import Store
from services.store.figures import Batch
from services.store.people import Terms
from services.store.talk import Audit
from tests.branch import NOW, TODAY
from tests.keeping.conftest import BRANCH_OFFICE

NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)
WHY = "minutes of the meeting"


def change(store: Store, staff: int, first_day: str | None = None, **cells: Any) -> Saved:
    return store.call(
        records.change,
        BRANCH_OFFICE,
        NOW,
        staff=staff,
        first_day=first_day,
        reason=WHY,
        **cells,
    )


def weigh(store: Store, staff: int, first_day: str | None = None, **cells: Any) -> Weighed:
    return store.call(
        records.weigh_change,
        BRANCH_OFFICE,
        TODAY,
        staff=staff,
        first_day=first_day,
        **cells,
    )


def on(store: Store, staff: int, day: date) -> Employee:
    return store.call(organisation.on, day).people[staff]


def test_a_change_holds_from_its_day_and_leaves_the_days_before_alone(
    filled_store: Store, ids: dict[str, int]
) -> None:
    zhang = ids["JC031"]
    done = change(filled_store, zhang, "2026-12-01", grade="高级", superior=Choice("JC015", ""))
    assert [(one.field, one.old, one.new) for one in done.weighed.changes] == [
        ("superior", "JC019", "JC015"),
        ("grade", "manager", "senior"),
    ]
    before, after = on(filled_store, zhang, date(2026, 11, 30)), on(filled_store, zhang, DECEMBER)
    assert (before.grade, before.superior_id) == ("manager", ids["JC019"])
    assert (after.grade, after.superior_id) == ("senior", ids["JC015"])
    assert (after.name, after.contract) == (before.name, before.contract)


def test_a_change_without_a_day_holds_from_this_month_on(
    filled_store: Store, ids: dict[str, int]
) -> None:
    assert change(filled_store, ids["JC031"], grade="高级").weighed.day == NOVEMBER
    assert change(filled_store, ids["JC031"], level="2").weighed.day == NOVEMBER
    one = on(filled_store, ids["JC031"], NOVEMBER)
    assert (one.grade, one.level) == ("senior", "2")


def test_only_what_was_touched_changes_whatever_holds_on_the_day(
    filled_store: Store, ids: dict[str, int]
) -> None:
    """Broken by taking the other fields from today's row."""
    zhang = ids["JC031"]
    change(filled_store, zhang, "2026-12-01", grade="高级")
    change(filled_store, zhang, "2027-01-01", level="3")
    one = on(filled_store, zhang, date(2027, 1, 1))
    assert (one.grade, one.level) == ("senior", "3")


def test_an_edit_is_a_batch_of_one_row_that_says_who_and_when(
    filled_store: Store, ids: dict[str, int]
) -> None:
    done = change(filled_store, ids["JC031"], grade="高级")
    with Session(filled_store.reader) as session:
        batch = session.get_one(Batch, done.batch)
        assert (batch.file, batch.made_by, batch.released_at) == (
            "JC006 2026-11-05 09:00",
            ids["JC006"],
            NOW,
        )
        (row,) = session.scalars(select(Terms).where(Terms.batch_id == done.batch))
        assert (row.sheet, row.row, row.first_day) == ("chat", 1, NOVEMBER)
        entries = session.scalars(select(Audit).where(Audit.what == "record"))
        (entry,) = [json.loads(one.detail) for one in entries]
    assert entry == {
        "batch": done.batch,
        "staff": "JC031",
        "first_day": "2026-11-01",
        "changes": [["grade", "manager", "senior"]],
        "reason": WHY,
    }


def test_pay_of_the_month_follows(filled_store: Store, ids: dict[str, int]) -> None:
    """Rules 2: fixed pay 1 500 for a manager, 2 000 for a senior, each by the daily score."""

    def standard() -> object:
        slip = filled_store.call(
            payslips.payslip, BRANCH_OFFICE, TODAY, ids["JC031"], Month(2026, 10)
        )
        fixed = slip.slip.statement.lines["fixed_pay"]
        return next(step.value for _, step in fixed.walk() if step.what == "fixed_pay.manager")

    def senior() -> object:
        slip = filled_store.call(
            payslips.payslip, BRANCH_OFFICE, TODAY, ids["JC031"], Month(2026, 10)
        )
        fixed = slip.slip.statement.lines["fixed_pay"]
        return next(step.value for _, step in fixed.walk() if step.what == "fixed_pay.senior")

    assert standard() == 1500
    done = change(filled_store, ids["JC031"], "2026-10-01", grade="高级")
    assert senior() == 2000
    filled_store.call(undo.undo, BRANCH_OFFICE, NOW, done.batch)
    assert standard() == 1500


def test_the_card_names_the_lines_of_pay_and_whose_team_changes(
    filled_store: Store, ids: dict[str, int]
) -> None:
    told = weigh(filled_store, ids["JC031"], grade="高级", superior=Choice("JC015", ""))
    effects = {one.what: one for one in told.effects}
    assert {"fixed_pay", "commission", "transport_allowance"} <= set(effects["pay"].lines)
    assert effects["fixed_pay"].amount
    assert effects["fixed_pay"].amount.value == 2000
    assert effects["fixed_pay"].month == Month(2026, 11)
    assert (effects["team_loses"].whose, effects["team_gains"].whose) == ("李静怡", "唐志远")


def test_a_superior_above_the_new_one_keeps_his_sight(
    filled_store: Store, ids: dict[str, int]
) -> None:
    change(filled_store, ids["JC031"], superior=Choice("JC015", ""))
    told = weigh(filled_store, ids["JC031"], superior=Choice("JC019", ""))
    assert [one.what for one in told.effects] == ["team_hands_on", "team_gains"]


def test_rights_that_come_with_a_post_are_told(filled_store: Store, ids: dict[str, int]) -> None:
    told = weigh(filled_store, ids["JC031"], posts="总经理", grade="")
    assert "sees_all" in {one.what for one in told.effects}
    told = weigh(filled_store, ids["JC009"], posts="柜台")
    assert [one.field for one in told.effects if one.what == "sees_no_more"] == ["back_office"]


def test_what_was_decided_for_later_stays_and_is_told(
    filled_store: Store, ids: dict[str, int]
) -> None:
    change(filled_store, ids["JC031"], "2026-12-01", grade="高级")
    told = weigh(filled_store, ids["JC031"], level="2")
    assert told.later == DECEMBER
    change(filled_store, ids["JC031"], level="2")
    assert on(filled_store, ids["JC031"], DECEMBER).grade == "senior"
    assert on(filled_store, ids["JC031"], DECEMBER).level is None


def test_a_closed_month_is_not_touched(
    filled_store: Store, ids: dict[str, int], close_months: Callable[..., None]
) -> None:
    close_months("2026-08", "2026-09")
    with pytest.raises(MonthsClosedError) as refused:
        weigh(filled_store, ids["JC031"], "2026-09-15", grade="高级")
    assert refused.value.months == (Month(2026, 9),)
    with pytest.raises(MonthsClosedError) as refused:
        change(filled_store, ids["JC031"], "2026-07-01", grade="高级")
    assert refused.value.months == (Month(2026, 8), Month(2026, 9))
    assert on(filled_store, ids["JC031"], date(2026, 9, 30)).grade == "manager"
    assert change(filled_store, ids["JC031"], "2026-10-01", grade="高级").batch


def test_a_row_that_ends_before_the_closed_month_may_be_put_right(
    filled_store: Store, ids: dict[str, int], close_months: Callable[..., None]
) -> None:
    """What holds in the closed month is another row: nothing of the month changes."""
    change(filled_store, ids["JC031"], "2026-07-01", level="1")
    change(filled_store, ids["JC031"], "2026-08-01", level="2")
    close_months("2026-08")
    assert change(filled_store, ids["JC031"], "2026-07-15", level="3").batch
    with pytest.raises(MonthsClosedError):
        change(filled_store, ids["JC031"], "2026-08-31", level="3")


def test_the_first_row_holds_back_to_the_joining_day(
    filled_store: Store, ids: dict[str, int], close_months: Callable[..., None]
) -> None:
    """Its correction changes the months before its own first day too."""
    close_months("2026-04")
    with pytest.raises(MonthsClosedError):
        change(filled_store, ids["JC031"], "2026-05-01", level="3")


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"superior": Choice("JC031", "")}, Code.OWN_SUPERIOR),
        ({"grade": ""}, Code.GRADE_MISSING),
        ({"fixed_pay": "否"}, Code.ONLY_AGENT),
        ({"certified": "2026-11-06"}, Code.FUTURE),
        ({"left": "2020-01-01"}, Code.LEFT_BEFORE_JOINED),
        ({"unit": Choice("WD99", "")}, Code.UNKNOWN_UNIT),
    ],
)
def test_what_an_import_would_refuse_is_refused(
    filled_store: Store, ids: dict[str, int], cells: dict[str, Any], code: Code
) -> None:
    with pytest.raises(FindingsError) as refused:
        change(filled_store, ids["JC031"], **cells)
    assert [one.code for one in refused.value.findings] == [code]
