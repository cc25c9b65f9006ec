"""The facts of a case, as the engine takes them."""

from typing import Any

from services.cases import shape
from services.cases.reading import Given, exact
from services.month import Month
from services.pay.inputs import Correction, Facts, Opened, TaxYear, Team
from services.step import Step, Unit
from services.step import given as input_step

UNITS: dict[str, Unit] = {
    "new_effective_accounts": "accounts",
    "holiday_promotion_days": "days",
    "referrals_confirmed": "count",
    "months": "months",
}


def facts(case: Given) -> Facts:
    """Return what happened in the case's month; MistakesError."""
    month, person = case.part("facts", FACTS), case.part("person", shape.PERSON)
    series = {key: _series(month, key)[-3:] for key in shape.SERIES}
    return Facts(
        average_assets=series["average_assets"],
        new_effective_accounts=series["new_effective_accounts"],
        new_custody_value=series["new_custody_value"],
        scores=_series(month, "scores") if "scores" in month.content else (),
        **{key: _series(month, key)[-1] for key in shape.AMOUNTS},
        openings=tuple(_opened(one) for one in month.parts("openings", ("assets", "kind"))),
        events=_counts(case.part("events", shape.EVENTS)),
        leave=_counts(case.part("leave", shape.LEAVE)),
        absence=(_halves(case, "absence"),),
        team=_team(case.part("team", shape.TEAM)),
        fines=tuple(_fine(one) for one in case.parts("fines", ("kind", "amount"))),
        manual=tuple(_step(one, "amount") for one in case.parts("manual", ("amount", "reason"))),
        adjustments=tuple(_correction(one) for one in case.parts("adjustments", CORRECTION)),
        fixed_pay_released=_step(case, "fixed_pay_released"),
        other_deductions=_step(case, "other_deductions"),
        social_insurance=_step(case, "social_insurance"),
        tax=_tax(case.part("tax", shape.TAX)),
        risk_fund_balance=_step(person, "risk_fund_balance"),
        excess_award_carried=_step(person, "excess_award_carried"),
    )


FACTS = (*shape.SERIES, *shape.AMOUNTS, "scores", "openings")
CORRECTION = ("line", "month", "amount")


def _step(given: Given, key: str) -> Step:
    return input_step(key, given.amount(key), UNITS.get(key, "yuan"))


def _series(given: Given, key: str) -> tuple[Step, ...]:
    def values(content: Any) -> list[Step]:
        listed = content if isinstance(content, list) and content else [content]
        return [input_step(key, exact(one), UNITS.get(key, "yuan")) for one in listed]

    return tuple(given.read(key, [input_step(key, 0)], values, "[1, 2, 3]"))


def _counts(given: Given) -> dict[str, tuple[Step, ...]]:
    return {key: (_halves(given, key),) for key in given.content}


def _halves(given: Given, key: str) -> Step:
    value = given.amount(key)
    if value < 0 or value * 2 % 1:
        given.wrong("bad_value", key, "0.5, 1, 1.5")
    return input_step(key, value, "days")


def _opened(given: Given) -> Opened:
    kind = given.word("kind", "individual", ("individual", "institution"))
    return Opened(_step(given, "assets"), kind == "institution")


def _fine(given: Given) -> Step:
    given.word("kind", "", shape.FINES)
    return _step(given, "amount")


def _correction(given: Given) -> Correction:
    line = given.word("line", "", shape.LINES)
    about = given.read("month", Month(1, 1), Month.parse, "2026-08")
    return Correction(line, about, _step(given, "amount"))


def _team(given: Given) -> Team:
    marketers, managers, own = (_step(given, key) for key in shape.TEAM)
    return Team(marketers=marketers, station_managers=managers, own_outlet=own)


def _tax(given: Given) -> TaxYear:
    months = _step(given, "months") if "months" in given.content else TaxYear().months
    return TaxYear(
        months=months,
        taxable=_step(given, "taxable_earnings"),
        social_insurance=_step(given, "social_insurance"),
        special=_step(given, "special_deductions"),
        withheld=_step(given, "withheld"),
    )
