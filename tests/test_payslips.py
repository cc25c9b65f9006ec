"""Payslips from the database: against the second calculation, over months, with gaps."""

from datetime import date
from decimal import Decimal

import pytest

from bot.demo.world.people import PEOPLE
from services import payslips, rulebook_values, standing
from services.month import Month
from services.payslips import NothingRecordedError, Payslip, statement_of
from services.store import Store
from tests.branch import NOW, TODAY, account
from tests.databases import opened
from tests.demo_months import Months
from tests.demo_rows import rows_of

OCTOBER = Month(2026, 10)
GRADELESS_DISTRICT = "JC014"  # the second calculation's case format has no such person


def slip(store: Store, number: str, month: Month = OCTOBER) -> Payslip:
    return store.call(statement_of, number, month, TODAY)


@pytest.fixture(scope="module")
def second(workbooks: list[object]) -> Months:
    return Months(rows_of(workbooks))  # type: ignore[arg-type]


def test_everybody_as_the_second_calculation_has_it(filled: str, second: Months) -> None:
    with opened(filled) as store:
        for one in PEOPLE:
            if one.number == GRADELESS_DISTRICT:
                continue
            made, other = slip(store, one.number).slip.statement, second.last(one.number)
            lines = {code: step.value for code, step in made.lines.items() if step.value}
            assert lines == {k: v for k, v in other["lines"].items() if v}, one.number
            assert (made.gross.value, made.net.value) == (other["gross"], other["net"]), one.number
            assert made.risk_fund_balance.value == other["risk_fund_balance"], one.number
            review = made.review
            assert (review.outcome if review else None) == other["review"], one.number


def test_a_director_doubling_for_a_district_without_a_grade(filled_store: Store) -> None:
    lines = slip(filled_store, GRADELESS_DISTRICT).slip.statement.lines
    below = [slip(filled_store, one).slip.facts.net_revenue.known for one in ("JC026", "JC027")]
    assert lines["management_commission"].value == sum(below) * Decimal("0.05")
    assert lines["risk_fund"].reason == "no_grade"


def test_a_month_starts_from_the_balances_of_the_one_before(filled_store: Store) -> None:
    september = slip(filled_store, "JC031", OCTOBER.later(-1)).slip.statement
    october = slip(filled_store, "JC031").slip
    assert october.facts.risk_fund_balance.value == september.risk_fund_balance.value
    assert october.facts.scores[-1].value == (september.score and september.score.value)
    taken = october.statement.lines["risk_fund"].known
    assert october.statement.risk_fund_balance.value == september.risk_fund_balance.known + taken


def test_every_input_of_the_net_knows_its_row_or_its_month(filled_store: Store) -> None:
    made = slip(filled_store, "JC031")
    leaves = [step for _, step in made.slip.statement.net.walk() if not step.because]
    nowhere = {
        step.what.partition(":")[0].partition("@")[0]
        for step in leaves
        if step.value and not (step.source or step.cited or step.reason)
    }
    quoted = {"fixed_pay", "leave_deduction"}  # other lines, told there
    assert nowhere == {"one", "referred", "tax_months"} | quoted
    assert all(made.file(step.source) for step in leaves if step.source)


def test_months_outside_are_told(filled_store: Store) -> None:
    for month in (OCTOBER.later(1), Month(2026, 4)):
        with pytest.raises(NothingRecordedError):
            slip(filled_store, "JC031", month)
    with pytest.raises(NothingRecordedError):
        slip(filled_store, "JC060", Month(2026, 9))  # he joined in October


def test_what_is_effective_unset_leaves_pay_incomplete(filled_store: Store) -> None:
    figure = "effective_account.assets"
    filled_store.call(
        rulebook_values.set_value, figure, "unset", date(2026, 10, 1), "under discussion", NOW
    )
    made = slip(filled_store, "JC031").slip.statement
    absent = {code for code, step in made.lines.items() if step.value is None}
    assert absent >= {"commission", "opening_award", "excess_value_award", "risk_fund"}
    assert made.net.value is None
    assert made.missing == (figure,)
    found = filled_store.call(standing.standing, account("JC031"), TODAY, None)
    assert found.slip.statement.review
    assert found.slip.statement.review.outcome is None


def test_without_any_figures_it_is_told(peopled_store: Store) -> None:
    with pytest.raises(NothingRecordedError):
        peopled_store.call(payslips.payslip, 31, TODAY, None, None)
