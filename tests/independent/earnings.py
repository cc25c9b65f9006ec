"""Lines 1 to 9: what a person earns in a month."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tests.independent.figures import (
    INSTITUTION_TIMES,
    OPENING_BANDS,
    OPENING_LOWEST,
    Figures,
)
from tests.independent.marks import daily_score
from tests.independent.numbers import ZERO, attempt, fen, needed
from tests.independent.view import DIRECTOR, DISTRICT, STATION, View, number

Lines = dict[str, Decimal | None]
MONTHS_TO_CERTIFICATE = 24


def graded_lines(view: View, figures: Figures, grade: str, score: Decimal | None) -> Lines:
    """Give lines 1 to 5."""
    return {
        "fixed_pay": attempt(lambda: fixed_pay(view, figures, grade)),
        "commission": attempt(lambda: commission(view, figures, grade, score)),
        "opening_award": fen(sum((opening(each) for each in view.openings), ZERO)),
        "excess_value_award": attempt(lambda: excess_value(view, figures, grade)[0]),
        "fund_commission": attempt(
            lambda: fen(view.fact("fund_fee_income") * figures.get("fund_commission.ratio"))
        ),
    }


def fixed_pay(view: View, figures: Figures, grade: str) -> Decimal:
    """Give line 1 as scored, whether it is held or not."""
    if is_commission_only(view):
        return fen(ZERO)
    return fen(figures.of_grade("fixed_pay", grade) * daily_score(view) / 100)


def is_commission_only(view: View) -> bool:
    """Tell whether this is an agent without fixed pay."""
    return view.contract == "agent" and not view.has_fixed_pay


def commission(view: View, figures: Figures, grade: str, score: Decimal | None) -> Decimal:
    """Give line 2, at 80 % from the month after two years without a certificate."""
    ratio = figures.of_grade("commission_ratio", grade)
    amount = view.net_revenue * ratio * Fraction(needed(score, "score"))
    if not view.certificate and view.month - view.joined > MONTHS_TO_CERTIFICATE:
        amount *= figures.get("qualification.factor")
    return fen(amount)


def opening(client: Mapping[str, Any]) -> Fraction:
    """Give the award of one opening by its month-end assets."""
    assets = number(client, "assets")
    least, award = OPENING_LOWEST
    amount = next((pay for bound, pay in OPENING_BANDS if assets >= bound), None)
    if amount is None:
        amount = award if assets > least else 0
    kind = client.get("kind", "individual")
    if kind not in {"individual", "institution"}:
        msg = f"unknown kind of client {kind}"
        raise ValueError(msg)
    return Fraction(amount * (INSTITUTION_TIMES if kind == "institution" else 1))


def excess_value(view: View, figures: Figures, grade: str) -> tuple[Decimal, Decimal]:
    """Give line 4 as paid, and what is carried on."""
    value = view.fact("new_custody_value") - view.fact("excess_value_excluded")
    above = max(ZERO, value - figures.of_grade("value_standard", grade))
    due = Fraction(fen(figures.get("excess_value_award.rate") * above)) + view.carried
    paid = min(due, figures.get("excess_value_award.cap"))
    return fen(paid), fen(due - paid)


def management_lines(view: View, figures: Figures) -> Lines:
    """Give lines 6 and 7 of the highest post that is held and kept."""
    if DISTRICT in view.posts:
        stations = share(view, figures, "station_managers_net_revenue")
        if DIRECTOR in view.posts:
            return management(stations, fen(ZERO), fen(ZERO))
        outlet = share(view, figures, "own_outlet_marketers_net_revenue")
        return management(stations, outlet, allowance(figures, DISTRICT))
    if STATION in view.posts:
        managed = share(view, figures, "marketers_net_revenue")
        return management(managed, fen(ZERO), allowance(figures, STATION))
    return management(fen(ZERO), fen(ZERO), fen(ZERO))


def management(own: Decimal | None, outlet: Decimal | None, allowed: Decimal | None) -> Lines:
    """Name the three management lines."""
    return {
        "management_commission": own,
        "outlet_commission": outlet,
        "management_allowance": allowed,
    }


def share(view: View, figures: Figures, revenue: str) -> Decimal | None:
    """Give the management share of a team's net revenue."""
    total = view.number("team", revenue)
    return attempt(lambda: fen(total * figures.get("management_commission.rate")))


def allowance(figures: Figures, post: str) -> Decimal | None:
    """Give the allowance of a post."""
    return attempt(lambda: fen(figures.get(f"management_allowance.{post}")))


def allowance_lines(view: View, figures: Figures, grade: str) -> Lines:
    """Give line 8."""
    days, referred = view.fact("holiday_promotion_days"), view.fact("referrals_confirmed")
    return {
        "transport_allowance": attempt(
            lambda: fen(figures.of_grade("transport_allowance", grade))
        ),
        "meal_allowance": attempt(lambda: fen(days * figures.get("meal_allowance.amount"))),
        "referral_award": attempt(lambda: fen(referred * figures.get("referral_award.amount"))),
    }


def manual_lines(view: View) -> Lines:
    """Give line 9."""
    return {
        "manual": fen(total(view, "manual")),
        "adjustment": fen(total(view, "adjustments")),
        "fixed_pay_released": fen(number(view.case, "fixed_pay_released")),
    }


def total(view: View, name: str) -> Fraction:
    """Add up the amounts of a list of the case."""
    return sum((number(each, "amount") for each in view.items(name)), ZERO)
