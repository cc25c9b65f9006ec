"""The figures of the rulebook that leave hangs on."""

from decimal import Decimal

from services.rulebook import Rules


def personal_days(rules: Rules) -> Decimal | None:
    """Article 29.1: working days of personal leave in a calendar year; None while not set."""
    return rules["leave.personal_days_a_year"].value


def days_afterwards(rules: Rules) -> int:
    """Return within how many working days a record is handed in, and leave asked for afterwards.

    One while it is not set.
    """
    return max(1, int(rules["leave.certificate_days"].value or 0))
