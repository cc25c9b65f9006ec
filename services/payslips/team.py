"""Whose net revenue a manager's lines are taken of (Articles 13–15)."""

from services.month import Month
from services.organisation import Employee, Organisation
from services.pay.inputs import TEAM_POSTS, Team
from services.payslips.book import Book, net_revenue
from services.rulebook import Rules
from services.step import Step, total


def marketers_of(organisation: Organisation, manager: int) -> list[Employee]:
    """Return those who report to the manager and lead no team themselves, by 工号."""
    people = [organisation.people[one] for one in organisation.reports.get(manager, ())]
    return sorted((one for one in people if not one.posts & TEAM_POSTS), key=_number)


def station_managers_of(organisation: Organisation, manager: Employee) -> list[Employee]:
    """Return the station managers of his district, himself left out, by 工号.

    A director doubles for the district whose station managers report to him: his own unit is
    the whole department.
    """
    managers = [one for one in organisation.people.values() if "station_manager" in one.posts]
    if "project_director" in manager.posts:
        found = [one for one in managers if one.superior_id == manager.staff_id]
    else:
        units = organisation.within(manager.unit)
        found = [one for one in managers if one.unit in units]
    others = (one for one in found if one.staff_id != manager.staff_id)
    return sorted((one for one in others if "district_manager" not in one.posts), key=_number)


def everyone(organisation: Organisation, who: Employee) -> set[int]:
    """Return the ids of all whose figures go into the person's team lines."""
    if not who.posts & TEAM_POSTS:
        return set()
    team = [*marketers_of(organisation, who.staff_id)]
    if "district_manager" in who.posts:
        team += station_managers_of(organisation, who)
    return {one.staff_id for one in team}


def team(
    organisation: Organisation, who: Employee, month: Month, book: Book, rules: Rules
) -> Team:
    """Return the month's team sums: each person's rounded, floored net revenue added up."""
    if not who.posts & TEAM_POSTS:
        return Team()
    marketers = marketers_of(organisation, who.staff_id)
    stations: list[Employee] = []
    if "district_manager" in who.posts:
        stations = station_managers_of(organisation, who)
    return Team(
        marketers=_revenue("marketers_net_revenue", marketers, month, book, rules),
        station_managers=_revenue("station_managers_net_revenue", stations, month, book, rules),
        own_outlet=_revenue("own_outlet_marketers_net_revenue", marketers, month, book, rules),
    )


def _revenue(what: str, people: list[Employee], month: Month, book: Book, rules: Rules) -> Step:
    parts = []
    for one in people:
        revenue = net_revenue(book.of(one.staff_id, month), rules)
        # the manager learns a person's sum and the parameters; the clients are that person's own
        figures = {step.what: step for step in revenue.once() if step.cited}
        rests = tuple(figures.values())
        parts.append(Step(f"staff_revenue:{one.number}", revenue.value, "12", rests))
    return total(what, *parts, article="13")


def _number(one: Employee) -> str:
    return one.number
