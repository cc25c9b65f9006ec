"""What management posts demand, when they are lost, and what entitles to more, at each bound."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from services.month import Month
from services.pay.checks import Check
from services.pay.posts import (
    Demand,
    district_manager,
    insurance_list,
    keep_district_manager,
    keep_station_manager,
    station_manager,
    team_fission,
)
from services.rulebook import packaged
from services.step import Step, given

RULES = packaged().on(Month(2026, 10).first_day)
MANAGERS = ("manager", "senior", "chief")
PLENTY = Decimal(99_000_000)


def money(*amounts: str) -> tuple[Step, ...]:
    return tuple(given("amount", Decimal(amount)) for amount in amounts)


def kept(able: int, *accounts: int) -> Check[Demand]:
    """Return the test of a station manager with so many able marketers and new accounts."""
    months = tuple(given("outlet_accounts", opened, "count") for opened in accounts)
    return keep_station_manager(["assistant"] * able, months, RULES)


def insured(assets: Decimal = PLENTY, clients: int = 999, *, certified: bool = True) -> bool:
    return bool(insurance_list(given("assets", assets), clients, certified, RULES).holds)


# the thresholds that only the posts have, and whether the test holds at a value
AT_LEAST: dict[str, Callable[[Decimal], bool | None]] = {
    "station_manager.assets": lambda v: station_manager(MANAGERS, given("a", v), RULES).holds,
    "station_manager.marketers": lambda v: kept(int(v), 99).holds,
    "station_manager.outlet_accounts": lambda v: kept(9, int(v), int(v), int(v)).holds,
    "district_manager.assets": lambda v: district_manager(given("a", v), 9, RULES).holds,
    "district_manager.station_managers": lambda v: keep_district_manager(int(v), RULES).holds,
}
MORE_THAN: dict[str, Callable[[Decimal], bool | None]] = {
    "insurance.assets": insured,
    "insurance.clients": lambda v: insured(clients=int(v)),
}
COVERED = {*AT_LEAST, *MORE_THAN}


def beside(figure: str, test: Callable[[Decimal], bool | None]) -> list[bool | None]:
    """Return what the test says just below the figure, at it and just above it."""
    step, bound = packaged().figures[figure].threshold, RULES[figure].known
    assert step is not None
    return [test(bound + n * step) for n in (-1, 0, 1)]


@pytest.mark.parametrize("figure", AT_LEAST)
def test_what_is_to_be_reached_is_reached_at_the_figure(figure: str) -> None:
    assert beside(figure, AT_LEAST[figure]) == [False, True, True]


@pytest.mark.parametrize("figure", MORE_THAN)
def test_what_is_to_be_exceeded_is_not_at_the_figure(figure: str) -> None:
    assert beside(figure, MORE_THAN[figure]) == [False, False, True]


@pytest.mark.parametrize(
    ("grades", "holds"),
    [
        (("manager", "manager", "manager"), True),
        (("senior", "chief", "manager"), True),
        (("manager", "manager", "assistant"), False),
        (("assistant", "manager", "manager"), False),
        (("assistant", "manager", "manager", "manager"), True),  # the last three count
        (("manager", "manager"), False),
        (("manager", "manager", None), False),  # no grade by assets is known
        ((), False),
    ],
)
def test_a_station_manager_was_manager_by_assets_at_three_month_ends(
    grades: tuple[str | None, ...],
    holds: bool,  # noqa: FBT001 - a table's column
) -> None:
    assert station_manager(grades, given("assets", PLENTY), RULES).holds is holds


@pytest.mark.parametrize(
    ("accounts", "holds"),
    [((14, 15, 16), True), ((14, 15, 15), False), ((45, 0, 0), True), ((), False)],
)
def test_an_outlets_accounts_are_the_mean_of_three_months(
    accounts: tuple[int, ...],
    holds: bool,  # noqa: FBT001 - a table's column
) -> None:
    assert kept(3, *accounts).holds is holds


def test_marketers_count_for_a_station_manager_from_assistant_on() -> None:
    grades = ["chief", "assistant", "trainee", None, "trainee"]
    found = keep_station_manager(grades, money("15"), RULES)
    assert [(c.what, c.value.value, c.holds) for c in found.conditions] == [
        ("qualified_marketers", Decimal(2), False),
        ("outlet_accounts", Decimal(15), True),
    ]
    assert found.conditions[0].gap == 1


def test_a_district_manager_needs_assets_and_managers() -> None:
    rich, poor = given("assets", PLENTY), given("assets", 5)
    assert district_manager(rich, 3, RULES).holds
    assert not district_manager(rich, 2, RULES).holds
    assert not district_manager(poor, 3, RULES).holds
    assert keep_district_manager(3, RULES).holds, "to keep the post no assets are asked for"


@pytest.mark.parametrize(
    ("own", "team", "holds"),
    [
        (("10", "0", "20.01"), ("10", "10", "10"), True),
        (("10", "10", "10"), ("10", "10", "10"), False),
        (("10", "10", "9.99"), ("10", "10", "10"), False),
        (("0.01", "0", "0"), (), True),
    ],
)
def test_a_team_may_split_off_if_one_brings_more_than_the_rest(
    own: tuple[str, ...],
    team: tuple[str, ...],
    holds: bool,  # noqa: FBT001 - a table's column
) -> None:
    found = team_fission(money(*own), money(*team))
    assert (found.holds, found.article) == (holds, "22")


def test_the_insurance_list_needs_the_certificate_too() -> None:
    assert insured()
    assert not insured(certified=False)


def test_a_demand_with_an_unset_figure_is_open_unless_another_fails() -> None:
    rules = RULES.with_values({"station_manager.assets": None})
    rich = given("assets", PLENTY)
    assert station_manager(MANAGERS, rich, rules).holds is None
    assert station_manager((), rich, rules).holds is False


@pytest.mark.parametrize(
    ("check", "article"),
    [
        (station_manager(MANAGERS, given("assets", 0), RULES), "13"),
        (kept(0), "13"),
        (district_manager(given("assets", 0), 0, RULES), "14"),
        (keep_district_manager(0, RULES), "14"),
        (insurance_list(given("assets", 0), 0, certified=True, rules=RULES), "23"),
    ],
)
def test_a_demand_names_its_article_and_every_figure(check: Check[Demand], article: str) -> None:
    assert check.article == article
    cited = [c.bound if c.bound.cited else c.value for c in check.conditions]
    assert {step.article for step in cited if step.cited} == {article}
