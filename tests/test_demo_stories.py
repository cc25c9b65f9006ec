"""What the demo promises to show in its last month is really in the workbooks' rows."""

from decimal import Decimal
from functools import cache

import pytest

from bot.demo.world import PERSONAS, write
from bot.demo.world.people import PEOPLE
from bot.demo.world.stories import figures, has_book
from tests.demo_months import Months, Result
from tests.demo_rows import rows_of

OUTCOMES = {
    "JC015": "keep",
    "JC028": "eligible_confirmation",
    "JC030": "eligible_promotion",
    "JC031": "at_risk",
    "JC032": "demote",
    "JC043": "eligible_confirmation",
    "JC044": "eligible_promotion",
    "JC045": "keep",
    "JC046": "demote",
    "JC048": "dismissal_review",
    "JC051": "dismissal_review",
    "JC060": "keep",
}
# Lines of the last month that are a person's story; amounts as the second calculation has them.
LINES = {
    "JC015": {"management_allowance": "900", "risk_fund": "319.91"},  # what the cap leaves
    "JC019": {"excess_value_award": "5", "management_allowance": "300", "meal_allowance": "20"},
    "JC028": {"fixed_pay": "800", "transport_allowance": "120"},
    "JC029": {"excess_value_award": "3000", "opening_award": "980", "commission": "6317.64"},
    "JC030": {"absence_deduction": "91.95", "fixed_pay": "900", "excess_value_award": "6"},
    "JC031": {
        "fixed_pay": "1200",
        "commission": "424.80",
        "opening_award": "210",
        "excess_value_award": "0",
        "meal_allowance": "40",
        "referral_award": "200",
        "manual": "200",
        "lateness": "100",
        "leave_deduction": "68.97",
        "other_deduction": "60",
    },
    "JC032": {"commission": "954.76", "leave_deduction": "367.82", "risk_fund": "0"},
    "JC033": {"commission": "500", "excess_value_award": "0"},
    "JC034": {"excess_value_award": "0", "opening_award": "180"},
    "JC035": {"commission": "37.50"},
    "JC036": {"fixed_pay": "1500"},
    "JC037": {"opening_award": "350", "excess_value_award": "11.80"},
    "JC038": {"excess_value_award": "87.20", "opening_award": "1080"},
    "JC041": {"absence_deduction": "482.76"},
    "JC042": {"fixed_pay": "900", "leave_deduction": "0"},
}
SCORES = {"JC029": "1.2", "JC031": "0.944", "JC033": "1", "JC034": "0.9992", "JC035": "0.5"}
EVERY_LINE = (
    "fixed_pay commission opening_award excess_value_award fund_commission management_commission "
    "outlet_commission management_allowance transport_allowance meal_allowance referral_award "
    "manual lateness leave_deduction absence_deduction other_deduction risk_fund income_tax "
    "social_insurance"
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Months:
    return Months(rows_of(write(tmp_path_factory.mktemp("world"))))


@cache
def last(world: Months, who: str) -> Result:
    return world.last(who)


def test_the_rows_add_up_to_the_stories(world: Months) -> None:
    keys = ("average_assets", "new_effective_accounts", "new_custody_value", "net_revenue")
    for person in filter(has_book, PEOPLE):
        found = [tuple(f[key] for key in keys) for f in world.facts[person.number].values()]
        told = [(f.assets, f.accounts, f.value, f.revenue) for f in figures(person)]
        assert all(a == b for a, b in zip(found, told, strict=True)), person


@pytest.mark.parametrize(("who", "outcome"), OUTCOMES.items())
def test_every_review_outcome_happens(world: Months, who: str, outcome: str) -> None:
    assert last(world, who)["review"] == outcome


@pytest.mark.parametrize("who", LINES)
def test_the_lines_tell_the_story(world: Months, who: str) -> None:
    lines = last(world, who)["lines"]
    assert {code: lines[code] for code in LINES[who]} == {
        code: Decimal(amount) for code, amount in LINES[who].items()
    }


@pytest.mark.parametrize(("who", "score"), SCORES.items())
def test_scores_lie_at_the_floor_between_and_at_the_ceiling(
    world: Months, who: str, score: str
) -> None:
    assert last(world, who)["score"] == Decimal(score)


def test_the_personas_have_every_line(world: Months) -> None:
    found = {
        code
        for persona in PERSONAS
        for code, amount in last(world, persona.number)["lines"].items()
        if amount > 0
    }
    assert found == set(EVERY_LINE.split())


def test_what_is_above_the_cap_is_carried(world: Months) -> None:
    assert last(world, "JC029")["excess_award_carried"] == Decimal("1526.02")


@pytest.mark.parametrize("who", ["JC001", "JC029", "JC038", "JC039", "JC040"])
def test_every_kind_of_tax_is_paid(world: Months, who: str) -> None:
    assert last(world, who)["lines"]["income_tax"] > 0


def test_the_director_with_a_district_has_its_managers_revenue(world: Months) -> None:
    assert world.team("JC014", "驻点经理", "2026-10") > 0
    assert world.people["JC014"]["职级"] == ""


def test_three_station_managers_lead_too_few(world: Months) -> None:
    """A station needs three people above trainee (Art. 13): some keep the post, some may not."""
    teams = {
        who: [
            row
            for row in world.people.values()
            if row["直属上级工号"] == who and row["职级"] != "见习"
        ]
        for who, row in world.people.items()
        if row["岗位"] == "营销经理、驻点经理"
    }
    few = {who for who, team in teams.items() if len(team) < 3}
    assert few == {"JC022", "JC023", "JC027"}
