"""What follows from the imported client rows: accounts, value, revenue, assets (Article 12)."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from services.month import Month
from services.payslips.book import (
    average_assets,
    excluded_value,
    fund_fees,
    net_revenue,
    new_accounts,
    new_value,
    openings,
    qualifies,
)
from services.rulebook import Rules, packaged
from services.step import Source, Step
from tests.client_rows import MONTH, row

RULES = packaged().on(MONTH.first_day)


def _excluded(share: Decimal) -> bool:
    return excluded_value([row(end_assets="800", ipo_share=share)], RULES).value == Decimal(800)


# the thresholds that only imported rows reach, and whether a value counts
COVERED: dict[str, Callable[[Decimal], bool]] = {
    "effective_account.purchase": lambda value: qualifies(row(purchase=value), RULES),
    "effective_account.assets": lambda value: qualifies(row(end_assets=value), RULES),
    "excess_value_award.excluded_share": _excluded,
}


@pytest.mark.parametrize("figure", COVERED)
def test_only_more_than_a_threshold_counts(figure: str) -> None:
    step, bound = packaged().figures[figure].threshold, RULES[figure].known
    assert step is not None
    assert [COVERED[figure](bound + n * step) for n in (-1, 0, 1)] == [False, False, True]


def changed(**values: Decimal | None) -> Rules:
    """Return the rules with other values (a dot is written as two underlines)."""
    return RULES.with_values({key.replace("__", "."): value for key, value in values.items()})


@pytest.mark.parametrize("figure", ["effective_account__purchase", "effective_account__assets"])
def test_from_what_a_client_is_effective_is_a_figure_of_the_rulebook(figure: str) -> None:
    client = row(purchase="100", end_assets="100")
    assert not qualifies(client, RULES)
    assert qualifies(client, changed(**{figure: Decimal(99)}))


def test_purchases_of_two_months_are_not_added_up() -> None:
    months = [row(month=MONTH.later(back), purchase="3000") for back in (-1, 0)]
    assert not any(qualifies(one, RULES) for one in months)


def test_an_institution_counts_three_and_its_value_once() -> None:
    new = [row("C1", end_assets="6000"), row("C2", end_assets="70000.50", institution=True)]
    assert new_accounts(new, RULES).value == 1 + 3
    assert new_accounts(new, changed(effective_account__institution=Decimal(4))).value == 1 + 4
    assert new_value(new).value == Decimal("76000.50")


def test_nobody_new_is_nothing() -> None:
    assert new_accounts([], RULES).value == 0
    assert new_value([]).value == 0
    assert openings([]) == ()


def test_an_opening_is_a_new_client_with_its_month_end_assets() -> None:
    new = openings([row("C1", end_assets="6000"), row("C2", institution=True)])
    assert [(one.assets.known, one.institution) for one in new] == [
        (Decimal(6000), False),
        (Decimal(0), True),
    ]


def test_a_client_mostly_in_funds_is_left_out_whole() -> None:
    new = [
        row("C1", end_assets="600000", ipo_share="0.51"),
        row("C2", end_assets="70000", ipo_share="0.5"),
        row("C3", end_assets="8000"),
    ]
    made = excluded_value(new, RULES)
    assert made.value == 600_000
    assert made.assumed, "the share is a value of ours"
    assert "excess_value_award.excluded_share" in {step.what for _, step in made.walk()}


def test_while_the_share_is_unset_only_who_has_none_of_it_is_certain() -> None:
    rules = changed(excess_value_award__excluded_share=None)
    some = excluded_value([row("C1", end_assets="6000", ipo_share="0.1")], rules)
    assert some.value is None
    assert some.missing == ("excess_value_award.excluded_share",)
    assert excluded_value([row("C1", end_assets="6000")], rules).value == 0


def revenue(turnover: str, rate: str, month: Month = MONTH) -> Step:
    """Return the net revenue of one client's turnover in a month."""
    rules = packaged().on(month.first_day)
    return net_revenue([row(month=month, turnover=turnover, rate=rate)], rules)


@pytest.mark.parametrize(
    ("month", "expected"),
    [
        (Month(2026, 10), "180.05"),  # the rules' own check: 1 000 000 × (0.00025 × 0.9366 - fees)
        (Month(2023, 9), "180.05"),
        (Month(2023, 8), "165.45"),  # the new fees hold from the 28th: not on the 1st
        (Month(2016, 5), "165.45"),
        (Month(2016, 4), "167.55"),  # business tax 5.5 %
        (Month(2015, 8), "167.55"),
    ],
)
def test_net_revenue_uses_what_is_in_force_on_the_first(month: Month, expected: str) -> None:
    assert revenue("1000000", "0.00025", month).value == Decimal(expected)


def test_net_revenue_is_absent_before_the_fees_are_known() -> None:
    made = revenue("1000000", "0.00025", Month(2015, 7))
    assert made.value is None
    assert made.missing == ("net_revenue.regulatory_fees",)
    assert net_revenue([row()], packaged().on(date(2015, 7, 1))).value == 0, "no turnover"


@pytest.mark.parametrize(
    ("turnover", "expected"),
    [("27.76", "0"), ("27.78", "0.01"), ("83.30", "0.01"), ("83.32", "0.02")],
)
def test_net_revenue_is_rounded_half_up_once(turnover: str, expected: str) -> None:
    assert revenue(turnover, "0.00025").value == Decimal(expected)


def test_net_revenue_is_rounded_as_a_sum_not_by_client() -> None:
    rows = [row(f"C{n}", turnover="20", rate="0.00025") for n in (1, 2)]
    assert net_revenue(rows[:1], RULES).value == 0  # 0.003601
    assert net_revenue(rows, RULES).value == Decimal("0.01")  # 0.007202


def test_a_loss_with_one_client_is_taken_off_and_the_sum_is_not_below_zero() -> None:
    loss = row("C1", turnover="1000000", rate="0.00005")  # 46.83 - 54.10
    gain = row("C2", turnover="1000000", rate="0.00025")
    assert net_revenue([loss, gain], RULES).value == Decimal("172.78")
    assert net_revenue([loss], RULES).value == 0


def test_average_assets_are_the_sum_and_a_missing_mean_is_flagged() -> None:
    made = average_assets(
        [
            row("C1", average_assets="2000.25", end_assets="9"),
            row("C2", average_assets=None, end_assets="1000"),
            row("C3", average_assets="0", end_assets="500"),
        ]
    )
    assert made.value == Decimal("3000.25"), "a mean of 0 is a mean"
    assert [step.reason for step in made.because] == [None, "month_end_used", None]


def test_every_figure_knows_its_row() -> None:
    one = row(
        "C7", average_assets="1", end_assets="6000", turnover="9", fund_fee="2", ipo_share="1"
    )
    source = Source(4, "客户月度", 8)
    for made in (
        average_assets([one]),
        new_accounts([one], RULES),
        new_value([one]),
        excluded_value([one], RULES),
        fund_fees([one]),
        net_revenue([one], RULES),
        openings([one])[0].assets,
    ):
        assert source in {step.source for _, step in made.walk()}, made.what


def test_fund_fees_are_added_up() -> None:
    assert fund_fees([row("C1", fund_fee="1.5"), row("C2"), row("C3", fund_fee="2")]).value == 3.5
