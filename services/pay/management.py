"""Lines 6 and 7: management commission and allowance (Articles 13, 14, 15)."""

from services.pay.earnings import NO_FIXED_PAY
from services.pay.inputs import Facts, Person
from services.rulebook import Rules
from services.step import Step, because_zero, nothing, product

NO_POST, WITHDRAWN, DIRECTOR = "no_team_post", "post_withdrawn", "director"
RANKS = ("project_director", "district_manager", "station_manager")


def highest_post(person: Person) -> str:
    """Return the highest management post that counts; 'marketer' if none does."""
    return next((post for post in RANKS if post in person.held), "marketer")


def _without_post(person: Person) -> str:
    return WITHDRAWN if person.posts - person.held else NO_POST


def management_commission(person: Person, facts: Facts, rules: Rules) -> Step:
    """Articles 13–15: 5 % of the marketers' net revenue (a district: of the managers')."""
    line, held = "management_commission", person.held
    if person.only_commission:
        return nothing(line, NO_FIXED_PAY, article="3")
    if "district_manager" in held:
        article = "15" if "project_director" in held else "14"
        return _share(line, facts.team.station_managers, rules, article)
    if highest_post(person) == "station_manager":
        return _share(line, facts.team.marketers, rules, "13")
    reason = DIRECTOR if "project_director" in held else _without_post(person)
    return nothing(line, reason, article="15" if reason == DIRECTOR else "13")


def outlet_commission(person: Person, facts: Facts, rules: Rules) -> Step:
    """Article 14: a district manager's 5 % of the marketers at the outlet he runs himself."""
    line, post = "outlet_commission", highest_post(person)
    if person.only_commission:
        return nothing(line, NO_FIXED_PAY, article="3")
    if post == "project_director":
        return nothing(line, DIRECTOR, article="15")
    if post == "district_manager":
        return _share(line, facts.team.own_outlet, rules, "14")
    reason = WITHDRAWN if "district_manager" in person.posts else "no_district_post"
    return nothing(line, reason, article="14")


def _share(line: str, revenue: Step, rules: Rules, article: str) -> Step:
    made = product(line, revenue, rules["management_commission.rate"], article=article)
    return because_zero(made, "no_team_revenue")


def management_allowance(person: Person, rules: Rules) -> Step:
    """Articles 13, 14: 300 for a station manager, 900 (not 1 200) for a district manager."""
    line, post = "management_allowance", highest_post(person)
    if person.only_commission:
        return nothing(line, NO_FIXED_PAY, article="3")
    if post == "project_director":
        return nothing(line, DIRECTOR, article="15")
    if post == "marketer":
        return nothing(line, _without_post(person), article="13")
    return product(line, rules[f"management_allowance.{post}"], article=POST_ARTICLES[post])


POST_ARTICLES = {"station_manager": "13", "district_manager": "14"}
