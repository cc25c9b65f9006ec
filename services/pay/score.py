"""The monthly score and the daily management score (Articles 12 and 30)."""

from collections.abc import Iterator

from services.pay.inputs import EVENTS, Facts, Person
from services.rulebook import Rules
from services.step import (
    Step,
    at_least,
    capped,
    difference,
    given,
    product,
    quotient,
    rounded,
    total,
)

PLACES = 4


class ZeroStandardError(Exception):
    """A standard that the score divides by is 0: an error of the rulebook."""

    def __init__(self, figure: str) -> None:
        super().__init__(figure)
        self.figure = figure


def score(person: Person, facts: Facts, rules: Rules) -> Step:
    """Article 12: the weighted attainment of three standards (a trainee: two), 50 to 120 %."""
    trainee = person.grade == "trainee"
    weights = "score.trainee_weight" if trainee else "score.weight"
    parts = [
        _attained("accounts", facts.new_effective_accounts[-1], person, rules, weights),
        _attained("new_value", facts.new_custody_value[-1], person, rules, weights),
    ]
    if not trainee:
        parts.append(_attained("revenue", facts.net_revenue, person, rules, weights))
    raw = rounded("score_before_limits", total("score_sum", *parts, unit="ratio"), PLACES)
    floored = at_least("score_floored", raw, rules["score.floor"])
    return capped("score", floored, rules["score.ceiling"], "12")


STANDARDS = {
    "accounts": "accounts_standard",
    "new_value": "value_standard",
    "revenue": "revenue_standard",
}


def _attained(part: str, done: Step, person: Person, rules: Rules, weights: str) -> Step:
    standard = rules[f"{STANDARDS[part]}.{person.grade}"]
    if standard.value == 0:
        raise ZeroStandardError(standard.what)
    rate = quotient(f"attained_{part}", done, standard)
    weight = rules[f"{weights}.{part}"]
    return product(f"score_{part}", rate, weight, places=None, unit="ratio", article="12")


def daily_score(facts: Facts, rules: Rules) -> Step:
    """Article 30: 100 points less those of the month's events, never below 0."""
    full = rules["daily_score.full"]
    lost = difference("daily_score_sum", full, *_points(facts, rules))
    return at_least("daily_score", lost, given("no_points", 0, "points"), "30")


def _points(facts: Facts, rules: Rules) -> Iterator[Step]:
    happened = {kind: facts.events.get(kind, ()) for kind in (*EVENTS, "complaint")}
    happened |= {kind: facts.leave.get(kind, ()) for kind in ("sick", "personal")}
    for kind, times in happened.items():
        for one in times:
            if one.value:
                each = rules[f"daily_score.{kind}"]
                yield product(f"points_{kind}", one, each, places=None, unit="points")
