"""What the management posts demand, and what entitles to more (Articles 13, 14, 22, 23)."""

from collections.abc import Iterable
from typing import Literal

from services.pay.checks import Check, Condition
from services.rulebook import GRADES, Rules
from services.step import Step, given, mean, total

Demand = Literal[
    "station_manager",
    "keep_station_manager",
    "district_manager",
    "keep_district_manager",
    "team_fission",
    "insurance_list",
]
MONTHS = 3


def is_at_least(grade: str | None, wanted: str) -> bool:
    """Tell whether a grade is the wanted one or a higher one."""
    return grade is not None and GRADES.index(grade) >= GRADES.index(wanted)


def station_manager(grades: tuple[str | None, ...], assets: Step, rules: Rules) -> Check[Demand]:
    """Article 13: grade by assets manager or above at three month-ends, own assets 3 million."""
    reached = sum(is_at_least(grade, "manager") for grade in grades[-MONTHS:])
    months = Condition(
        "months_as_manager",
        given("months_as_manager", reached, "months"),
        given("three_months", MONTHS, "months"),
    )
    own = Condition("own_assets", assets, rules["station_manager.assets"])
    return Check("station_manager", "13", (months, own))


def keep_station_manager(
    grades: Iterable[str | None], outlet_accounts: tuple[Step, ...], rules: Rules
) -> Check[Demand]:
    """Article 13: three marketers of grade assistant or above; the outlet's mean accounts 15.

    `grades` are the effective ones of those he manages; `outlet_accounts` the outlet's new
    effective accounts of the last months, oldest first.
    """
    able = sum(is_at_least(grade, "assistant") for grade in grades)
    people = Condition(
        "qualified_marketers",
        given("qualified_marketers", able, "people"),
        rules["station_manager.marketers"],
    )
    opened = Condition(
        "outlet_accounts",
        mean("outlet_accounts", outlet_accounts),
        rules["station_manager.outlet_accounts"],
    )
    return Check("keep_station_manager", "13", (people, opened))


def district_manager(assets: Step, qualified: int, rules: Rules) -> Check[Demand]:
    """Article 14: own assets 6 million and three qualified station managers."""
    own = Condition("own_assets", assets, rules["district_manager.assets"])
    return Check("district_manager", "14", (own, _managers(qualified, rules)))


def keep_district_manager(qualified: int, rules: Rules) -> Check[Demand]:
    """Article 14: at least three qualified station managers, himself not counted."""
    return Check("keep_district_manager", "14", (_managers(qualified, rules),))


def _managers(qualified: int, rules: Rules) -> Condition:
    return Condition(
        "qualified_managers",
        given("qualified_managers", qualified, "people"),
        rules["district_manager.station_managers"],
    )


def team_fission(own: tuple[Step, ...], team: tuple[Step, ...]) -> Check[Demand]:
    """Article 22: three months' own net revenue above the rest of the team's, leader left out."""
    mine, theirs = total("own_revenue_three", *own), total("team_revenue_three", *team)
    return Check("team_fission", "22", (Condition("team_revenue", theirs, mine, below=True),))


def insurance_list(assets: Step, clients: int, certified: bool, rules: Rules) -> Check[Demand]:  # noqa: FBT001
    """Article 23.2: average assets above 6 million, more than 60 clients, the certificate.

    It changes no line of pay: it is the office's list.
    """
    above = Condition("assets_above", rules["insurance.assets"], assets, below=True)
    many = Condition(
        "clients_above", rules["insurance.clients"], given("clients", clients, "count"), below=True
    )
    holds = Condition(
        "certificate", given("certificate", int(certified), "flag"), given("needed", 1, "flag")
    )
    return Check("insurance_list", "23", (above, many, holds))
