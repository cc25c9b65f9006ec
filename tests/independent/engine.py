"""One case's expected results, put together."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tests.independent import deductions, earnings
from tests.independent.earnings import Lines
from tests.independent.figures import Figures
from tests.independent.marks import daily_score, monthly_score
from tests.independent.numbers import ZERO, attempt, fen, half_up, needed
from tests.independent.review import computed_grade, review
from tests.independent.tax import income_tax
from tests.independent.view import DIRECTOR, View, number, read

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


def compute(case: Mapping[str, Any]) -> dict[str, Any]:
    """Give what a parsed case is expected to come to, under the keys of `expect`."""
    view = read(case)
    figures = Figures(view.contract, view.changes)
    grade = view.grade
    score = attempt(lambda: monthly_score(view, figures, grade)) if grade else None
    lines, held = lines_before_tax(view, figures, score)
    gross, net = totals(view, lines, held)
    fund = lines.get("risk_fund", fen(ZERO))
    unset = [code for code, amount in lines.items() if amount is None]
    unset += ["score"] if grade and score is None else []
    return {
        "score": score,
        "daily_score": half_up(daily_score(view), 2),
        **reviewed(view, figures, score),
        "lines": {code: amount for code, amount in lines.items() if amount is not None},
        "held": held,
        "excess_award_carried": carried(view, figures),
        "risk_fund_balance": None if fund is None else fen(view.balance) + fund,
        "gross": gross,
        "net": net,
        "unset": sorted(unset),
    }


def lines_before_tax(
    view: View, figures: Figures, score: Decimal | None
) -> tuple[Lines, Decimal | None]:
    """Give all lines up to 15 that the person has, and the fixed pay held."""
    lines: Lines = {}
    held: Decimal | None = fen(ZERO)
    grade = view.grade
    full = grade is not None and not earnings.is_commission_only(view)
    if grade is not None:
        lines |= earnings.graded_lines(view, figures, grade, score)
        held = lines["fixed_pay"] if view.investigated else held
    if grade is not None and full:
        lines |= earnings.management_lines(view, figures)
        lines |= earnings.allowance_lines(view, figures, grade)
        fixed = lines["fixed_pay"]
        lines |= deductions.attendance_lines(view, figures, grade, fixed)
    lines |= earnings.manual_lines(view)
    lines |= deductions.other_lines(view)
    if full:
        lines |= fund_and_levy(view, figures, lines)
    return lines, held


def fund_and_levy(view: View, figures: Figures, lines: Lines) -> Lines:
    """Give lines 14 and 15; the fund is incomplete as soon as any line is."""
    amount = attempt(lambda: deductions.base(view, lines))
    levy = attempt(lambda: deductions.levy(figures, needed(amount, "base")))
    fund = attempt(lambda: deductions.risk_fund(view, figures, needed(amount, "base")))
    if None in {*lines.values(), levy}:
        fund = None
    if DIRECTOR in view.posts:
        fund = fen(ZERO)
    return {"risk_fund": fund, "management_levy": levy}


def totals(
    view: View, lines: Lines, held: Decimal | None
) -> tuple[Decimal | None, Decimal | None]:
    """Add tax and insurance to the lines; give gross and net, or neither."""
    known = {code: amount for code, amount in lines.items() if amount is not None}
    complete = len(known) == len(lines)
    insurance = fen(number(view.case, "social_insurance"))
    lines |= {"social_insurance": insurance, "income_tax": None}
    if not complete or held is None:
        return None, None
    gross = sum((known[code] for code in known if code not in DEDUCTIONS), -held)
    taxable = gross - sum(known.get(code, fen(ZERO)) for code in BEFORE_TAX)
    tax = income_tax(view, max(ZERO, Fraction(taxable)))
    lines["income_tax"] = tax
    taken = [known[code] for code in DEDUCTIONS if code in known]
    return gross, gross - sum(taken) - tax - insurance


def carried(view: View, figures: Figures) -> Decimal | None:
    """Give the excess-value award carried on; without a grade it stays."""
    grade = view.grade
    if grade is None:
        return fen(view.carried)
    return attempt(lambda: earnings.excess_value(view, figures, grade)[1])


def reviewed(view: View, figures: Figures, score: Decimal | None) -> dict[str, str | None]:
    """Give the computed grade and the review; nothing of it without a grade."""
    grade = view.grade
    if grade is None:
        return {"computed_grade": None, "review": None, "review_to": None}
    result = attempt(lambda: review(view, figures, grade, score)) or (None, None)
    return {
        "computed_grade": attempt(lambda: computed_grade(view, figures)),
        "review": result[0],
        "review_to": result[1],
    }
