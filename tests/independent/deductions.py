"""Lines 10 to 15: what is taken from the pay, tax and insurance apart."""

from decimal import Decimal
from fractions import Fraction

from tests.independent.earnings import Lines, total
from tests.independent.figures import Figures
from tests.independent.numbers import ZERO, attempt, fen, needed
from tests.independent.view import DIRECTOR, DISTRICT, STATION, View, absence_days, number

BASE_LINES = (
    "fixed_pay",
    "commission",
    "opening_award",
    "excess_value_award",
    "fund_commission",
    "management_commission",
    "outlet_commission",
    "management_allowance",
    "fixed_pay_released",
)
SICK_DAYS_FREE = 3
ABSENCE_DAY_RATES = {Fraction(0): 0, Fraction(1, 2): 2, Fraction(1): 5, Fraction(3, 2): 7}


def attendance_lines(view: View, figures: Figures, grade: str, fixed: Decimal | None) -> Lines:
    """Give lines 10 to 12; leave takes from the scored fixed pay first, absence the rest."""
    late = view.number("events", "late")
    leave = attempt(lambda: leave_deduction(view, figures, grade, fixed))
    return {
        "lateness": attempt(lambda: fen(late * figures.get("lateness.amount"))),
        "leave_deduction": leave,
        "absence_deduction": attempt(
            lambda: absence_deduction(view, figures, grade, (fixed, leave))
        ),
    }


def day_rate(figures: Figures, grade: str) -> Fraction:
    """Give the unrounded pay of a day."""
    days = figures.get("leave_deduction.days_per_month")
    return figures.of_grade("fixed_pay", grade) / days


def leave_deduction(view: View, figures: Figures, grade: str, fixed: Decimal | None) -> Decimal:
    """Give line 11: personal leave, and all sick leave once it is above three days."""
    sick = view.number("leave", "sick")
    days = view.number("leave", "personal") + (sick if sick > SICK_DAYS_FREE else 0)
    return min(fen(days * day_rate(figures, grade)), needed(fixed, "fixed_pay"))


def absence_deduction(
    view: View, figures: Figures, grade: str, pay: tuple[Decimal | None, Decimal | None]
) -> Decimal:
    """Give line 12, up to what leave left of the scored fixed pay."""
    whole = needed(pay[0], "fixed_pay")
    left = whole - needed(pay[1], "leave_deduction")
    rates = ABSENCE_DAY_RATES.get(absence_days(view))
    wanted = whole if rates is None else fen(rates * day_rate(figures, grade))
    return min(wanted, left)


def other_lines(view: View) -> Lines:
    """Give line 13."""
    return {
        "other_deduction": fen(number(view.case, "other_deductions")),
        "fine": fen(total(view, "fines")),
    }


def base(view: View, lines: Lines) -> Fraction:
    """Give the base of fund and levy: lines 1 to 7 as paid, with what corrects them."""
    # fixed pay that is held stays out, so the base does not need to know it
    paid = [code for code in BASE_LINES if not (view.investigated and code == "fixed_pay")]
    amount = sum((Fraction(needed(lines[code], code)) for code in paid), ZERO)
    for each in view.items("adjustments"):
        if each["line"] in BASE_LINES:
            amount += number(each, "amount")
    return amount


def risk_fund(view: View, figures: Figures, amount: Fraction) -> Decimal:
    """Give line 14: none for a director, never past the cap of the highest post."""
    if DIRECTOR in view.posts:
        return fen(ZERO)
    post = next((each for each in (DISTRICT, STATION) if each in view.posts), "marketer")
    room = figures.get(f"risk_fund.cap.{post}") - view.balance
    wanted = Fraction(fen(figures.get("risk_fund.rate") * amount))
    return fen(max(ZERO, min(wanted, room)))


def levy(figures: Figures, amount: Fraction) -> Decimal:
    """Give line 15."""
    return fen(figures.get("management_levy.rate") * amount)
