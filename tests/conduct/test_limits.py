"""What the rules propose, and what is only warned of, at the edges."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from services.conduct.penalties import (
    AmountNeededError,
    Found,
    NoAccountsError,
    proposal,
    warned,
)
from services.rulebook import packaged
from services.step import given
from tests.client_rows import MONTH

RULES = packaged().on(MONTH.first_day)
D = Decimal


def proposed(kind: str, finding: str = "proven", **more: Any) -> tuple[Any, bool, str]:
    made = proposal(Found(kind, finding, **more), RULES)
    return made.fine, made.dismissal, made.basis


def test_what_the_articles_say() -> None:
    assert proposed("prohibited") == (1000, False, "first")
    assert proposed("prohibited", earlier=1) == (None, True, "again")
    assert proposed("malicious", accounts=3) == (1500, False, "by_account")
    assert proposed("malicious", "severe", accounts=3) == (None, True, "severe")
    assert proposed("swapping") == (None, False, "no_rule")
    assert proposed("diverting") == (None, False, "no_rule")
    assert proposed("error", loss=D(20_000)) == (20_000, False, "loss")
    for kind in ("prohibited", "swapping", "diverting", "malicious", "error"):
        assert proposed(kind, "cleared") == (None, False, "cleared")


def test_malicious_opening_is_of_accounts() -> None:
    with pytest.raises(NoAccountsError):
        proposed("malicious")


@pytest.mark.parametrize(
    ("amount", "fits"),
    [("99.99", False), ("100", True), ("1000", True), ("1000.01", False), (None, False)],
)
def test_an_error_without_a_loss_costs_100_to_1000(amount: str | None, *, fits: bool) -> None:
    money = None if amount is None else D(amount)
    if fits:
        assert proposed("error", amount=money) == (money, False, "no_loss")
    else:
        with pytest.raises(AmountNeededError):
            proposed("error", amount=money)


def test_a_penalty_that_the_outlet_sets_is_taken() -> None:
    rules = RULES.with_values({"conduct_fine.swapping": D(300)})
    made = proposal(Found("swapping", "proven"), rules)
    assert [made.fine, made.basis] == [D(300), "own_rule"]


def month(gross: str, fine: str, net: str) -> Any:
    """Return a month of which only the fine is taken off, besides what is no deduction."""
    lines = {
        code: given(code, 0)
        for code in ("lateness", "leave_deduction", "absence_deduction", "other_deduction")
    }
    lines |= {"fine": given("fine", D(fine)), "income_tax": given("income_tax", 9999)}
    return SimpleNamespace(lines=lines, gross=given("gross", D(gross)), net=given("net", D(net)))


def test_exactly_a_fifth_is_not_beyond_it() -> None:
    assert warned(month("1000", "200", "800"), RULES).beyond is False
    assert warned(month("1000", "200.01", "799.99"), RULES).beyond is True
    assert warned(month("0", "1", "-1"), RULES).beyond is True


def test_exactly_the_minimum_wage_is_not_below_it() -> None:
    rules = RULES.with_values({"minimum_wage": D(800)})
    assert warned(month("1000", "200", "800"), rules).below is False
    assert warned(month("1000", "200", "799.99"), rules).below is True
    assert warned(month("1000", "200", "1"), RULES).below is None, "not set"
