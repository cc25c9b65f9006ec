"""The monthly score (Art. 12) and the daily management score (Art. 30)."""

from decimal import Decimal
from fractions import Fraction

from tests.independent.figures import GRADES, Figures
from tests.independent.numbers import ZERO, half_up
from tests.independent.view import View

LOWEST, HIGHEST = Decimal("0.50"), Decimal("1.20")
EVENT_POINTS = {
    "late": 5,
    "no_promotion": 10,
    "no_team_meeting": 10,
    "report_late": 10,
    "dress": 10,
    "left_post": 5,
    "complaint": 20,
}
LEAVE_POINTS = {"sick": 5, "personal": 10}
FULL = 100


def monthly_score(view: View, figures: Figures, grade: str) -> Decimal:
    """Give the score, rounded to four decimals and then held within its bounds."""
    accounts = ratio(view.fact("new_effective_accounts"), figures, "accounts_standard", grade)
    value = ratio(view.fact("new_custody_value"), figures, "value_standard", grade)
    if grade == GRADES[0]:
        total = (accounts + value) / 2
    else:
        revenue = ratio(view.net_revenue, figures, "revenue_standard", grade)
        total = (2 * accounts + 2 * value + revenue) / 5
    return min(HIGHEST, max(LOWEST, half_up(total, 4)))


def ratio(actual: Fraction, figures: Figures, kind: str, grade: str) -> Fraction:
    """Divide by the grade's standard; a standard of 0 is an error."""
    standard = figures.of_grade(kind, grade)
    if standard == 0:
        msg = f"{kind}.{grade} is 0"
        raise ValueError(msg)
    return actual / standard


def daily_score(view: View) -> Fraction:
    """Give 100 less the points of the month's events and leave, within 0 and 100."""
    lost = sum((view.number("events", each) * p for each, p in EVENT_POINTS.items()), ZERO)
    lost += sum((view.number("leave", each) * p for each, p in LEAVE_POINTS.items()), ZERO)
    return min(Fraction(FULL), max(ZERO, FULL - lost))
