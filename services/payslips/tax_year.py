"""The tax year: months are taxed in the year in which they are paid (Article 16)."""

from services.month import Month
from services.pay.inputs import EMPLOYED

DECEMBER = 12


def tax_year(month: Month) -> int:
    """Return the year in which the month is paid, and so taxed (Article 16)."""
    return month.later(1).year


def tax_months(month: Month) -> list[Month]:
    """Return the months of the tax year up to the month, from December on."""
    first = Month(tax_year(month) - 1, DECEMBER)
    return [first.later(n) for n in range(month.since(first) + 1)]


def regime_of(contract: str) -> str:
    """Return how a contract is taxed: what was withheld otherwise does not count."""
    return "wage" if contract in EMPLOYED else contract
