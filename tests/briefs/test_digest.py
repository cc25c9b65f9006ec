"""Monday's digest: the outlet's month as /pay has it, what came since, to whom it is told.

The demo's outlet WD02 are 李静怡, 吕子涵, 张伟 and 丁若曦. Broken by sums of another month or
outlet, a week compared with itself, a figure that gives a colleague away.
"""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from handlers.briefs import digest as drawing
from services import organisation, payslips
from services.briefs import digest, figures
from services.briefs.digest import Computed
from services.briefs.figures import Part
from services.month import Month
from services.store import Store, changes
from services.store.clients import Appointment
from services.store.worklogs import Worklog
from services.worklog import rows
from tests import branch
from tests.briefs import at, said, staff, told
from tests.facts.workbooks import workbook

OCTOBER = Month(2026, 10)
MONDAY, NEXT = at(11, 9, 9, 30), at(11, 16, 9, 30)
TEAM = ("JC019", "JC030", "JC031", "JC032")


def outlet(found: Computed, reader: int, unit: str = "江城银行听涛支行") -> dict[str, object]:
    return next(one for one in found.people[reader] if one["unit"] == unit)


def pay(session: Session, number: str) -> tuple[Decimal, Decimal]:
    """Return what /pay counts of a person's October."""
    one = organisation.by_number(session, number, branch.TODAY).staff_id
    facts = payslips.of_month(session, one, OCTOBER).slip.facts
    return facts.new_effective_accounts[-1].known, facts.new_custody_value[-1].known


def test_an_outlets_sums_are_those_of_its_peoples_pay(filled_store: Store) -> None:
    found = outlet(filled_store.call(digest.computed, MONDAY), staff(filled_store, "JC031"))
    all_ = [filled_store.call(pay, one) for one in TEAM]
    assert found["month"] == "2026-10"
    assert Decimal(str(found["accounts"])) == sum(one for one, _ in all_) == 21
    assert Decimal(str(found["value"])) == sum(one for _, one in all_) == 2_345_000
    assert found["since"] is None


def test_the_next_week_says_what_came_since(filled_store: Store, tmp_path: Path) -> None:
    store = filled_store
    store.call(digest.tell, MONDAY, store.call(digest.computed, MONDAY))
    zhang = staff(store, "JC031")
    found = outlet(store.call(digest.computed, NEXT), zhang)
    assert (found["since"], found["accounts_before"]) == ("2026-11-09", found["accounts"])
    assert "　和 11月9日 那次一样，没有新数据" in said(drawing.drawn, drawn_of(store, NEXT, zhang))
    head = ["月份", "客户号", "客户名称", "类型", "客户经理工号", "开户日期", "月末资产"]
    row = ["2026-10", "990001", "甄选", "个人", "JC031", date(2026, 10, 20), 80_000]
    assert branch.bring(store, workbook(tmp_path / "more.xlsx", {"客户月度": [head, row]}))
    found = outlet(store.call(digest.computed, NEXT), zhang)
    assert Decimal(str(found["accounts"])) == Decimal(str(found["accounts_before"])) + 1
    assert "　比 11月9日 那次：有效户 +1户，市值 +8万" in said(
        drawing.drawn, drawn_of(store, NEXT, zhang)
    )


def drawn_of(store: Store, due: datetime, reader: int) -> dict[str, object]:
    found = store.call(digest.computed, due)
    span = found.period
    outlets = found.people[reader]
    days = {"week": str(span.first), "last": str(span.last)}
    return {**days, "outlets": outlets, "reads": reader in found.reads}


def test_it_goes_to_the_outlets_people_and_their_managers(filled_store: Store) -> None:
    found = filled_store.call(digest.computed, MONDAY)
    ids = {one: staff(filled_store, one) for one in (*TEAM, "JC015", "JC012", "JC001", "JC033")}
    heard = {
        number
        for number, one in ids.items()
        if any(each["unit"] == "江城银行听涛支行" for each in found.people.get(one, []))
    }
    assert heard == {*TEAM, "JC015"}
    # a district manager hears of each outlet of his, once
    units = [one["unit"] for one in found.people[ids["JC015"]]]
    assert units == ["江城银行柳荫路支行", "江城银行听涛支行", "云溪银行东门支行"]


