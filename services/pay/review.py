"""The month-end review: what the grade would become, and how far each change is ."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from services.pay.checks import Check, Condition
from services.pay.inputs import Facts, Person
from services.rulebook import GRADES, Rules
from services.step import Step, given, mean

Outcome = Literal[
    "keep", "at_risk", "eligible_confirmation", "eligible_promotion", "demote", "dismissal_review"
]
TWO, THREE = 2, 3
SCORES = ("score_before", "month_score")


@dataclass(frozen=True, slots=True)
class Review:
    """The result of a month, every test that was made, and the grade by assets alone."""

    outcome: Outcome | None  # None: it hangs on an unset figure
    article: str
    checks: tuple[Check[Outcome], ...]
    computed: str | None
    mean_assets: Step
    to: str | None = None

    @property
    def assumed(self) -> bool:
        """Whether a value of ours went into one of the tests."""
        sides = (
            side for c in self.checks for one in c.conditions for side in (one.value, one.bound)
        )
        return any(side.assumed for side in sides)


def review(person: Person, facts: Facts, rules: Rules, score: Step) -> Review:
    """Articles 12, 17, 18: the first result that holds; `person.grade` must not be None."""
    average = mean("mean_assets", facts.average_assets, "12")
    computed = grade_by_assets(average, rules)
    checks = tuple(_checks(person, facts, rules, score, average))
    for check in checks:
        if check.holds is None:
            return Review(None, check.article, checks, computed, average)
        if check.holds:
            return Review(check.outcome, check.article, checks, computed, average, check.to)
    return Review("keep", "17", checks, computed, average)


def grade_by_assets(assets: Step, rules: Rules) -> str | None:
    """Article 12: the highest grade whose asset threshold is reached; None if one is unset."""
    for grade in reversed(GRADES):
        condition = Condition("assets", assets, rules[f"asset_threshold.{grade}"])
        if condition.holds is None:
            return None
        if condition.holds:
            return grade
    return GRADES[0]


def _checks(
    person: Person, facts: Facts, rules: Rules, score: Step, average: Step
) -> Iterator[Check[Outcome]]:
    """Yield the tests in their order."""
    grade, month = str(person.grade), rules.month.since(person.joined) + 1
    if grade == "trainee" and month >= THREE:
        assistant = rules["asset_threshold.assistant"]
        unmet = Condition("mean_assets", average, assistant, below=True)
        yield Check("dismissal_review", "17", (unmet,))
    yield from _dismissal(facts, rules)
    yield from _demotion(grade, facts, rules, score)
    if grade == "trainee":
        yield from _confirmation(month, facts, rules, score, average)
    else:
        yield from _promotion(grade, facts, rules)
        accounts, own = facts.new_effective_accounts[-1], rules[f"accounts_standard.{grade}"]
        yield Check("at_risk", "17", (Condition("accounts", accounts, own, below=True),))


def _dismissal(facts: Facts, rules: Rules) -> Iterator[Check[Outcome]]:
    accounts, value = facts.new_effective_accounts, facts.new_custody_value
    if min(len(accounts), len(value)) < THREE:
        return
    few = Condition(
        "mean_accounts_three",
        mean("mean_accounts_three", accounts),
        rules["review.dismissal_accounts"],
        below=True,
    )
    little = Condition(
        "mean_value_three",
        mean("mean_value_three", value),
        rules["review.dismissal_value"],
        below=True,
    )
    yield Check("dismissal_review", "18", (few, little))


def _demotion(grade: str, facts: Facts, rules: Rules, score: Step) -> Iterator[Check[Outcome]]:
    """Article 18.1 and .2; both together lead to the lower grade, reaching trainee to a review."""
    if grade == GRADES[0]:
        return
    by_assets, by_score = (
        _assets_demotion(grade, facts, rules),
        _score_demotion(facts, rules, score),
    )
    lower = GRADES[GRADES.index(grade) - 1]
    if by_assets and by_score and by_assets.holds and by_score.holds:
        to = min(str(by_assets.to), lower, key=GRADES.index)
        yield _demoted("18", (*by_assets.conditions, *by_score.conditions), to)
    if by_assets:
        yield _demoted("18", by_assets.conditions, by_assets.to)
    if by_score:
        yield _demoted("18", by_score.conditions, lower)


def _demoted(article: str, conditions: tuple[Condition, ...], to: str | None) -> Check[Outcome]:
    outcome: Outcome = "dismissal_review" if to == GRADES[0] else "demote"
    return Check(outcome, article, conditions, to if outcome == "demote" else None)


def _assets_demotion(grade: str, facts: Facts, rules: Rules) -> Check[Outcome] | None:
    last = facts.average_assets[-TWO:]
    if len(last) < TWO:
        return None
    own = rules[f"asset_threshold.{grade}"]
    conditions = tuple(
        Condition(what, assets, own, below=True)
        for what, assets in zip(("assets_before", "month_assets"), last, strict=True)
    )
    return Check("demote", "18", conditions, grade_by_assets(mean("mean_two", last), rules))


def _score_demotion(facts: Facts, rules: Rules, score: Step) -> Check[Outcome] | None:
    if not facts.scores:
        return None
    bound = rules["review.demotion_score"]
    scores = (facts.scores[-1], score)
    conditions = tuple(
        Condition(what, one, bound, below=True) for what, one in zip(SCORES, scores, strict=True)
    )
    return Check("demote", "18", conditions)


def _confirmation(
    month: int, facts: Facts, rules: Rules, score: Step, average: Step
) -> Iterator[Check[Outcome]]:
    """Article 17: at the end of month 2 with both scores, from month 3 on by assets alone."""
    assets = Condition("mean_assets", average, rules["asset_threshold.assistant"])
    if month >= THREE:
        yield Check("eligible_confirmation", "17", (assets,), "assistant")
    elif month == TWO and facts.scores:
        bound = rules["review.confirmation_score"]
        scores = (facts.scores[-1], score)
        reached = tuple(
            Condition(what, one, bound) for what, one in zip(SCORES, scores, strict=True)
        )
        yield Check("eligible_confirmation", "17", (*reached, assets), "assistant")


def _promotion(grade: str, facts: Facts, rules: Rules) -> Iterator[Check[Outcome]]:
    """Article 17: two months' mean assets and accounts at the next grade's figures."""
    assets, accounts = facts.average_assets[-TWO:], facts.new_effective_accounts[-TWO:]
    if grade == GRADES[-1] or min(len(assets), len(accounts)) < TWO:
        return
    up = GRADES[GRADES.index(grade) + 1]
    conditions = (
        Condition("mean_assets_two", mean("mean_two", assets), rules[f"asset_threshold.{up}"]),
        Condition(
            "mean_accounts_two",
            mean("mean_accounts_two", accounts),
            rules[f"accounts_standard.{up}"],
        ),
    )
    yield Check("eligible_promotion", "17", conditions, up)


def lever(check: Check[Outcome], facts: Facts) -> Condition | None:
    """Return the unmet condition that is the smallest share of one's own three-month mean."""
    own = {
        "mean_assets_two": mean("own", facts.average_assets),
        "mean_assets": mean("own", facts.average_assets),
        "mean_accounts_two": mean("own", facts.new_effective_accounts),
        "month_score": mean("own", facts.scores or (given("score", 1, "ratio"),)),
    }
    unmet = [c for c in check.conditions if c.holds is False and c.what in own]
    return min(unmet, key=lambda c: _share(c, own[c.what]), default=None)


def _share(condition: Condition, own: Step) -> Decimal:
    """Return the gap as a share of one's own mean; without one it is out of reach."""
    gap = condition.gap or Decimal(0)
    return gap / own.known if own.value else Decimal("Infinity")
