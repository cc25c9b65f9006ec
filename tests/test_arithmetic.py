"""Expected values may be arithmetic: exact, rounded half up, and nothing but arithmetic."""

from decimal import Decimal

import pytest

from services.cases.arithmetic import UnreadableArithmeticError, evaluate, plain
from services.cases.reading import exact
from services.step import half_up

REFUSED = {
    "a name": "salary",
    "a name that Python knows": "abs(1)",
    "an attribute": "(1).real",
    "a call of a call": "round(1)(2)",
    "a keyword": "round(1, ndigits=2)",
    "an unpacked list": "max(*[1, 2])",
    "a power": "9 ** 9",
    "a shift": "1 << 99",
    "a whole quotient": "7 // 2",
    "a remainder": "7 % 2",
    "a comparison": "1 < 2",
    "a truth value": "True",
    "a text": "'5'",
    "a list": "[1]",
    "a condition": "1 if 1 else 2",
    "a lambda": "lambda: 1",
    "an import": "__import__('os')",
    "an assignment": "x = 1",
    "an exponent": "1e5",
    "an exponent of a billion": "1e999999999 + 1",
    "a hexadecimal": "0x10",
    "a complex number": "1j",
    "digits of another script": "１２ + 1",
    "a quotient by zero": "1 / (2 - 2)",
    "nothing": "",
    "half a sum": "1 +",
    "two sums": "1\n2",
    "a zero byte": "1\0",
    "rounding to a billion places": "round(1, 999999999)",
    "rounding to tens": "round(15, -1)",
    "rounding to half a place": "round(1, 1/2)",
    "a maximum of nothing": "max()",
    "a thousand characters": "1+" * 500 + "1",
    "a product without end": "9999999999 * 9999999999",
    "sixteen digits": "1000000000000000 + 0",
    "not a number": "nan",
    "infinity": "-inf",
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_arithmetic_is_refused(text: str) -> None:
    with pytest.raises(UnreadableArithmeticError):
        evaluate(text, 2)
    with pytest.raises(UnreadableArithmeticError):
        exact(text)


@pytest.mark.parametrize("value", [["1"], {"a": "1"}, None])
def test_what_is_no_text_is_no_number(value: object) -> None:
    with pytest.raises(TypeError):
        exact(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3", "7.00"),
        ("(1 + 2) * 3", "9.00"),
        ("-(1 + 2) - -1", "-2.00"),
        ("10 / 4", "2.50"),
        ("0.1 + 0.2 - 0.3", "0.00"),
        ("max(1, 2, 0.5) - min(3, 1)", "1.00"),
        ("round(2.345) + round(1.23456, 4)", "3.58"),
        ("1_000 * 2", "2000.00"),
        ("(" * 99 + "1" + ")" * 99, "1.00"),
    ],
)
def test_arithmetic(text: str, value: str) -> None:
    assert str(evaluate(text, 2)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1/3 + 1/3 + 1/3 - 1", "0.00"),
        ("(1/3 + 1/6) * 0.01", "0.01"),  # exactly half a fen: up
        ("0.01 * (1/3 + 1/6) - 0.000000000000000000000000000001", "0.00"),
        ("0.005", "0.01"),
        ("-0.005", "-0.01"),
        ("0.0049999999999999999999999999999999999", "0.00"),
        ("-2.675", "-2.68"),
        ("1.005", "1.01"),
    ],
)
def test_thirds_are_exact_and_halves_go_away_from_zero(text: str, value: str) -> None:
    assert evaluate(text, 2) == Decimal(value)


@pytest.mark.parametrize(
    ("value", "places", "result"),
    [("0.005", 2, "0.01"), ("-0.005", 2, "-0.01"), ("0.00005", 4, "0.0001"), ("2.5", 0, "3")],
)
def test_the_engine_rounds_the_same_way(value: str, places: int, result: str) -> None:
    assert half_up(Decimal(value), places) == Decimal(result)


def test_the_engine_sees_that_thirds_add_up_to_a_half() -> None:
    third = Decimal(1) / 3
    assert half_up((third + third / 2) / 100) == Decimal("0.01")
    assert half_up(-(third + third / 2) / 100) == Decimal("-0.01")


@pytest.mark.parametrize("text", ["1200.50", "-3", " 7 ", "1_000", ".5", "0.0000687"])
def test_a_number_is_read_as_it_is_written(text: str) -> None:
    assert plain(text) == exact(text) == Decimal(text.strip())


@pytest.mark.parametrize("text", ["1e5", "--1", "1 2", "1+1", "1,000", "", "１", "9" * 16])
def test_what_is_more_than_digits_is_no_plain_number(text: str) -> None:
    assert plain(text) is None
