"""Somebody new, somebody who leaves, and a mistyped row that is put right."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from services import organisation, people
from services.drafts import Choice
from services.facts.edit import FindingsError, MonthsClosedError
from services.facts.findings import Code
from services.facts.take_back import NothingToTakeBackError, SupersededError
from services.month import Month
from services.office import record_card, records, undo
from services.office.record_card import Past
from services.office.records import LaterRowError, NumberTakenError
from services.organisation import NotYoursError, UnknownPersonError
from services.store import Store
from tests.branch import NOW, TODAY
from tests.keeping.conftest import BRANCH_OFFICE
from tests.keeping.test_records import WHY, change, on

NEW = {
    "staff": "JC070",
    "name": "王小满",
    "unit": Choice("WD02", "听涛支行"),
    "posts": "营销经理",
    "superior": Choice("JC019", "李静怡"),
    "grade": "见习",
    "contract": "劳动合同",
    "joined": "2026-11-02",
}


def add(store: Store, **cells: object) -> records.Saved:
    given = {**NEW, **cells}
    return store.call(records.add, BRANCH_OFFICE, NOW, first_day=None, **given)  # type: ignore[arg-type] # cells by their field


def leave(store: Store, staff: int, left: str) -> records.Saved:
    return store.call(records.leave, BRANCH_OFFICE, NOW, staff=staff, left=left, reason=WHY)


def past(store: Store, staff: int) -> tuple[Past, ...]:
    """Return the whole history, the latest first."""
    return store.call(record_card.past, BRANCH_OFFICE, TODAY, staff, 0, 99)[1]


def test_somebody_new_is_here_from_the_joining_day(filled_store: Store) -> None:
    done = add(filled_store)
    one = on(filled_store, done.staff_id, TODAY)
    assert (one.name, one.grade, one.fixed_pay, one.unit) == ("王小满", "trainee", True, "WD02")
    assert done.staff_id not in filled_store.call(organisation.on, date(2026, 11, 1)).people
    assert done.weighed.new


def test_who_has_not_joined_yet_is_found_by_the_back_office_alone(filled_store: Store) -> None:
    done = add(filled_store, joined="2026-12-01")
    (found,) = filled_store.call(people.find, BRANCH_OFFICE, TODAY, "王小满", 0, 9).people
    assert (found.begun, found.left) == (False, False)
    assert filled_store.call(people.find, 19, TODAY, "王小满", 0, 9).total == 0
    record = filled_store.call(record_card.record, BRANCH_OFFICE, TODAY, done.staff_id)
    assert (record.begun, record.keeps) == (False, True)
    with pytest.raises(NotYoursError):
        filled_store.call(record_card.record, 19, TODAY, done.staff_id)


def test_a_number_is_given_once(filled_store: Store) -> None:
    with pytest.raises(NumberTakenError):
        add(filled_store, staff="ＪＣ０３１")
    done = add(filled_store)
    with pytest.raises(NumberTakenError):
        add(filled_store)
    filled_store.call(undo.undo, BRANCH_OFFICE, NOW, done.batch)
    assert add(filled_store).staff_id == done.staff_id


def test_a_new_person_of_a_closed_month_is_told_so(
    filled_store: Store, close_months: Callable[..., None]
) -> None:
    close_months("2026-10")
    assert add(filled_store, joined="2026-10-12").weighed.closed == (Month(2026, 10),)


def test_who_leaves_is_here_until_the_day_and_everybody_sees_it_coming(
    filled_store: Store, ids: dict[str, int]
) -> None:
    staff, day = ids["JC031"], date(2026, 11, 30)
    done = leave(filled_store, staff, "2026-11-30")
    effects = {one.what: one for one in done.weighed.effects}
    assert effects["account_ends"].day == day
    assert effects["clients"].count > 0
    assert "reports" not in effects
    assert on(filled_store, staff, TODAY).left == day
    assert on(filled_store, staff, date(2026, 10, 31)).left is None
    assert filled_store.call(organisation.viewer, 31, day).me.number == "JC031"
    with pytest.raises(UnknownPersonError):
        filled_store.call(organisation.viewer, 31, day + timedelta(1))


def test_who_leads_leaves_people_behind(filled_store: Store, ids: dict[str, int]) -> None:
    effects = leave(filled_store, ids["JC019"], "2026-11-30").weighed.effects
    assert {one.what: one.count for one in effects}["reports"] == 3


def test_leaving_waits_for_what_was_decided_for_later(
    filled_store: Store, ids: dict[str, int]
) -> None:
    later = change(filled_store, ids["JC031"], "2026-12-01", grade="高级")
    with pytest.raises(LaterRowError):
        leave(filled_store, ids["JC031"], "2026-11-30")
    filled_store.call(undo.undo, BRANCH_OFFICE, NOW, later.batch)
    assert leave(filled_store, ids["JC031"], "2026-11-30").batch


def test_nobody_leaves_in_a_closed_month_or_before_joining(
    filled_store: Store, ids: dict[str, int], close_months: Callable[..., None]
) -> None:
    close_months("2026-10")
    with pytest.raises(MonthsClosedError):
        leave(filled_store, ids["JC031"], "2026-10-20")
    with pytest.raises(FindingsError) as refused:
        add(filled_store, left="2026-11-01")
    assert [one.code for one in refused.value.findings] == [Code.LEFT_BEFORE_JOINED]


def test_a_mistyped_row_is_put_right_from_its_own_day(
    filled_store: Store, ids: dict[str, int]
) -> None:
    staff = ids["JC036"]  # promoted with October
    october, may = past(filled_store, staff)
    assert [(one.field, one.old, one.new) for one in october.changes] == [
        ("grade", "assistant", "manager")
    ]
    assert (october.by, may.begins) == ("", True)
    filled_store.call(
        records.correct, BRANCH_OFFICE, NOW, terms=may.terms, reason=WHY, name="卢思棋"
    )
    october, may = past(filled_store, staff)
    assert may.by == "何晓燕"
    assert on(filled_store, staff, date(2026, 9, 30)).name == "卢思棋"
    assert on(filled_store, staff, date(2026, 10, 31)).name == "卢思琪"


def test_a_row_that_was_replaced_meanwhile_is_not_put_right(
    filled_store: Store, ids: dict[str, int]
) -> None:
    *_, may = past(filled_store, ids["JC031"])
    change(filled_store, ids["JC031"], may.day.isoformat(), level="1")
    with pytest.raises(NotYoursError):
        filled_store.call(
            records.correct, BRANCH_OFFICE, NOW, terms=may.terms, reason=WHY, level="2"
        )


def test_an_edit_is_taken_back_once_and_the_later_one_first(
    filled_store: Store, ids: dict[str, int]
) -> None:
    first = change(filled_store, ids["JC031"], level="1")
    second = change(filled_store, ids["JC031"], level="2")
    with pytest.raises(SupersededError):
        filled_store.call(undo.undo, BRANCH_OFFICE, NOW, first.batch)
    for done in (second, first):
        filled_store.call(undo.undo, BRANCH_OFFICE, NOW, done.batch)
    assert on(filled_store, ids["JC031"], TODAY).level is None
    with pytest.raises(NothingToTakeBackError):
        filled_store.call(undo.undo, BRANCH_OFFICE, NOW, first.batch)
    with pytest.raises(NothingToTakeBackError):
        filled_store.call(undo.undo, BRANCH_OFFICE, NOW, 2)  # a workbook's: not from here
