"""Lines 1 to 9: what is earned. One function for each line, named after it."""

from dataclasses import replace

from services.pay.inputs import Facts, Opened, Person
from services.rulebook import Rules
from services.step import (
    ZERO,
    Step,
    at_least,
    because_zero,
    capped,
    chosen,
    difference,
    given,
    nothing,
    product,
    quotient,
    rounded,
    total,
)

NO_GRADE, NO_FIXED_PAY = "no_grade", "agent_without_fixed_pay"
GRADE_LINES_OF_AGENT = frozenset(
    {"commission", "opening_award", "excess_value_award", "fund_commission"}
)


def excused(line: str, person: Person, article: str) -> Step | None:
    """Return the zero of a line that the person's contract or missing grade rules out."""
    if person.grade is None:
        return nothing(line, NO_GRADE, article=article)
    if person.only_commission and line not in GRADE_LINES_OF_AGENT:
        return nothing(line, NO_FIXED_PAY, article="3")
    return None


def fixed_pay(person: Person, rules: Rules, daily: Step) -> Step:
    """Article 12(1): the grade's fixed pay × daily score ÷ 100."""
    if zero := excused("fixed_pay", person, "12"):
        return zero
    standard = rules.by_level(f"fixed_pay.{person.grade}", person.level)
    share = quotient("daily_share", daily, rules["daily_score.full"])
    return because_zero(product("fixed_pay", standard, share, article="12"), "score_zero")


def commission(person: Person, facts: Facts, rules: Rules, score: Step | None) -> Step:
    """Article 12: net revenue × base ratio × score (× 80 % two years on without a certificate)."""
    if score is None:
        return nothing("commission", NO_GRADE, article="12")
    factors = [facts.net_revenue, rules[f"commission_ratio.{person.grade}"], score]
    if not person.certified:
        factors += _qualification(person, rules)
    return because_zero(product("commission", *factors, article="12"), "no_net_revenue")


def _qualification(person: Person, rules: Rules) -> tuple[Step, ...]:
    """Article 12: the factor counts from the month after the grace months are over."""
    grace = rules["qualification.grace_months"]
    if grace.value is not None and rules.month.since(person.joined) <= grace.value:
        return ()
    worked = given("months_since_joining", rules.month.since(person.joined), "months")
    return (chosen("qualification", rules["qualification.factor"], worked, grace),)


def opening_award(person: Person, facts: Facts, rules: Rules) -> Step:
    """Article 12(2): an award for each new effective account by its month-end assets."""
    if person.grade is None:
        return nothing("opening_award", NO_GRADE, article="12")
    awards = [_award(opened, rules) for opened in facts.openings]
    if not awards:
        return nothing("opening_award", "no_new_account", article="12")
    return because_zero(total("opening_award", *awards, article="12"), "small_accounts")


def _award(opened: Opened, rules: Rules) -> Step:
    """One account's award: that of the band its assets reach, an institution's threefold."""
    client = opened.assets.what.partition(":")[2]
    what = f"account_award:{client}" if client else "account_award"
    bounds = [rules[f"opening_award.{bound}"] for bound in BANDS]
    values = [bound.value for bound in bounds if bound.value is not None]
    if opened.assets.value is None or len(values) < len(bounds):
        return Step(what, None, "12", (opened.assets, *bounds), rule="chosen")
    if opened.assets.known <= values[0]:
        return nothing(what, "small_account", opened.assets, bounds[0], article="12")
    band = sum(opened.assets.known >= value for value in values[1:])
    award = rules[f"opening_award.award{band + 1}"]
    by_assets = chosen("award_by_assets", award, opened.assets, bounds[band])
    times = (rules["opening_award.institution"],) if opened.institution else ()
    return product(what, by_assets, *times)


BANDS = ("floor", "band2", "band3", "band4")


