"""What the outlet added is offered to those for whom there is a route, else nobody hears of it."""

from collections.abc import Iterator

import pytest

from handlers import requests as handler
from handlers.topic import entries
from services import requests
from services.rulebook import routes
from services.store import Store
from tests.leave import TODAY

ROUTES = """
seal:
  title: {zh: 用章, en: Seal}
  routes:
    - for: [marketer]
      steps:
        - {post: superior, scope: line}
"""
MARKETER, OFFICE = frozenset({"marketer"}), frozenset({"back_office"})


@pytest.fixture(autouse=True)
def _tidied() -> Iterator[None]:
    yield
    routes.use("{}", "routes.yaml")


def commands(posts: frozenset[str]) -> list[str]:
    return [one.command for one in entries([handler], posts)]


def test_without_kinds_of_its_own_nothing_is_offered() -> None:
    routes.use("{}", "routes.yaml")
    assert commands(MARKETER) == commands(OFFICE) == []


def test_who_has_a_route_is_offered_it(peopled_store: Store) -> None:
    routes.use(ROUTES, "routes.yaml")
    assert commands(MARKETER) == ["apply"]
    assert commands(OFFICE) == []
    assert [one.name for one in peopled_store.call(requests.kinds, 31, TODAY)] == ["seal"]
    assert peopled_store.call(requests.kinds, 6, TODAY) == ()
