"""Line 16: income tax by the kind of contract."""

from decimal import Decimal
from fractions import Fraction

from tests.independent.numbers import ZERO, fen
from tests.independent.view import View, number

# up to, rate in percent, quick deduction; None: above
Brackets = tuple[tuple[int | None, int, int], ...]
WAGE: Brackets = (
    (36_000, 3, 0),
    (144_000, 10, 2_520),
    (300_000, 20, 16_920),
    (420_000, 25, 31_920),
    (660_000, 30, 52_920),
    (960_000, 35, 85_920),
    (None, 45, 181_920),
)
LABOUR: Brackets = ((20_000, 20, 0), (50_000, 30, 2_000), (None, 40, 7_000))
MONTHLY = 5_000
LABOUR_SMALL, LABOUR_FLAT = 4_000, 800


def by_brackets(income: Fraction, brackets: Brackets) -> Fraction:
    """Tax an income, nothing below 0."""
    for bound, percent, quick in brackets:
        if bound is None or income <= bound:
            return max(ZERO, income * percent / 100 - quick)
    msg = "the last bracket is open"
    raise AssertionError(msg)


def income_tax(view: View, taxable: Fraction) -> Decimal:
    """Give the tax to withhold this month."""
    if view.contract == "agent":
        small = taxable <= LABOUR_SMALL
        income = max(ZERO, taxable - LABOUR_FLAT) if small else taxable * 4 / 5
        return fen(by_brackets(income, LABOUR))
    year = by_brackets(cumulative(view, taxable), WAGE)
    return fen(max(ZERO, year - view.number("tax", "withheld")))


def cumulative(view: View, taxable: Fraction) -> Fraction:
    """Give what the year's tax is counted on, this month included."""
    earned = view.number("tax", "taxable_earnings") + taxable
    free = MONTHLY * view.number("tax", "months", 1)
    if view.contract in {"broker_a", "broker_b"}:
        income = earned * 4 / 5
        return income - income / 4 - free
    insured = view.number("tax", "social_insurance") + number(view.case, "social_insurance")
    return earned - free - insured - view.number("tax", "special_deductions")
