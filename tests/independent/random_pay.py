"""The money parts of random cases: corrections, tax to date, changed figures."""

from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

from tests.independent.figures import COMMON, GRADE_TABLE, GRADES, prefix
from tests.independent.numbers import fen
from tests.independent.tax import WAGE, by_brackets

ADJUSTED = (
    "fixed_pay",
    "commission",
    "opening_award",
    "excess_value_award",
    "fund_commission",
    "management_commission",
    "outlet_commission",
    "management_allowance",
    "transport_allowance",
    "meal_allowance",
    "referral_award",
    "lateness",
    "leave_deduction",
)
BRACKET_EDGES = (0, 36_000, 144_000, 300_000, 420_000, 660_000, 960_000, 1_500_000)
# ids named by the agreed case format
NAMED = tuple(
    key
    for key in COMMON
    if key.split(".")[0]
    not in {
        "meal_allowance",
        "referral_award",
        "qualification",
        "leave_deduction",
    }
)
KINDS = ("prohibited", "malicious_opening", "business_error")


def amount(rng: Random, least: int, most: int) -> Decimal:
    """Give an amount down to the fen."""
    return Decimal(rng.randint(least * 100, most * 100)).scaleb(-2)


def corrections(rng: Random, month: str) -> dict[str, Any]:
    """Give fines, manual amounts, adjustments and the like, mostly few."""
    year = int(month[:4]) - 1
    lines = [rng.choice(ADJUSTED) for _ in range(rng.choice((0, 0, 0, 1, 2, 3)))]
    most = rng.choice((50, 50, 300, 1_000, 9_000))
    return {
        "fines": [
            {"kind": rng.choice(KINDS), "amount": rng.choice((100, 200, 500, 1_000))}
            for _ in range(rng.choice((0, 0, 0, 1, 2)))
        ],
        "manual": [
            {"amount": rng.choice((Decimal(8_000), amount(rng, 0, 60_000))), "reason": "award"}
            for _ in range(rng.choice((0, 0, 1)))
        ],
        "adjustments": [
            {
                "line": line,
                "month": f"{year}-{rng.randint(1, 12):02}",
                "amount": amount(rng, -most, most),
            }
            for line in lines
        ],
        "fixed_pay_released": rng.choice((0, 0, 0, 1_500, Decimal("712.5"))),
        "other_deductions": rng.choice((*[0] * 15, 30, Decimal("99.99"), 20_000)),
        "social_insurance": rng.choice((0, 0, Decimal("412.35"))),
    }


def tax(rng: Random, months: int) -> dict[str, Any]:
    """Give a year to date that ends near any bracket's edge."""
    share = rng.choice((1, 1, Decimal("0.6")))
    wanted = Decimal(rng.choice(BRACKET_EDGES) + rng.randint(-9_000, 3_000)) + 5_000 * months
    earned = max(Decimal(0), wanted / share).quantize(Decimal("0.01"))
    if months == 1:
        earned = Decimal(0)
    before = max(Fraction(0), Fraction(earned * share) - 5_000 * (months - 1))
    due = fen(by_brackets(before, WAGE))
    return {
        "tax": {
            "months": months,
            "taxable_earnings": earned,
            "social_insurance": rng.choice((0, 0, Decimal("412.35") * (months - 1))),
            "special_deductions": rng.choice((0, 0, 1_000 * months)),
            "withheld": rng.choice((Decimal(0), amount(rng, 0, int(earned) // 4), due, due, due)),
        }
    }


def changes(rng: Random, contract: str) -> dict[str, Any]:
    """Give now and then a few changed figures, rarely one without a value."""
    if rng.randrange(100) >= 20:
        return {}
    start = rng.choice((prefix(contract), prefix(contract), ""))
    ids = [f"{start}{kind}.{grade}" for kind in GRADE_TABLE for grade in GRADES[1:]]
    picked = [rng.choice((*NAMED, *ids)) for _ in range(rng.choice((1, 1, 2, 4)))]
    values: dict[str, Decimal | str] = {key: changed(rng, key) for key in picked}
    if rng.randrange(100) < 15:
        values[picked[0]] = "unset"
    return {"set": values}


def changed(rng: Random, key: str) -> Decimal:
    """Give another value for a figure, one that keeps the grades' order."""
    if key == "management_levy.rate":
        return Decimal(rng.choice(("0.01", "0.025", "0.05")))
    kind, leaf = key.split(".")[-2:]
    text = GRADE_TABLE[kind][GRADES.index(leaf)] if kind in GRADE_TABLE else COMMON[key]
    return Decimal(text) * rng.choice((Decimal("0.9"), Decimal("1.1"), Decimal("1.05")))
