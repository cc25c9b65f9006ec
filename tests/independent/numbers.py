"""Exact arithmetic: fractions inside, decimals rounded half-up outside."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

T = TypeVar("T")
ZERO = Fraction(0)


class UnsetValueError(Exception):
    """A figure that has no value yet was needed."""


def attempt(make: Callable[[], T]) -> T | None:
    """Give what `make` gives, or None where it needs a figure without a value."""
    try:
        return make()
    except UnsetValueError:
        return None


def needed(value: T | None, name: str) -> T:
    """Give the value, or say that what hangs on it has none either."""
    if value is None:
        raise UnsetValueError(name)
    return value


def half_up(value: Fraction, places: int) -> Decimal:
    """Round half-up (away from zero) to so many decimals."""
    units = (abs(value) * 10**places + Fraction(1, 2)).__floor__()
    return Decimal(units if value >= 0 else -units).scaleb(-places)


def fen(value: Fraction) -> Decimal:
    """Round an amount of money half-up to 0.01."""
    return half_up(value, 2)


def mean(values: Iterable[Fraction]) -> Fraction:
    """Give the exact mean."""
    items = tuple(values)
    return sum(items, ZERO) / len(items)