def test_a_second_telling_tells_nobody_again(filled_store: Store) -> None:
    found = filled_store.call(digest.computed, MONDAY)
    for _ in range(2):
        filled_store.call(digest.tell, MONDAY, found)
    assert set(told(filled_store, "digest")) == set(found.people)
    again = filled_store.call(digest.computed, MONDAY)
    assert outlet(again, staff(filled_store, "JC031"))["since"] is None, "not with itself"


def test_where_few_work_the_sums_are_for_those_who_see_all(filled_store: Store) -> None:
    """WD01: two marketers; the sum less one's own would be the other's."""
    found = filled_store.call(digest.computed, MONDAY)
    colleague, manager = staff(filled_store, "JC028"), staff(filled_store, "JC015")
    unit = "江城银行柳荫路支行"
    assert "accounts" not in outlet(found, colleague, unit)
    assert "registered" not in outlet(found, colleague, unit)
    assert "accounts" in outlet(found, manager, unit)


@pytest.mark.parametrize(("people", "heard"), [(1, False), (2, False), (3, True)])
def test_a_crowd_is_three(filled_store: Store, people: int, heard: bool) -> None:  # noqa: FBT001
    org = filled_store.call(organisation.on, branch.TODAY)
    parts = [Part(900 + one, "-", None, None, Decimal(0), 1, ()) for one in range(people)]
    assert figures.may_hear(org, staff(filled_store, "JC031"), parts) is heard


def test_appointments_and_logs_of_the_week_are_counted(filled_store: Store) -> None:
    store = filled_store

    @changes
    def fill(session: Session) -> None:
        zhang = organisation.by_number(session, "JC031", branch.TODAY).staff_id
        for number, day in enumerate((1, 2, 8, 9)):  # a Sunday, the week, the Monday after
            session.add(appointment(zhang, number, day))
        for week, asked in ((date(2026, 11, 2), "佣金"), (date(2026, 10, 26), "佣金")):
            row = Worklog(staff_id=zhang, week=week, filed_at=MONDAY, changed_at=MONDAY, version=1)
            rows.write(row, {"visits": "-", "results": "-", "asked": asked, "plan": "-"})
            session.add(row)

    store.call(fill)
    found = outlet(store.call(digest.computed, MONDAY), staff(store, "JC031"))
    names = ("registered", "came", "logs", "owed", "asked")
    assert [found[one] for one in names] == [2, 2, 1, 1, 1]
    assert "佣金" not in str(found)


def appointment(zhang: int, number: int, day: int) -> Appointment:
    made = Appointment(staff_id=zhang, made_by=zhang, made_at=at(11, day, 10), unit="WD02")
    made.name, made.phone, made.institution = "甲", "", False
    made.assets, made.planned, made.accompanied = Decimal(0), at(11, day, 11), False
    made.rebooked, made.valid_until, made.state = 0, date(2026, 12, 1), "opened"
    made.version, made.opened_on, made.checklist = number, date(2026, 11, day), ""
    return made


def test_over_a_holiday_it_tells_of_the_last_week_that_was_worked(filled_store: Store) -> None:
    """Told on Thursday 8 October: of 28 September to 4 October."""
    span = filled_store.call(digest.period, at(10, 8, 9, 30))
    assert (span.week, span.first, span.last) == (
        date(2026, 10, 5),
        date(2026, 9, 28),
        date(2026, 10, 4),
    )


def test_without_figures_nothing_is_invented(peopled_store: Store) -> None:
    found = peopled_store.call(digest.computed, at(10, 12, 9, 30))
    assert found.branch is None
    (one,) = found.people[staff(peopled_store, "JC031")]
    assert one["month"] is None
    assert "accounts" not in one
