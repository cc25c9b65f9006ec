"""Months that are not as usual: hires, leavers, gaps, opening balances late, returns."""

from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from services import standing
from services.month import Month
from services.organisation import by_number
from services.payslips import NothingRecordedError, Payslip, statement_of
from services.store import Store, changes
from services.store.people import Account
from tests.facts.workbooks import NOW, UNITS, bring, workbook

TODAY = NOW.date()
PEOPLE = (
    *("工号", "姓名", "单位编码", "岗位", "直属上级工号", "职级", "合同"),
    *("入职日期", "生效日期", "离职日期", "推荐人工号"),
)
CLIENTS = (
    "月份",
    "客户号",
    "客户名称",
    "类型",
    "客户经理工号",
    "开户日期",
    "月末资产",
    "成交金额",
    "佣金率",
)
OPENINGS = ("月份", "工号", "风险基金余额", "本年已计税收入", "本年已扣税")


def person(number: str, **given: str) -> list[str]:
    usual = {"superior": "", "grade": "助理", "contract": "劳动合同", "joined": "2024-01-01"}
    one = {"posts": "营销经理", "first": "", "left": "", "referrer": "", **usual, **given}
    fields = ("posts", "superior", "grade", "contract", "joined", "first", "left", "referrer")
    return [number, "某人", "W1", *(one[field] for field in fields)]


def client(month: str, staff: str, name: str = "C1", turnover: int = 0) -> list[Any]:
    return [month, name, "名", "个人", staff, "2020-01-01", 1000000, turnover, 0.001]


class Outlet:
    """A small outlet that is brought in file by file."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store, self.folder, self.numbers = store, folder, count()
        self.bring(组织=list(UNITS))

    def bring(self, **sheets: Sequence[Sequence[Any]]) -> int | None:
        """Import rows under the sheets' titles; return the batch."""
        heads = {"人员": PEOPLE, "客户月度": CLIENTS, "期初": OPENINGS}
        rows = {
            title: [heads[title], *listed] if title in heads else listed
            for title, listed in sheets.items()
        }
        path = workbook(self.folder / f"{next(self.numbers)}.xlsx", rows)
        return bring(self.store, path).batch_id

    def months(self, staff: str, *months: int) -> None:
        """Bring a client of the person for months of 2026."""
        self.bring(客户月度=[client(f"2026-{month:02}", staff) for month in months])

    def slip(self, number: str, month: str) -> Payslip:
        """Return a month as the command line does."""
        return self.store.call(statement_of, number, Month.parse(month), TODAY)


@pytest.fixture
def outlet(store: Store, tmp_path: Path) -> Outlet:
    return Outlet(store, tmp_path)


def test_a_hire_has_months_from_joining_on(outlet: Outlet) -> None:
    outlet.bring(人员=[person("10001", grade="营销经理")])
    outlet.months("10001", 7, 8, 9, 10)
    hired = person("10003", joined="2026-10-09", grade="营销经理", referrer="10001")
    outlet.bring(人员=[hired])  # in force from the open month, July, on
    with pytest.raises(NothingRecordedError):
        outlet.slip("10003", "2026-09")
    assert outlet.slip("10003", "2026-10").slip.statement.gross.value == 1500 + 200
    awards = [outlet.slip("10001", m).slip.statement.lines["referral_award"].value for m in MONTHS]
    assert awards == [0, 0, 0, 200]


MONTHS = ("2026-07", "2026-08", "2026-09", "2026-10")


def test_a_referral_is_paid_once_in_a_life(outlet: Outlet) -> None:
    grades = (("2026-07-01", "营销经理"), ("2026-08-01", "助理"), ("2026-09-01", "营销经理"))
    joined = {"joined": "2026-07-01", "referrer": "10001"}
    people = [person("10002", grade=grade, first=first, **joined) for first, grade in grades]
    outlet.bring(人员=[person("10001", grade="营销经理"), *people])
    outlet.months("10001", 7, 8, 9, 10)
    awards = [outlet.slip("10001", m).slip.statement.lines["referral_award"].value for m in MONTHS]
    assert awards == [200, 0, 0, 0]


