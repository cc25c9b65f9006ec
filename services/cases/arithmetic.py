"""Expected values written as arithmetic: + - * / ( ), round, min, max, evaluated exactly."""

import ast
import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from math import floor
from operator import add, mul, sub, truediv

from services.rulebook.figures import LARGEST

OPERATORS: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: add,
    ast.Sub: sub,
    ast.Mult: mul,
    ast.Div: truediv,
}
DIGITS = re.compile(r"\d+\.?\d*|\.\d+", re.ASCII)
LONGEST = 400  # characters; deeper nesting than that has room for would exhaust the parser
MOST_PLACES = 10


class UnreadableArithmeticError(Exception):
    """The text is not arithmetic of the allowed kind."""


def evaluate(text: str, places: int) -> Decimal:
    """Return the value of the text rounded half up; UnreadableArithmeticError."""
    try:
        value = _value(_tree(text), text.strip())
    except (SyntaxError, ValueError, ZeroDivisionError, RecursionError, MemoryError) as error:
        raise UnreadableArithmeticError(text) from error
    if abs(value) >= LARGEST:
        raise UnreadableArithmeticError(text)
    return _rounded(value, places)


def _tree(text: str) -> ast.expr:
    if len(text) > LONGEST:
        raise ValueError(text)
    return ast.parse(text.strip(), mode="eval").body


def plain(text: str) -> Decimal | None:
    """Return the number that the text is, digits with a sign; None if it is not one."""
    unsigned = text.strip().removeprefix("-").replace("_", "")
    if not DIGITS.fullmatch(unsigned) or Decimal(unsigned) >= LARGEST:
        return None
    return Decimal(text.strip())


def _rounded(value: Fraction, places: int) -> Decimal:
    """Round half away from zero."""
    scaled = floor(abs(value) * 10**places + Fraction(1, 2))
    return Decimal(scaled if value >= 0 else -scaled).scaleb(-places)


def _value(node: ast.expr, text: str) -> Fraction:
    match node:
        case ast.Constant():  # the digits as written, not the float that Python read
            return _written(str(ast.get_source_segment(text, node)))
        case ast.BinOp() if type(node.op) in OPERATORS:
            return OPERATORS[type(node.op)](_value(node.left, text), _value(node.right, text))
        case ast.UnaryOp(ast.USub(), operand):
            return -_value(operand, text)
        case ast.Call(ast.Name(name), [*arguments], []):
            return _call(name, [_value(argument, text) for argument in arguments])
    raise ValueError(text)


def _written(number: str) -> Fraction:
    """Read digits; no exponent, which could ask for a number of a billion digits."""
    digits = number.replace("_", "")
    if not DIGITS.fullmatch(digits):
        raise ValueError(number)
    return Fraction(digits)


def _call(name: str, values: list[Fraction]) -> Fraction:
    match name, values:
        case "min", [_, *_]:
            return min(values)
        case "max", [_, *_]:
            return max(values)
        case "round", [value]:
            return Fraction(_rounded(value, 2))
        case "round", [value, places] if places in range(MOST_PLACES + 1):
            return Fraction(_rounded(value, int(places)))
    raise ValueError(name)
