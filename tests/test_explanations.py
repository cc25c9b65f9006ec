"""What a month's explanation tells beside the amounts: reasons, bounds, articles, the lever."""

from dataclasses import fields, replace
from decimal import Decimal

import pytest

from services.cases.shape import LINES
from services.month import Month
from services.pay import Statement, statement
from services.pay.checks import Check, Condition
from services.pay.inputs import Correction, Facts, Opened, Person, TaxYear, Team
from services.pay.review import Outcome, lever
from services.rulebook import packaged
from services.step import Step, given, total
from tests.casebook import made

MONTH = Month(2026, 10)
RULES = packaged().on(MONTH.first_day)
MANAGER = Person(joined=Month(2024, 3), grade="manager")


def amount(what: str, value: str) -> Step:
    return given(what, Decimal(value))


def month(person: Person = MANAGER, **facts: object) -> Statement:
    """Return a month in which nothing happened but what is given."""
    return statement(person, replace(Facts(), **facts), RULES)  # type: ignore[arg-type]


def found(root: Step, what: str) -> Step:
    """Return the step of an explanation."""
    return next(step for _, step in root.walk() if step.what == what)


@pytest.mark.parametrize("plain", [Facts(), Team(), TaxYear()], ids=["facts", "team", "tax"])
def test_what_is_not_given_is_zero(plain: Facts | Team | TaxYear) -> None:
    given_ = [getattr(plain, one.name) for one in fields(plain)]
    steps = [one[0] if isinstance(one, tuple) and one else one for one in given_]
    values = {one.what: one.value for one in steps if isinstance(one, Step)}
    assert values.pop("tax_months", 1) == 1
    assert set(values.values()) == {Decimal(0)}


@pytest.mark.parametrize(
    ("balance", "reason"),
    [("9999.99", None), ("10000", "risk_fund_full"), ("12000", "risk_fund_full")],
)
def test_a_full_fund_is_the_reason_that_nothing_is_taken(balance: str, reason: str | None) -> None:
    line = month(risk_fund_balance=amount("risk_fund_before", balance)).lines["risk_fund"]
    assert line.reason == reason


def test_an_empty_base_is_another_reason() -> None:
    held = replace(MANAGER, investigated=True)
    assert month(held).lines["risk_fund"].reason == "no_base"


@pytest.mark.parametrize(
    ("post", "article"), [("station_manager", "13"), ("district_manager", "14")]
)
def test_a_posts_allowance_names_the_posts_article(post: str, article: str) -> None:
    slip = month(replace(MANAGER, posts=frozenset({"marketer", post})))
    assert slip.lines["management_allowance"].article == article


def test_value_below_the_standard_is_no_excess() -> None:
    slip = month(new_custody_value=(amount("new_custody_value", "499999"),))
    assert found(slip.lines["excess_value_award"], "excess_value").value == 0
    assert found(slip.lines["excess_value_award"], "value_above").value == -1


@pytest.mark.parametrize(
    ("assets", "bound"),
    [
        ("5000", "opening_award.floor"),
        ("5001", "opening_award.floor"),
        ("50000", "opening_award.band2"),
        ("200000", "opening_award.band3"),
        ("1000000", "opening_award.band4"),
    ],
)
def test_an_opening_award_names_the_bound_that_the_assets_reach(assets: str, bound: str) -> None:
    line = month(openings=(Opened(amount("client_month_end:C1", assets)),)).lines["opening_award"]
    bounds = {"opening_award.floor", *(f"opening_award.band{n}" for n in (2, 3, 4))}
    assert {step.what for _, step in line.walk()} & bounds == {bound}


