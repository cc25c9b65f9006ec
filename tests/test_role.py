"""The card of duties holds all of Articles 7 to 11, with the figures that are in force."""

from datetime import date
from decimal import Decimal

import pytest

from bot.app import TOPICS
from handlers.role.wording import DUTIES
from handlers.topic import entries
from services import role as roles
from services import rulebook_values
from services.organisation import UnknownPersonError
from services.role import OUTLET, OWN
from services.store import Store
from tests.branch import NOW, TODAY, account

# how many points each article has, and whose duties it names
ARTICLES = {
    "project_director": (7, 5),
    "district_manager": (8, 7),
    "station_manager": (9, 8),
    "marketer": (10, 5),
    "back_office": (11, 6),
}
REPORTING = {"district_manager", "station_manager"}  # Article 28.4


@pytest.mark.parametrize("post", ARTICLES)
def test_every_point_of_the_article_is_there(post: str) -> None:
    article, points = ARTICLES[post]
    wanted = [f"{article}.{point}" for point in range(1, points + 1)]
    wanted += ["28.4"] if post in REPORTING else []
    assert [one.number for one in DUTIES[post]] == wanted


@pytest.mark.parametrize("post", DUTIES)
def test_what_a_duty_leads_to_is_in_the_menu_of_the_post(post: str) -> None:
    offered = {one.command for one in entries(TOPICS, frozenset({post})) if one.button}
    assert {one.command for one in DUTIES[post] if one.command} <= offered


def test_five_accounts_of_a_manager_and_fifteen_of_an_outlet(filled_store: Store) -> None:
    found = filled_store.call(roles.role, account("JC031"), TODAY)
    assert (found.asked[OWN].value, found.asked[OUTLET].value) == (Decimal(5), Decimal(15))
    own = found.counted[OWN]  # four of them: the sheet of October
    assert (own.value.value, own.bound.value, own.holds) == (Decimal(4), Decimal(5), False)
    assert OUTLET not in found.counted  # he leads nobody


def test_a_figure_of_the_outlets_own_counts_from_its_day(filled_store: Store) -> None:
    first = date(2026, 11, 1)
    for figure, value in (("accounts_standard.manager", "7"), ("conduct_fine.prohibited", "1200")):
        filled_store.call(rulebook_values.set_value, figure, value, first, "ours", NOW)
    found = filled_store.call(roles.role, account("JC031"), TODAY)
    assert found.asked[OWN].value == Decimal(7)
    assert found.counted[OWN].bound.value == Decimal(5)  # October's, as it was
    fine, each = filled_store.call(roles.fines, account("JC031"), TODAY)
    assert (fine.value, each.value) == (Decimal(1200), Decimal(500))


def test_before_any_figures_nothing_is_counted(peopled_store: Store) -> None:
    found = peopled_store.call(roles.role, account("JC031"), TODAY)
    assert found.asked[OWN].value is not None
    assert (found.counted, found.month) == ({}, None)


def test_a_stranger_learns_no_figure(filled_store: Store) -> None:
    for work in (roles.role, roles.fines):
        with pytest.raises(UnknownPersonError):
            filled_store.call(work, 999_999, TODAY)
