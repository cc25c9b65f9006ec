"""The bench's machinery: every line of the table comes about; how fast is not asked."""

from math import isfinite

import pytest

from tests.bench.__main__ import PARTS, Size, measured
from tests.bench.apart import Place
from tests.bench.table import BOT, PLAIN, PTB, Aim, Row, written
from tests.databases import Databases

TINY = Size(rounds=1, seconds=0.2, notices=5, idle=1, answers=5)


async def test_each_part_fills_its_lines(databases: Databases, filled: str) -> None:
    place = Place(databases, filled, people=3)
    rows = await measured(place, PARTS, TINY, None)
    assert len(rows) == 2 * 4 + 8 + 4
    numbers = [number for row in rows for number in row.numbers[BOT]]
    assert len(numbers) == len(rows)
    assert all(map(isfinite, numbers))
    assert all(row.numbers[PTB] for row in rows if row.aim and row.aim.against)
    assert [row.numbers[BOT] for row in rows if row.what == "notices lost"] == [[0]]
    assert sum(bool(row.numbers.get(PLAIN)) for row in rows) == 8


@pytest.mark.parametrize(
    ("aim", "numbers", "met"),
    [
        (Aim(least=2, against=PTB), {BOT: [4, 9, 1], PTB: [2, 3, 1]}, True),
        (Aim(least=2, against=PTB), {BOT: [4, 5, 1], PTB: [3, 3, 1]}, False),
        (Aim(least=2, against=PTB), {BOT: [4]}, None),
        (Aim(most=30), {BOT: [30], PTB: [60]}, True),
        (Aim(most=30), {BOT: [31], PTB: [1]}, False),
        (None, {BOT: [1], PTB: [1]}, None),
    ],
)
def test_an_aim_is_met_or_not(
    aim: Aim | None, numbers: dict[str, list[float]], met: object
) -> None:
    assert Row("", numbers, aim).met is met


def test_a_table_shows_medians_and_how_far_the_rounds_lie_apart() -> None:
    rows = [Row("answers", {BOT: [1, 3, 2], PTB: [1, 1, 1]}, Aim(least=2, against=PTB))]
    assert written(rows).splitlines()[1].split() == (
        ["answers", "2", "(1–3)", "1", "-", "-", "×", "2.00", "≥", "2", "×", "PTB", "met"]
    )
