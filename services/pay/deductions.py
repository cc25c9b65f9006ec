"""Lines 10 to 15 and 17: what is taken off, and the risk fund's ledger."""

from dataclasses import replace

from services.pay.earnings import excused, rounded_line
from services.pay.inputs import Facts, Person
from services.pay.management import highest_post
from services.rulebook import Rules
from services.step import (
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
    total,
)

NOTHING = given("nothing", 0)


def lateness(person: Person, facts: Facts, rules: Rules) -> Step:
    """Article 29.1: 50 for each time late or leaving early."""
    if zero := excused("lateness", person, "29"):
        return zero
    times = total("times_late", *facts.events.get("late", ()), unit="events")
    return because_zero(
        product("lateness", times, rules["lateness.amount"], article="29"), "never_late"
    )


def _day_rate(person: Person, rules: Rules) -> Step:
    standard = rules.by_level(f"fixed_pay.{person.grade}", person.level)
    return quotient("day_rate", standard, rules["leave.days_a_month"], unit="yuan")


def leave_deduction(person: Person, facts: Facts, rules: Rules, fixed: Step) -> Step:
    """Article 29.1: personal leave by the day; sick leave all days once above three in a month."""
    if zero := excused("leave_deduction", person, "29"):
        return zero
    sick = total("sick_days", *facts.leave.get("sick", ()), unit="days")
    personal = total("personal_days", *facts.leave.get("personal", ()), unit="days")
    days = total("days_deducted", personal, _sick_days_deducted(sick, rules), unit="days")
    wanted = product("leave_wanted", _day_rate(person, rules), days)
    made = capped("leave_deduction", wanted, _amount("fixed_pay", fixed), "29")
    return because_zero(made, "sick_days_free" if sick.value else "no_leave")


def _sick_days_deducted(sick: Step, rules: Rules) -> Step:
    free = rules["leave.sick_free_days"]
    if free.value is not None and sick.known <= free.value:
        why = "sick_days_free" if sick.value else "no_leave"
        return nothing("sick_days_deducted", why, sick, free, article="29", unit="days")
    return chosen("sick_days_deducted", sick, free)


def absence_deduction(
    person: Person, facts: Facts, rules: Rules, fixed: Step, leave: Step
) -> Step:
    """Article 29.1: 2, 5, 7 day rates for 0.5, 1, 1.5 days; from 2 on the month's fixed pay."""
    if zero := excused("absence_deduction", person, "29"):
        return zero
    days = total("absent_days", *facts.absence, unit="days")
    kept = _amount("leave_deduction", leave)
    left = difference("fixed_pay_left", _amount("fixed_pay", fixed), kept)
    made = capped("absence_deduction", _absence_wanted(person, days, rules, fixed), left, "29")
    return because_zero(made, "no_fixed_pay_left" if days.value else "no_absence")


def _absence_wanted(person: Person, days: Step, rules: Rules, fixed: Step) -> Step:
    whole = rules["absence.full_days"]
    if not days.value:
        return nothing("absence_wanted", "no_absence", article="29")
    if whole.value is None or days.known >= whole.value:
        return chosen("absence_wanted", _amount("fixed_pay", fixed), days, whole)
    rates = chosen("day_rates", rules[f"absence.days.{_rung(days)}"], days)
    return product("absence_wanted", _day_rate(person, rules), rates)


def _rung(days: Step) -> str:
    """Return the rung of Article 29's ladder: half a day, one, beyond one."""
    half = days.known * 2
    return "half" if half <= 1 else "one" if half == HALVES_A_DAY else "one_and_half"


HALVES_A_DAY = 2


def _amount(what: str, step: Step) -> Step:
    """Quote another line's amount without telling its whole story again."""
    kept = step.because if step.value is None else ()
    return replace(step, what=what, because=kept, rule="given", reason=None)


def fine(facts: Facts) -> Step:
    """Articles 27, 29.3: fines that a named person approved."""
    return because_zero(rounded_line("fine", total("fine_sum", *facts.fines), "27"), "no_fine")


def other_deduction(facts: Facts) -> Step:
    """Other deductions that finance enters; after tax."""
    made = rounded_line("other_deduction", facts.other_deductions, "16")
    return because_zero(made, "none_entered")


def social_insurance(facts: Facts) -> Step:
    """Article 23.2: the employee's part, as imported."""
    made = rounded_line("social_insurance", facts.social_insurance, "23")
    return because_zero(made, "none_entered")


def risk_fund(person: Person, facts: Facts, rules: Rules, base: Step) -> tuple[Step, Step]:
    """Article 25: 5 % of the base until the post's cap is reached; the balance after it."""
    before = facts.risk_fund_balance
    taken = _risk_fund_taken(person, before, rules, base)
    return taken, total("risk_fund_balance", before, _amount("risk_fund", taken), article="25")


def _risk_fund_taken(person: Person, before: Step, rules: Rules, base: Step) -> Step:
    if zero := excused("risk_fund", person, "25"):
        return zero
    post = highest_post(person)
    if post == "project_director":
        return nothing("risk_fund", "director", article="25")
    wanted = product("risk_fund_wanted", base, rules["risk_fund.rate"])
    room = difference("risk_fund_room", rules[f"risk_fund.cap.{post}"], before)
    made = at_least("risk_fund", capped("risk_fund_taken", wanted, room), NOTHING, "25")
    full = room.value is not None and room.value <= 0
    return because_zero(made, "risk_fund_full" if full else "no_base")


def management_levy(person: Person, rules: Rules, base: Step) -> Step:
    """Article 26: a levy of 0 to 5 % of the same base, 0 until the outlet says so."""
    if zero := excused("management_levy", person, "26"):
        return zero
    rate = rules["management_levy.rate"]
    made = product("management_levy", base, rate, article="26")
    return because_zero(made, "no_base" if rate.value else "levy_rate_zero")
