"""The figures of the agreed reading of the regulation, looked up by id."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from tests.independent.numbers import UnsetValueError

GRADES = ("trainee", "assistant", "manager", "senior", "chief")
OWN_SCHEMES = ("agent", "broker_a", "broker_b")
CONTRACTS = ("full_time", "part_time", *OWN_SCHEMES)

GRADE_TABLE = {
    "fixed_pay": ("800", "1000", "1500", "2000", "3000"),
    "asset_threshold": ("0", "500000", "2000000", "6000000", "10000000"),
    "accounts_standard": ("3", "4", "5", "6", "8"),
    "value_standard": ("200000", "300000", "500000", "800000", "1000000"),
    "revenue_standard": ("unset", "500", "2000", "6000", "10000"),
    "commission_ratio": ("0.15", "0.20", "0.25", "0.30", "0.35"),
    "transport_allowance": ("120", "120", "200", "300", "300"),
}
COMMON = {
    "excess_value_award.rate": "0.0001",
    "excess_value_award.cap": "3000",
    "fund_commission.ratio": "0.20",
    "management_commission.rate": "0.05",
    "management_allowance.station_manager": "300",
    "management_allowance.district_manager": "900",
    "risk_fund.rate": "0.05",
    "risk_fund.cap.marketer": "10000",
    "risk_fund.cap.station_manager": "20000",
    "risk_fund.cap.district_manager": "30000",
    "management_levy.rate": "0",
    "lateness.amount": "50",
    "meal_allowance.amount": "20",
    "referral_award.amount": "200",
    "qualification.factor": "0.8",
    "leave_deduction.days_per_month": "21.75",
}
# from so much on (the lowest: more than), an opening earns so much
OPENING_BANDS = ((1_000_000, 200), (200_000, 100), (50_000, 50))
OPENING_LOWEST = (5_000, 30)
INSTITUTION_TIMES = 3


def prefix(contract: str) -> str:
    """Give what the ids of the contract's scheme begin with."""
    return f"{contract}." if contract in OWN_SCHEMES else ""


def defaults() -> dict[str, str]:
    """Give every figure by its id."""
    figures = dict(COMMON)
    for start in ("", *(prefix(scheme) for scheme in OWN_SCHEMES)):
        for kind, row in GRADE_TABLE.items():
            for grade, value in zip(GRADES, row, strict=True):
                figures[f"{start}{kind}.{grade}"] = value
    return figures


class Figures:
    """The figures in force for one person's contract."""

    def __init__(self, contract: str, changes: Mapping[str, Decimal | int | str]) -> None:
        values: dict[str, Decimal | int | str] = {**defaults()}
        for key, value in changes.items():
            if key not in values:
                msg = f"unknown id {key}"
                raise ValueError(msg)
            values[key] = value
        self._values = values
        self._prefix = prefix(contract)

    def get(self, key: str) -> Fraction:
        """Give a figure all schemes share."""
        value = self._values[key]
        if value == "unset":
            raise UnsetValueError(key)
        return Fraction(value)

    def of_grade(self, kind: str, grade: str) -> Fraction:
        """Give a figure of the person's scheme for a grade."""
        return self.get(f"{self._prefix}{kind}.{grade}")

    def highest_grade(self, assets: Fraction) -> str:
        """Give the highest grade whose asset threshold is not above the assets."""
        for grade in reversed(GRADES):
            if self.of_grade("asset_threshold", grade) <= assets:
                return grade
        return GRADES[0]
