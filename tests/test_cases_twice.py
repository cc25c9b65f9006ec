"""Every hand-worked case is computed a second time, by the calculation of tests/independent.

Both are held against the case's expectations: `test_cases` does it with the product's engine.
"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from services.cases import Case
from services.cases.arithmetic import UnreadableArithmeticError
from services.cases.reading import exact
from tests.casebook import every
from tests.independent import compute

FLAGS = {"true": True, "false": False}
OTHER_NAMES = {  # figures that the second calculation calls otherwise
    "leave.days_a_month": "leave_deduction.days_per_month",
    "meal_allowance.day": "meal_allowance.amount",
}
NOT_COMPUTED = {"because", "zero_because", "unset"}
REVIEW = {"review", "review_to"}
CENT = Decimal("0.01")


def typed(value: Any) -> Any:
    """Turn the texts of a case into exact numbers, days and truth values."""
    if isinstance(value, dict):
        return {key: typed(each) for key, each in value.items()}
    if isinstance(value, list):
        return [typed(each) for each in value]
    if value in FLAGS:
        return FLAGS[value]
    try:
        return date.fromisoformat(value)
    except ValueError:
        pass
    try:
        return exact(value)
    except UnreadableArithmeticError:
        return value


def figures(case: Case) -> dict[str, Any]:
    """Return the figures that a case changes, as the second calculation calls them."""
    return {OTHER_NAMES.get(name, name): one for name, one in case.given.content["set"].items()}


def told(case: Case) -> dict[str, Any]:
    """Return what the second calculation says of a case."""
    content = {key: typed(one) for key, one in case.given.content.items()}
    content["month"] = case.given.content["month"]
    if "set" in content:
        content["set"] = {key: typed(one) for key, one in figures(case).items()}
    return compute(content)


def expected(case: Case) -> dict[str, Any]:
    """Return the case's expectations, each line by itself."""
    found = {key: typed(one) for key, one in case.expect.items() if key not in NOT_COMPUTED}
    lines = found.pop("lines", {})
    if None in case.changed.values():  # read differently there while a figure is unset
        found = {key: one for key, one in found.items() if key not in REVIEW}
    return found | {f"lines.{code}": one for code, one in lines.items()}


def said(result: dict[str, Any], key: str) -> Any:
    """Return a result; a line that the person cannot have is left out there, and 0 here."""
    part, _, code = key.partition(".")
    return result[part].get(code, Decimal(0)) if code else result[part]


@pytest.mark.parametrize("case", every(), ids=lambda case: case.name)
def test_the_second_calculation_meets_the_case(case: Case) -> None:
    result = told(case)
    assert set(case.expect.get("unset", [])) <= set(result["unset"])
    for key, one in expected(case).items():
        got = said(result, key)
        if isinstance(one, Decimal) and isinstance(got, Decimal):
            places = Decimal("0.0001") if key == "score" else CENT
            assert got == one.quantize(places, "ROUND_HALF_UP"), key
        else:
            assert got == one, key
