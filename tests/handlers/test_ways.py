"""A way through an explanation, as a button carries it."""

from decimal import Decimal

import pytest

from handlers.buttons import StaleError
from handlers.explanation import Way
from services.step import Step

TREE = Step("net", Decimal(1), because=(Step("gross", Decimal(1)),))


def test_a_way_down_and_up() -> None:
    way = Way("0").down(0)
    assert way.find(TREE).what == "gross"
    assert way.up(TREE) == Way("0")
    assert Way("0").up(TREE) is None


@pytest.mark.parametrize("path", ["1", "-1", "x", "0.1", "0.x", "0.-1", "²", ""])
def test_a_forged_way_is_stale(path: str) -> None:
    way = Way(path)
    with pytest.raises(StaleError):
        way.find(way.root((TREE,)))
