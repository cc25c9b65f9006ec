"""Lines 6 and 7: management commission and allowance (Articles 13, 14, 15)."""

from services.pay.earnings import NO_FIXED_PAY
from services.pay.inputs import Facts, Person
from services.rulebook import Rules
from services.step import Step, because_zero, nothing, product

NO_POST, WITHDRAWN, DIRECTOR = "no_team_post", "post_withdrawn", "director"
TEAM_RANKS = ("district_manager", "station_manager")


def highest_post(person: Person) -> str:
    """Return the highest post that counts for the risk fund; 'marketer' if none does."""
    ranks = ("project_director", *TEAM_RANKS)
    return next((post for post in ranks if post in person.held), "marketer")


def _team_post(person: Person) -> str | None:
    """Return the team post that pays: the higher one only, where both count."""
    return next((post for post in TEAM_RANKS if post in person.held), None)


def _unpaid(line: str, person: Person) -> Step:
    """Return the zero of a line that only a team post pays."""
    if person.only_commission:
        return nothing(line, NO_FIXED_PAY, article="3")
    if "project_director" in person.held:
        reason = "director_doubles" if _doubles(person) else DIRECTOR
        return nothing(line, reason, article="15")
    return nothing(line, WITHDRAWN if person.posts - person.held else NO_POST, article="13")


def _doubles(person: Person) -> bool:
    """Tell whether a director doubles as a district's manager (Article 15)."""
    return "project_director" in person.held and "district_manager" in person.held


def management_commission(person: Person, facts: Facts, rules: Rules) -> Step:
    """Articles 13–15: 5 % of the marketers' net revenue (a district: of the managers')."""
    line, post = "management_commission", _team_post(person)
    if person.only_commission or post is None:
        return _unpaid(line, person)
    if post == "station_manager":
        return _share(line, facts.team.marketers, rules, "13")
    article = "15" if _doubles(person) else "14"
    return _share(line, facts.team.station_managers, rules, article)


def outlet_commission(person: Person, facts: Facts, rules: Rules) -> Step:
    """Article 14: a district manager's 5 % of the marketers at the outlet he runs himself."""
    line, post = "outlet_commission", _team_post(person)
    if person.only_commission or post is None or _doubles(person):
        return _unpaid(line, person)
    if post == "station_manager":
        return nothing(line, "no_district_post", article="14")
    return _share(line, facts.team.own_outlet, rules, "14")


def _share(line: str, revenue: Step, rules: Rules, article: str) -> Step:
    made = product(line, revenue, rules["management_commission.rate"], article=article)
    return because_zero(made, "no_team_revenue")


def management_allowance(person: Person, rules: Rules) -> Step:
    """Articles 13, 14: 300 for a station manager, 900 (not 1 200) for a district manager."""
    line, post = "management_allowance", _team_post(person)
    if person.only_commission or post is None or _doubles(person):
        return _unpaid(line, person)
    article = "13" if post == "station_manager" else "14"
    return product(line, rules[f"management_allowance.{post}"], article=article)
