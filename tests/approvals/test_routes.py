"""Routes in YAML: which one is taken, and what is said of a file that cannot be used."""

from decimal import Decimal

import pytest

from handlers.approvals.deputies import STANDING
from services.rulebook.reading import MistakesError
from services.rulebook.routes import SUPERIOR, NoRouteError, kind, kinds, kinds_of

BY_SIZE = """
spend:
  routes:
    - {up_to: 1000, steps: [{post: superior, scope: line}]}
    - {for: [station_manager], steps: [{post: district_manager, scope: line}]}
    - {steps: [{post: general_manager, scope: branch, in_person: true}]}
"""


@pytest.mark.parametrize(
    ("post", "size", "expected"),
    [
        ("marketer", "1000", "superior"),
        ("marketer", "1000.5", "general_manager"),
        ("station_manager", "1000", "superior"),
        ("station_manager", "1001", "district_manager"),
    ],
)
def test_the_first_that_fits(post: str, size: str, expected: str) -> None:
    route = kinds_of(BY_SIZE, "x.yaml")["spend"].route(post, Decimal(size))
    assert route.steps[0].post == expected


def test_where_none_fits() -> None:
    only = "spend: {routes: [{for: [marketer], steps: [{post: superior, scope: line}]}]}"
    with pytest.raises(NoRouteError):
        kinds_of(only, "x.yaml")["spend"].route("teller", Decimal(1))
    with pytest.raises(NoRouteError):
        kind("nothing like it")


def test_the_route_of_leave_is_the_regulations() -> None:
    leave = kinds()["leave"]

    def posts(post: str) -> list[str]:
        return [one.post for one in leave.route(post, Decimal(1)).steps]

    assert posts("marketer") == posts("station_manager") == ["district_manager", "general_manager"]
    assert posts("district_manager") == ["project_director", "general_manager"]
    assert posts("project_director") == ["general_manager"]


def test_every_post_that_decides_can_have_a_stand_in() -> None:
    deciding = {
        step.post for one in kinds().values() for route in one.routes for step in route.steps
    }
    assert set(STANDING) == deciding - {SUPERIOR}


@pytest.mark.parametrize(
    ("text", "code", "key", "line"),
    [
        ("[]", "not_a_mapping", "", 0),
        ("spend: 1", "not_a_mapping", "spend", 1),
        ("spend: {article: 1}", "missing_key", "spend", 1),
        ("spend: {routes: 1}", "not_a_list", "spend.routes", 1),
        ("spend:\n  route: []\n  routes: []", "unknown_key", "spend.route", 2),
        ("spend: {routes: [{step: []}]}", "unknown_key", "spend.routes.step", 1),
        ("spend: {routes: [1]}", "not_a_mapping", "spend.routes", 1),
        (
            "spend:\n  routes:\n    - steps:\n        - {post: king, scope: line}",
            *("bad_value", "spend.routes.steps.post", 4),
        ),
        (
            "spend: {routes: [{steps: [{post: superior, scope: moon}]}]}",
            *("bad_value", "spend.routes.steps.scope", 1),
        ),
        (
            "spend: {routes: [{steps: [{post: superior, scope: line, days: soon}]}]}",
            *("bad_value", "spend.routes.steps.days", 1),
        ),
        (
            "spend: {routes: [{steps: [{post: superior, scope: line, to: king}]}]}",
            *("bad_value", "spend.routes.steps.to", 1),
        ),
        (
            "spend: {routes: [{up_to: much, steps: [{post: superior, scope: line}]}]}",
            *("bad_value", "spend.routes.up_to", 1),
        ),
        (
            "spend: {routes: [{for: [king], steps: [{post: superior, scope: line}]}]}",
            *("bad_value", "spend.routes.for", 1),
        ),
    ],
)
def test_a_file_with_a_mistake_is_refused(text: str, code: str, key: str, line: int) -> None:
    with pytest.raises(MistakesError) as refused:
        kinds_of(text, "routes.yaml")
    first = refused.value.mistakes[0]
    assert (first.file, first.code, first.key, first.line) == ("routes.yaml", code, key, line)


def test_all_mistakes_come_at_once() -> None:
    text = "a: {routes: [{steps: [{post: king, scope: moon}]}]}\nb: 1"
    with pytest.raises(MistakesError) as refused:
        kinds_of(text, "routes.yaml")
    assert [one.code for one in refused.value.mistakes][:2] == ["bad_value", "bad_value"]
    assert "not_a_mapping" in [one.code for one in refused.value.mistakes]
