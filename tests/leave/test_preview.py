"""What the card said before sending is what the payslip says in the end; figures by hand.

张伟 is a 营销经理: 1 500 of fixed pay, so a day rate of 1 500 / 21.75. Personal leave takes 10
points a day, sick leave 5.
"""

from decimal import Decimal
from pathlib import Path

import pytest

from services.leave.asking import BOTH, FROM_NOON, TO_NOON, WHOLE
from services.leave.effect import MonthEffect
from services.month import Month
from services.pay import Statement
from services.payslips import statement_of
from services.payslips.ahead import LINES
from services.store import Store
from tests import branch
from tests.leave import TODAY, approve, ask, day, investigate, record, staff, weigh

OCTOBER, NOVEMBER = Month(2026, 10), Month(2026, 11)
HEAD = "月份,客户号,客户名称,类型,客户经理工号,开户日期,月均资产,月末资产,成交金额,佣金率"
NUMBER = "JC031"


def imported(store: Store, folder: Path, *months: Month) -> None:
    """Import figures of clients of the months."""
    for month in months:
        path = folder / f"客户月度-{month}.csv"
        line = f"{month},C1,王小明,个人,{NUMBER},2026-01-05,300000,320000,1000000,0.0008"
        path.write_text(f"{HEAD}\n{line}\n", "utf-8")
        assert branch.bring(store, path)


def paid(store: Store, month: Month) -> Statement:
    return store.call(statement_of, NUMBER, month, TODAY).slip.statement


def figures(made: Statement) -> list[Decimal | None]:
    return [made.daily.value, *(made.lines[code].value for code in LINES)]


def previewed(one: MonthEffect, paid_: Statement) -> list[Decimal | None]:
    """Return the figures after it: those that move, else those that the payslip has anyway."""
    moved = {line.code: line.after.value for line in one.lines}
    return [one.daily_after.value, *(moved.get(code, paid_.lines[code].value) for code in LINES)]


CASES = {
    "personal half days over the end of a month": (
        ("personal", day(10, 29), day(11, 3), BOTH),
        {
            OCTOBER: ["85", "1275.00", "103.45", "0"],  # 29 in the afternoon, 30: 1.5 days
            NOVEMBER: ["85", "1275.00", "103.45", "0"],  # 2, 3 in the morning: 1.5 days
        },
    ),
    "sick three days: no deduction": (
        ("sick", day(10, 12), day(10, 14), WHOLE),
        {OCTOBER: ["85", "1275.00", "0", "0"]},
    ),
    "sick three and a half days: all of them deducted": (
        ("sick", day(10, 12), day(10, 15), TO_NOON),
        {OCTOBER: ["82.5", "1237.50", "241.38", "0"]},  # 3.5 × 68.9655…
    ),
    "personal over the worked Saturday": (
        ("personal", day(10, 10), day(10, 12), FROM_NOON),
        {OCTOBER: ["85", "1275.00", "103.45", "0"]},
    ),
    "personal so long that nothing is left to deduct from": (
        ("personal", day(10, 12), day(10, 23), WHOLE),
        {OCTOBER: ["0", "0", "0", "0"]},
    ),
    "injury costs nothing": (
        ("injury", day(10, 12), day(10, 16), WHOLE),
        {OCTOBER: ["100", "1500.00", "0", "0"]},
    ),
    "annual leave costs nothing": (
        ("annual", day(10, 12), day(10, 13), TO_NOON),
        {OCTOBER: ["100", "1500.00", "0", "0"]},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_preview_is_the_later_payslip(name: str, peopled_store: Store, tmp_path: Path) -> None:
    asked, expected = CASES[name]
    before = weigh(peopled_store, *asked)
    assert [one.month for one in before.months] == list(expected)
    approve(peopled_store, ask(peopled_store, *asked))
    imported(peopled_store, tmp_path, *expected)
    for one in before.months:
        by_hand = [Decimal(figure) for figure in expected[one.month]]
        assert figures(paid(peopled_store, one.month)) == by_hand
        assert previewed(one, paid(peopled_store, one.month)) == by_hand


def test_pending_leave_counts_in_the_preview(peopled_store: Store, tmp_path: Path) -> None:
    first = ask(peopled_store, "sick", day(10, 12), day(10, 13))
    second = ("sick", day(10, 19), day(10, 20), TO_NOON)
    (before,) = weigh(peopled_store, *second).months
    assert before.with_pending
    assert before.daily_before.value == 90
    for leave in (first, ask(peopled_store, *second)):
        approve(peopled_store, leave)
    imported(peopled_store, tmp_path, OCTOBER)
    made = paid(peopled_store, OCTOBER)
    by_hand = [Decimal(figure) for figure in ("82.5", "1237.50", "241.38", "0")]  # 3.5 days
    assert figures(made) == previewed(before, made) == by_hand


def test_leave_afterwards_keeps_a_day_from_being_absence(
    peopled_store: Store, tmp_path: Path
) -> None:
    zhang = staff(peopled_store, NUMBER)
    peopled_store.call(record, zhang, NUMBER, (day(10, 8), "absence", "1"))
    asked = ("sick", day(10, 8), day(10, 8), TO_NOON)
    (before,) = weigh(peopled_store, *asked).months
    moved = {one.code: (one.before.value, one.after.value) for one in before.lines}
    assert moved["absence_deduction"] == (Decimal("344.83"), Decimal("137.93"))  # 5, then 2 rates
    approve(peopled_store, ask(peopled_store, *asked))
    imported(peopled_store, tmp_path, OCTOBER)
    made = paid(peopled_store, OCTOBER)
    by_hand = [Decimal(figure) for figure in ("97.5", "1462.50", "0", "137.93")]
    assert figures(made) == previewed(before, made) == by_hand


def test_a_month_that_has_figures_is_weighed_the_same(
    peopled_store: Store, tmp_path: Path
) -> None:
    asked = ("personal", day(10, 12), day(10, 12), WHOLE)
    without = weigh(peopled_store, *asked).months
    imported(peopled_store, tmp_path, OCTOBER)
    with_it = weigh(peopled_store, *asked).months
    assert [one.lines for one in without] == [one.lines for one in with_it]


def test_pay_that_is_held_is_previewed_as_held(peopled_store: Store, tmp_path: Path) -> None:
    """Article 27.4: fixed pay is shown and not paid; what leave takes is taken all the same."""
    investigate(peopled_store, NUMBER)
    asked, by_hand = CASES["personal over the worked Saturday"]
    (before,) = weigh(peopled_store, *asked).months
    approve(peopled_store, ask(peopled_store, *asked))
    imported(peopled_store, tmp_path, OCTOBER)
    made = paid(peopled_store, OCTOBER)
    assert figures(made) == previewed(before, made) == [Decimal(one) for one in by_hand[OCTOBER]]
    assert made.held.value == Decimal("1275.00")
    fixed, deduction = before.lines
    assert [fixed.code, deduction.code] == ["fixed_pay", "leave_deduction"]
    for step in (fixed.before, fixed.after, made.lines["fixed_pay"]):
        assert step.reason == "investigated"
    for step in (deduction.before, deduction.after):
        assert step.reason != "investigated"