def test_opening_balances_before_the_first_month_of_clients(outlet: Outlet) -> None:
    outlet.bring(人员=[person("10002")], 期初=[["2026-07", "10002", 500, 30000, 0]])
    outlet.months("10002", 8)
    made = outlet.slip("10002", "2026-08").slip
    assert made.facts.risk_fund_balance.value == 500
    assert made.facts.tax.taxable.value == 30000


def test_sums_of_a_tax_year_that_is_over_are_not_taken(outlet: Outlet) -> None:
    outlet.bring(人员=[person("10002")], 期初=[["2025-10", "10002", 500, 30000, 0]])
    outlet.months("10002", 2)
    made = outlet.slip("10002", "2026-02").slip.facts
    assert made.risk_fund_balance.value == 500
    assert made.tax.taxable.value == 0


def test_months_before_the_opening_balances_only_give_scores(outlet: Outlet) -> None:
    outlet.bring(人员=[person("10002")], 期初=[["2026-10", "10002", 9990, 0, 0]])
    outlet.months("10002", 8, 9, 10)
    made = outlet.slip("10002", "2026-10")
    assert made.before is None
    assert made.months == (Month(2026, 10),)
    assert [step.value is not None for step in made.slip.facts.scores] == [True, True]
    assert made.slip.statement.lines["risk_fund"].value == 10
    with pytest.raises(NothingRecordedError):
        outlet.slip("10002", "2026-09")


def test_a_month_that_was_not_imported_counts_as_none(outlet: Outlet) -> None:
    outlet.bring(人员=[person("10002")])
    outlet.months("10002", 7, 9)
    with pytest.raises(NothingRecordedError):
        outlet.slip("10002", "2026-08")
    made = outlet.slip("10002", "2026-09").slip
    assert [step.value for step in made.facts.average_assets] == [1000000, 1000000]
    assert made.facts.scores == ()
    assert made.statement.review
    assert made.statement.review.outcome == "at_risk"  # no test of three months with two


def test_who_came_back_is_taxed_for_the_months_he_was_here(outlet: Outlet) -> None:
    again = {"joined": "2026-09-01", "first": "2026-09-01"}
    first = person("10002", joined="2025-01-01", first="2026-06-01", left="2026-07-31")
    outlet.bring(人员=[first, person("10002", **again)])
    outlet.months("10002", 6, 7, 8, 9, 10)
    made = outlet.slip("10002", "2026-10").slip.facts
    assert made.tax.months.value == 10  # December to July, September, October
    assert [str(step.what) for step in made.tax.taxable.because] == [
        f"taxable@2026-{month}" for month in ("06", "07", "09")
    ]
    assert len(made.scores) == 1


def test_what_an_agent_was_taxed_does_not_count_for_the_employee(outlet: Outlet) -> None:
    outlet.bring(
        人员=[
            person("10002", contract="居间", first="2026-07-01"),
            person("10002", contract="劳动合同", first="2026-09-01"),
        ]
    )
    outlet.months("10002", 7, 8, 9, 10)
    made = outlet.slip("10002", "2026-10").slip.facts.tax
    assert (int(made.months.known), len(made.taxable.because)) == (2, 1)


def test_who_left_is_opened_on_his_last_month_and_counts_for_no_post(outlet: Outlet) -> None:
    leader = {"posts": "驻点经理、营销经理", "grade": "营销经理"}
    left = [person(f"1000{n}", superior="10001", left="2026-08-15") for n in (2, 3, 4)]
    outlet.bring(人员=[person("10001", **leader), *left])
    outlet.months("10002", 7, 8, 9, 10)
    outlet.store.call(bound, "10001")
    found = outlet.store.call(standing.standing, 1, TODAY, None)
    keep = next(one for one in found.demands if one.outcome == "keep_station_manager")
    assert keep.conditions[0].value.value == 0
    assert outlet.slip("10002", "2026-08").months == (Month(2026, 7), Month(2026, 8))


@changes
def bound(session: Session, number: str) -> None:
    """Bind account 1 to the person."""
    staff_id = by_number(session, number, TODAY).staff_id
    session.add(Account(telegram_id=1, staff_id=staff_id, bound_at=NOW))
