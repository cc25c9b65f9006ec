"""The grade review at a month's end (Art. 12, 17, 18)."""

from decimal import Decimal
from fractions import Fraction

from tests.independent.figures import GRADES, Figures
from tests.independent.numbers import mean, needed
from tests.independent.view import View

Result = tuple[str, str | None]
TRAINEE, ASSISTANT = GRADES[:2]
FEW_ACCOUNTS, LITTLE_VALUE = 2, 100_000
LOW_SCORE, FULL_SCORE = Fraction("0.60"), Fraction(1)
DISMISSAL: Result = ("dismissal_review", None)
KEEP: Result = ("keep", None)
QUARTER, PAIR = 3, 2


def computed_grade(view: View, figures: Figures) -> str:
    """Give the grade that the mean assets of up to three months stand for."""
    return figures.highest_grade(mean(view.series("average_assets")))


def review(view: View, figures: Figures, grade: str, score: Decimal | None) -> Result:
    """Give the first that holds of the month's results, and the grade it leads to."""
    if brings_too_little(view):
        return DISMISSAL
    if grade == TRAINEE:
        return of_trainee(view, figures, score)
    lower = demotion(view, figures, grade, score)
    if lower is not None:
        return DISMISSAL if lower == TRAINEE else ("demote", lower)
    upper = promotion(view, figures, grade)
    if upper is not None:
        return ("eligible_promotion", upper)
    if view.fact("new_effective_accounts") < figures.of_grade("accounts_standard", grade):
        return ("at_risk", None)
    return KEEP


def brings_too_little(view: View) -> bool:
    """Tell whether three months' new accounts and new value both are too low."""
    accounts, value = view.series("new_effective_accounts"), view.series("new_custody_value")
    if len(accounts) < QUARTER or len(value) < QUARTER:
        return False
    return mean(accounts) < FEW_ACCOUNTS and mean(value) < LITTLE_VALUE


def of_trainee(view: View, figures: Figures, score: Decimal | None) -> Result:
    """Tell whether a trainee may be confirmed, early in month 2 or from month 3 on."""
    confirmed: Result = ("eligible_confirmation", ASSISTANT)
    if view.employment_month >= QUARTER:
        reached = computed_grade(view, figures) != TRAINEE
        return confirmed if reached else DISMISSAL
    if view.employment_month < PAIR or not view.earlier_scores:
        return KEEP
    both = min(view.earlier_scores[-1], Fraction(needed(score, "score")))
    if both >= FULL_SCORE and computed_grade(view, figures) != TRAINEE:
        return confirmed
    return KEEP


def demotion(view: View, figures: Figures, grade: str, score: Decimal | None) -> str | None:
    """Give the lower grade that two months' assets or scores lead to, if they do."""
    found: list[str] = []
    assets = view.series("average_assets")[-PAIR:]
    threshold = figures.of_grade("asset_threshold", grade)
    if len(assets) == PAIR and max(assets) < threshold:
        found.append(figures.highest_grade(mean(assets)))
    if view.earlier_scores:
        both = max(view.earlier_scores[-1], Fraction(needed(score, "score")))
        if both < LOW_SCORE:
            found.append(GRADES[GRADES.index(grade) - 1])
    return min(found, key=GRADES.index, default=None)


def promotion(view: View, figures: Figures, grade: str) -> str | None:
    """Give the next grade if two months' mean assets and accounts reach it."""
    assets = view.series("average_assets")[-PAIR:]
    accounts = view.series("new_effective_accounts")[-PAIR:]
    if grade == GRADES[-1] or len(assets) < PAIR or len(accounts) < PAIR:
        return None
    upper = GRADES[GRADES.index(grade) + 1]
    rich = mean(assets) >= figures.of_grade("asset_threshold", upper)
    busy = mean(accounts) >= figures.of_grade("accounts_standard", upper)
    return upper if rich and busy else None