def excess_value_award(person: Person, facts: Facts, rules: Rules) -> tuple[Step, Step]:
    """Article 12(3): 0.1 ‰ of new value above the standard, at most 3 000; what is carried on."""
    before = facts.excess_award_carried
    if person.grade is None:
        kept = total("excess_award_carried", before)
        return nothing("excess_value_award", NO_GRADE, article="12"), kept
    counted = difference("value_counted", facts.new_custody_value[-1], facts.excess_value_excluded)
    above = difference("value_above", counted, rules[f"value_standard.{person.grade}"])
    excess = at_least("excess_value", above, given("nothing", 0))
    earned = product("excess_earned", excess, rules["excess_value_award.rate"])
    due = total("excess_due", earned, before)
    paid = capped("excess_value_award", due, rules["excess_value_award.cap"], "12")
    left = difference("excess_award_carried", due, replace(paid, because=()), article="12")
    return because_zero(paid, "value_below_standard"), left


def fund_commission(person: Person, facts: Facts, rules: Rules) -> Step:
    """Article 12(4): the share of the fund-sales fees."""
    if person.grade is None:
        return nothing("fund_commission", NO_GRADE, article="12")
    made = product(
        "fund_commission", facts.fund_fee_income, rules["fund_commission.ratio"], article="12"
    )
    return because_zero(made, "no_fund_fees")


def transport_allowance(person: Person, rules: Rules) -> Step:
    """Article 23.3: transport and telephone by grade."""
    if zero := excused("transport_allowance", person, "23"):
        return zero
    amount = rules[f"transport_allowance.{person.grade}"]
    return rounded_line("transport_allowance", amount, "23")


def meal_allowance(person: Person, facts: Facts, rules: Rules) -> Step:
    """Article 28.2: for each day of an approved holiday promotion."""
    if zero := excused("meal_allowance", person, "28"):
        return zero
    days = facts.holiday_promotion_days
    made = product("meal_allowance", days, rules["meal_allowance.day"], article="28")
    return because_zero(made, "no_promotion_day")


def referral_award(person: Person, facts: Facts, rules: Rules) -> Step:
    """Article 24: for each referred person in the first month as manager or above."""
    if zero := excused("referral_award", person, "24"):
        return zero
    referred = facts.referrals_confirmed
    made = product("referral_award", referred, rules["referral_award.amount"], article="24")
    return because_zero(made, "no_referral")


def manual(facts: Facts) -> Step:
    """Articles 15, 16: what finance enters by hand, with author and reason."""
    made = rounded_line("manual", total("manual_sum", *facts.manual), "16")
    return because_zero(made, "none_entered")


def adjustment(facts: Facts) -> Step:
    """Signed corrections of earlier months, each naming its line and month."""
    amounts = (correction.amount for correction in facts.adjustments)
    made = rounded_line("adjustment", total("adjustment_sum", *amounts), "16")
    return because_zero(made, "none_entered")


def fixed_pay_released(facts: Facts) -> Step:
    """Article 27.4: fixed pay held earlier and released by the ruling."""
    made = rounded_line("fixed_pay_released", facts.fixed_pay_released, "27")
    return because_zero(made, "none_held_before")


def rounded_line(line: str, amount: Step, article: str) -> Step:
    """Make the amount a pay line, rounded to 0.01."""
    return replace(rounded(line, amount, 2), article=article, unit="yuan")


def in_base(fixed: Step | None, lines: tuple[Step, ...], facts: Facts) -> Step:
    """Return what the risk fund and the levy are taken of: lines 1–7 as paid, what belongs there.

    Articles 25, 26. Corrections belong to it where the corrected line does.
    """
    corrected = [
        c.amount for c in facts.adjustments if c.line in BASE_LINES and c.amount.value != ZERO
    ]
    paid = (fixed,) if fixed else ()  # none while it is held
    return total("base_of_deductions", *paid, *lines, facts.fixed_pay_released, *corrected)


BASE_LINES = GRADE_LINES_OF_AGENT | {
    "fixed_pay",
    "fixed_pay_released",
    "management_commission",
    "outlet_commission",
    "management_allowance",
}
