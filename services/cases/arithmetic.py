"""Expected values written as arithmetic: + - * / ( ), round, min, max, evaluated exactly."""

import ast
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from math import floor
from operator import add, mul, sub, truediv

OPERATORS: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: add,
    ast.Sub: sub,
    ast.Mult: mul,
    ast.Div: truediv,
}


class UnreadableArithmeticError(Exception):
    """The text is not arithmetic of the allowed kind."""


def evaluate(text: str, places: int) -> Decimal:
    """Return the value of the text rounded half up; UnreadableArithmeticError."""
    try:
        tree = ast.parse(text.strip(), mode="eval").body
        return _rounded(_value(tree, text.strip()), places)
    except (SyntaxError, ValueError, ZeroDivisionError) as error:
        raise UnreadableArithmeticError(text) from error


def _rounded(value: Fraction, places: int) -> Decimal:
    """Round half away from zero."""
    scaled = floor(abs(value) * 10**places + Fraction(1, 2))
    return Decimal(scaled if value >= 0 else -scaled).scaleb(-places)


def _value(node: ast.expr, text: str) -> Fraction:
    match node:
        case ast.Constant():  # the digits as written, not the float that Python read
            return Fraction(str(ast.get_source_segment(text, node)).replace("_", ""))
        case ast.BinOp() if type(node.op) in OPERATORS:
            return OPERATORS[type(node.op)](_value(node.left, text), _value(node.right, text))
        case ast.UnaryOp(ast.USub(), operand):
            return -_value(operand, text)
        case ast.Call(ast.Name(name), [*arguments], []):
            return _call(name, [_value(argument, text) for argument in arguments])
    raise ValueError(text)


def _call(name: str, values: list[Fraction]) -> Fraction:
    match name, values:
        case "min", [_, *_]:
            return min(values)
        case "max", [_, *_]:
            return max(values)
        case "round", [value]:
            return Fraction(_rounded(value, 2))
        case "round", [value, places]:
            return Fraction(_rounded(value, int(places)))
    raise ValueError(name)
