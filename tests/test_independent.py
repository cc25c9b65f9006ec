"""The second calculation meets the business-readable cases and the regulation's own checks."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from tests.independent import compute, random_case

FILES = [Path(__file__).parent / "cases" / name for name in ("marketers.yaml", "managers.yaml")]
NOT_COMPUTED = {"because", "zero_because"}


def parsed(value: Any) -> Any:
    """Turn texts into exact numbers, days and truth values; months stay texts."""
    if isinstance(value, dict):
        return {key: parsed(each) for key, each in value.items()}
    if isinstance(value, list):
        return [parsed(each) for each in value]
    if value in {"true", "false"}:
        return value == "true"
    if re.fullmatch(r"-?\d+(\.\d+)?", value):
        return Decimal(value)
    return date.fromisoformat(value) if re.fullmatch(r"\d{4}-\d\d-\d\d", value) else value


def cases() -> list[Any]:
    texts = [path.read_text(encoding="utf-8") for path in FILES if path.exists()]
    return [parsed(case) for text in texts for case in yaml.BaseLoader(text).get_single_data()]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    result = compute(case)
    for key, expected in case["expect"].items():
        if key == "lines":
            assert {k: v for k, v in result[key].items() if v} == expected
        elif key not in NOT_COMPUTED:
            assert result[key] == expected, key


def paid(contract: str, amount: int, tax: dict[str, Decimal]) -> dict[str, Any]:
    """Give a month of a director who gets nothing but a manual amount."""
    return {
        "month": "2026-01",
        "person": {
            "contract": contract,
            "posts": ["project_director"],
            "joined": date(2020, 1, 1),
        },
        "manual": [{"amount": amount, "reason": "pay"}],
        "tax": tax,
    }


@pytest.mark.parametrize(
    ("contract", "amount", "expected"),
    [
        ("full_time", 15_000, [300, 300, 300, 580, *[1_000] * 8]),
        ("broker_a", 20_000, [210] * 5 + [630] + [700] * 6),
        ("agent", 3_000, [440]),
        ("agent", 30_000, [5_200]),
        ("agent", 80_000, [18_600]),
    ],
)
def test_tax_of_a_year(contract: str, amount: int, expected: list[int]) -> None:
    withheld: list[Decimal] = []
    for month in range(len(expected)):
        tax = {"months": Decimal(month + 1), "taxable_earnings": Decimal(amount * month)}
        tax["withheld"] = sum(withheld, Decimal(0))
        withheld.append(compute(paid(contract, amount, tax))["lines"]["income_tax"])
    assert withheld == expected


def test_random_cases_add_up() -> None:
    rng = Random(7)  # noqa: S311 - a repeatable draw, no secret
    for _ in range(300):
        case = random_case(rng)
        result = compute(case)
        assert (result["net"] is None) == bool(set(result["unset"]))
        assert all(isinstance(each, Decimal) for each in result["lines"].values())


def test_errors_of_a_case_are_refused() -> None:
    case = paid("full_time", 0, {})
    with pytest.raises(ValueError, match="posts with a team"):
        compute({**case, "events": {"no_promotion": Decimal(1)}})
    with pytest.raises(ValueError, match="grade is required"):
        compute({**case, "person": {**case["person"], "posts": ["marketer"]}})
    with pytest.raises(ValueError, match="unknown id"):
        compute({**case, "set": {"nonsense": Decimal(1)}})
