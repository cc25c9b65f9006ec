"""A person's month put through the rules: every line, gross and net, score and review."""

from dataclasses import dataclass, replace

from services.pay import deductions, earnings, management, tax
from services.pay.inputs import Facts, Person
from services.pay.review import Review, review
from services.pay.score import daily_score, score
from services.rulebook import Rules
from services.step import Step, at_least, chosen, difference, given, total

EARNINGS = (
    "fixed_pay",
    "commission",
    "opening_award",
    "excess_value_award",
    "fund_commission",
    "management_commission",
    "outlet_commission",
    "management_allowance",
    "transport_allowance",
    "meal_allowance",
    "referral_award",
    "manual",
    "adjustment",
    "fixed_pay_released",
)
DEDUCTIONS = (
    "lateness",
    "leave_deduction",
    "absence_deduction",
    "other_deduction",
    "fine",
    "risk_fund",
    "management_levy",
    "income_tax",
    "social_insurance",
)
BEFORE_TAX = ("lateness", "leave_deduction", "absence_deduction", "fine")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A month's pay: lines by code in the regulation's order, and what hangs on them.

    `held` is fixed pay shown but not paid (an open investigation). Scores and review are None
    for a person without a grade. Amounts in yuan; an absent one has `missing` parameters.
    """

    lines: dict[str, Step]
    gross: Step
    net: Step
    taxable: Step
    held: Step
    excess_award_carried: Step
    risk_fund_balance: Step
    score: Step | None
    daily: Step
    review: Review | None

    @property
    def missing(self) -> tuple[str, ...]:
        """The unset parameters for want of which something is absent."""
        steps = (*self.lines.values(), self.net, *([self.score] if self.score else ()))
        return tuple(dict.fromkeys(name for step in steps for name in step.missing))


def statement(person: Person, facts: Facts, rules: Rules) -> Statement:
    """Compute the month (Articles 12–30) by the scheme of the person's contract."""
    rules = rules.of(person.contract)
    points = daily_score(facts, rules)
    scored = score(person, facts, rules) if person.grade else None
    lines, carried = _earned(person, facts, rules, points, scored)
    held = lines["fixed_pay"] if person.investigated else None
    lines["fixed_pay"] = _hold(lines["fixed_pay"]) if held else lines["fixed_pay"]
    gross = total(
        "gross", *(lines[code] for code in EARNINGS if not (held and code == "fixed_pay"))
    )
    off, balance, taxable = _deducted(person, facts, rules, lines, gross)
    lines, balance = _incomplete(lines | off, balance)
    net = difference("net", gross, *(lines[code] for code in DEDUCTIONS))
    return Statement(
        lines=lines,
        gross=gross if net.value is not None else _without("gross", net),
        net=net,
        taxable=taxable,
        held=held or given("held", 0),
        excess_award_carried=carried,
        risk_fund_balance=balance,
        score=scored,
        daily=points,
        review=review(person, facts, rules, scored) if scored else None,
    )


def _incomplete(lines: dict[str, Step], balance: Step) -> tuple[dict[str, Step], Step]:
    """Make tax and fund absent where any line is: a part of them would pass for the whole."""
    absent = [step for step in lines.values() if step.value is None]
    if not absent:
        return lines, balance
    fund = lines["risk_fund"]
    taken = {"income_tax": _without("income_tax", *absent)}
    if fund.reason not in {"no_grade", "director", "agent_without_fixed_pay"}:
        taken["risk_fund"] = _without("risk_fund", *absent)
        balance = _without("risk_fund_balance", *absent)
    return lines | taken, balance


def _without(what: str, *absent: Step) -> Step:
    """Return an amount that is absent because others are."""
    return Step(what, None, ARTICLES.get(what), absent, rule="sum")


ARTICLES = {"income_tax": "16", "risk_fund": "25", "risk_fund_balance": "25"}


def _hold(fixed: Step) -> Step:
    """Article 27.4: shown, not paid, while an investigation is open."""
    return replace(fixed, reason="investigated")


def _earned(
    person: Person, facts: Facts, rules: Rules, points: Step, scored: Step | None
) -> tuple[dict[str, Step], Step]:
    award, carried = earnings.excess_value_award(person, facts, rules)
    lines = {
        "fixed_pay": earnings.fixed_pay(person, rules, points),
        "commission": earnings.commission(person, facts, rules, scored),
        "opening_award": earnings.opening_award(person, facts, rules),
        "excess_value_award": award,
        "fund_commission": earnings.fund_commission(person, facts, rules),
        "management_commission": management.management_commission(person, facts, rules),
        "outlet_commission": management.outlet_commission(person, facts, rules),
        "management_allowance": management.management_allowance(person, rules),
        "transport_allowance": earnings.transport_allowance(person, rules),
        "meal_allowance": earnings.meal_allowance(person, facts, rules),
        "referral_award": earnings.referral_award(person, facts, rules),
        "manual": earnings.manual(facts),
        "adjustment": earnings.adjustment(facts),
        "fixed_pay_released": earnings.fixed_pay_released(facts),
    }
    return lines, carried


def _deducted(
    person: Person, facts: Facts, rules: Rules, lines: dict[str, Step], gross: Step
) -> tuple[dict[str, Step], Step, Step]:
    fixed = lines["fixed_pay"]
    in_base = tuple(lines[code] for code in EARNINGS[1:8])
    base = earnings.in_base(None if person.investigated else fixed, in_base, facts)
    leave = deductions.leave_deduction(person, facts, rules, fixed)
    fund, balance = deductions.risk_fund(person, facts, rules, base)
    off = {
        "lateness": deductions.lateness(person, facts, rules),
        "leave_deduction": leave,
        "absence_deduction": deductions.absence_deduction(person, facts, rules, fixed, leave),
        "other_deduction": deductions.other_deduction(facts),
        "fine": deductions.fine(facts),
        "risk_fund": fund,
        "management_levy": deductions.management_levy(person, rules, base),
    }
    taxable = _taxable(gross, off, rules)
    off["income_tax"] = tax.income_tax(person, facts, rules, taxable)
    off["social_insurance"] = deductions.social_insurance(facts)
    return off, balance, taxable


def _taxable(gross: Step, off: dict[str, Step], rules: Rules) -> Step:
    """Article 16: gross less lateness, leave, absence and fines; the fund only if so set."""
    deducts = rules["income_tax.deduct_risk_fund"]
    too = ("risk_fund", "management_levy") if deducts.value else ()
    left = difference("taxable_left", gross, *(off[code] for code in (*BEFORE_TAX, *too)))
    return at_least("taxable", chosen("taxable_sum", left, deducts), deductions.NOTHING)
