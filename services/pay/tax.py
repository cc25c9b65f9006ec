"""Line 16: income tax as the outlet withholds it (Article 16)."""

from services.pay.inputs import EMPLOYED, Facts, Person
from services.rulebook import Rules
from services.step import (
    Step,
    at_least,
    because_zero,
    chosen,
    difference,
    given,
    product,
    rounded,
    total,
)

NOTHING = given("nothing", 0)


def income_tax(person: Person, facts: Facts, rules: Rules, taxable: Step) -> Step:
    """Article 16: employees and brokers cumulatively over the year, agents month by month."""
    if person.contract == "agent":
        made = _labour(taxable, rules)
    else:
        made = _cumulative(_income(person, facts, rules, taxable), facts, rules)
    return because_zero(made, "below_tax_allowance")


def _income(person: Person, facts: Facts, rules: Rules, taxable: Step) -> Step:
    """Return the year's income to be taxed, before the allowance."""
    earned = total("taxable_year", facts.tax.taxable, taxable)
    if person.contract in EMPLOYED:
        insured = total("insured_year", facts.tax.social_insurance, facts.social_insurance)
        return difference("income_year", earned, insured, facts.tax.special)
    expenses = product("broker_expenses", earned, rules["broker_tax.expense"], places=None)
    income = difference("broker_income", earned, expenses)
    costs = product("broker_costs", income, rules["broker_tax.cost"], places=None)
    return difference("income_year", income, costs)


def _cumulative(income: Step, facts: Facts, rules: Rules) -> Step:
    allowance = product(
        "allowance_year", rules["wage_tax.allowance"], facts.tax.months, places=None
    )
    base = at_least("tax_base", difference("tax_base_sum", income, allowance), NOTHING)
    tax = _by_bracket("tax_year", base, rules, "wage_tax", 7)
    due = difference("tax_due", tax, facts.tax.withheld)
    return at_least("income_tax", rounded("tax_rounded", due, 2), NOTHING, "16")


def _labour(taxable: Step, rules: Rules) -> Step:
    small = rules["labour_tax.small"]
    if small.value is not None and taxable.value is not None and taxable.value <= small.value:
        off = chosen("labour_deduction", rules["labour_tax.flat"], taxable, small)
    else:
        share = product("labour_share", taxable, rules["labour_tax.share"], places=None)
        off = chosen("labour_deduction", share, small)
    base = at_least("tax_base", difference("tax_base_sum", taxable, off), NOTHING)
    tax = rounded("tax_rounded", _by_bracket("tax_month", base, rules, "labour_tax", 3), 2)
    return at_least("income_tax", tax, NOTHING, "16")


def _by_bracket(what: str, base: Step, rules: Rules, table: str, brackets: int) -> Step:
    """Return base × rate − quick deduction of the bracket that the base lies in."""
    bounds = [rules[f"{table}.bracket{n}"] for n in range(1, brackets)]
    if base.value is None or any(bound.value is None for bound in bounds):
        return Step(what, None, "16", (base, *bounds), rule="chosen")
    bracket = 1 + sum(base.known > bound.known for bound in bounds)
    above = bounds[bracket - 2 : bracket - 1]  # the bound it lies above, none in the first
    rate = chosen("tax_rate", rules[f"{table}.rate.{bracket}"], base, *above)
    taxed = product("taxed", base, rate, places=None)
    return difference(what, taxed, rules[f"{table}.quick.{bracket}"])