@pytest.mark.parametrize(
    ("earned", "bounds"),
    [
        ("41000", set()),
        ("41000.01", {"wage_tax.bracket1"}),
        ("149000.01", {"wage_tax.bracket2"}),
        ("2000000", {"wage_tax.bracket6"}),
    ],
)
def test_a_tax_names_the_bound_that_the_income_is_above(earned: str, bounds: set[str]) -> None:
    director = Person(joined=Month(2020, 1), posts=frozenset({"project_director"}))
    line = month(director, manual=(amount("manual_entry", earned),)).lines["income_tax"]
    cited = {step.what for _, step in line.walk()}
    assert {what for what in cited if what.startswith("wage_tax.bracket")} == bounds


def test_what_is_entered_is_rounded_to_the_fen_half_up() -> None:
    slip = month(
        manual=(amount("manual_entry", "0.004"), amount("manual_entry", "0.001")),
        other_deductions=amount("other_entry", "0.005"),
        adjustments=(Correction("commission", MONTH, amount("correction", "-0.005")),),
    )
    entered = {
        code: slip.lines[code].value for code in ("manual", "other_deduction", "adjustment")
    }
    cent = Decimal("0.01")
    assert entered == {"manual": cent, "other_deduction": cent, "adjustment": -cent}


def test_a_condition_with_an_absent_figure_is_open() -> None:
    known, absent = given("known", 1), Step("absent", None)
    for condition in (Condition("c", known, absent), Condition("c", absent, known)):
        assert (condition.holds, condition.gap) == (None, None)


def test_an_explanation_is_read_from_the_result_down() -> None:
    tree = total("whole", total("part", given("a", 1), given("b", 2)), given("c", 3))
    read = [(depth, step.what) for depth, step in tree.walk()]
    assert read == [(0, "whole"), (1, "part"), (2, "a"), (2, "b"), (1, "c")]


@pytest.mark.parametrize("line", LINES)
def test_only_a_zero_says_why_it_is_zero(line: str) -> None:
    reasons = {
        statement.lines[line].reason for _, statement in made() if statement.lines[line].value
    }
    assert reasons <= {None, "investigated"}


def promotion(*conditions: Condition) -> Check[Outcome]:
    return Check("eligible_promotion", "17", conditions, "senior")


ASSETS = Condition("mean_assets_two", given("assets", 5_000_000), given("bound", 6_000_000))
ACCOUNTS = Condition("mean_accounts_two", given("accounts", 5), given("bound", 6))


def facts(assets: tuple[int, ...], accounts: tuple[int, ...]) -> Facts:
    return Facts(
        average_assets=tuple(given("average_assets", one) for one in assets),
        new_effective_accounts=tuple(given("accounts", one) for one in accounts),
    )


def test_the_lever_is_the_smallest_share_of_ones_own_mean() -> None:
    check = promotion(ASSETS, ACCOUNTS)
    # a million is a fifth of one's own five, an account a third of one's own three
    assert lever(check, facts((4_000_000, 5_000_000, 6_000_000), (2, 3, 4))) is ASSETS
    # of ten accounts one is a tenth
    assert lever(check, facts((4_000_000, 5_000_000, 6_000_000), (10, 10, 10))) is ACCOUNTS


def test_what_holds_is_no_lever() -> None:
    held = replace(ACCOUNTS, value=given("accounts", 6))
    assert lever(promotion(ASSETS, held), facts((9,), (9,))) is ASSETS
    assert lever(promotion(held), facts((9,), (9,))) is None


def test_without_a_mean_of_ones_own_a_lever_is_out_of_reach() -> None:
    check = promotion(ASSETS, ACCOUNTS)
    assert lever(check, facts((0,), (1,))) is ACCOUNTS
    assert lever(check, facts((1,), (0,))) is ASSETS


def test_without_earlier_scores_the_full_score_stands_for_the_mean() -> None:
    score = Condition("month_score", given("score", 0), given("bound", 1))
    assets = replace(ASSETS, what="mean_assets")
    own = facts((2_000_000,), (1,))
    assert lever(promotion(score, assets), own) is assets  # half of one's own against all of it
    earlier = replace(own, scores=(given("score", 4),))
    assert lever(promotion(score, assets), earlier) is score
