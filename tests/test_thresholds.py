"""Every figure at which something changes has cases just below, at and just above it.

A case named `<figure> below: …` (at, above) proves something only if it fails once the figure is
moved past it; `by N` stands where a step of the figure itself would be lost in rounding.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import pytest

from services.cases import Case, check
from services.rulebook import packaged
from services.rulebook.figures import SCHEMES, Figure
from services.step import Step
from tests import test_bounds, test_month_facts, test_posts
from tests.attendance import test_ladder
from tests.casebook import every

NAME = re.compile(r"^(\S+) (below|at|above)(?: by (\d+))?: ")
RULES = packaged().on(date(2026, 10, 1))
PLACES = ("below", "at", "above")
THRESHOLDS = {
    name: figure
    for name, figure in packaged().figures.items()
    if figure.threshold is not None and name.partition(".")[0] not in SCHEMES
}
NOTHING_BELOW = {"asset_threshold.trainee"}  # it is 0, and assets are never less
IN_PYTHON = {
    *test_month_facts.COVERED,
    *test_posts.COVERED,
    *test_bounds.COVERED,
    *test_ladder.COVERED,
}  # no case of a person's month has them
IN_CASES = sorted(THRESHOLDS.keys() - NOTHING_BELOW - IN_PYTHON)
# Both formulas give the same tax exactly at these, as the quick deductions are made for: to move
# the figure by any step then changes nothing. That the two agree there is tested instead.
CONTINUOUS = {
    **{f"wage_tax.bracket{n}": ("wage_tax", n) for n in range(1, 7)},
    **{f"labour_tax.bracket{n}": ("labour_tax", n) for n in range(1, 3)},
}
CONTINUOUS_TOO = {"labour_tax.small"}  # 800 off, or a fifth off: 800 of 4 000


@dataclass(frozen=True)
class Near:
    """A case that stands just below, at or just above a figure."""

    figure: str
    place: str
    step: Decimal
    case: Case


def near() -> Iterator[Near]:
    """Yield the cases whose names say that they stand near a figure."""
    for case in every():
        if found := NAME.match(case.name):
            figure, place, by = found.groups()
            assert figure in THRESHOLDS, case.name
            step = Decimal(by) if by else THRESHOLDS[figure].threshold
            assert step is not None
            yield Near(figure, place, step, case)


NEAR = tuple(near())
FIXED = [
    one for one in NEAR if one.place != "at" or one.figure not in {*CONTINUOUS, *CONTINUOUS_TOO}
]


def fails(one: Near, steps: int) -> bool:
    """Tell whether the case fails with the figure moved by so many steps."""
    rules = packaged().on(one.case.month.first_day).with_values(one.case.changed)
    moved = {one.figure: rules[one.figure].known + steps * one.step}
    return bool(check(replace(one.case, changed={**one.case.changed, **moved}), packaged()))


def test_every_threshold_is_tested_in_a_case_or_in_python() -> None:
    assert {*IN_CASES, *IN_PYTHON, *NOTHING_BELOW} == THRESHOLDS.keys()
    assert not {one.figure for one in NEAR} & IN_PYTHON
    assert {name for name, figure in THRESHOLDS.items() if _now(figure) == 0} == NOTHING_BELOW


def _now(figure: Figure) -> Decimal | None:
    return figure.dated[-1].value


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("figure", IN_CASES)
def test_a_threshold_has_a_case(figure: str, place: str) -> None:
    assert any((one.figure, one.place) == (figure, place) for one in NEAR)


@pytest.mark.parametrize("one", FIXED, ids=lambda one: one.case.name)
def test_a_case_near_a_threshold_hangs_on_it(one: Near) -> None:
    assert not fails(one, 0)
    moves = {"below": (-2,), "at": (-1, 1), "above": (2,)}[one.place]
    assert any(fails(one, steps) for steps in moves)


def tax(table: str, bracket: int, income: Step) -> Decimal:
    """Return the tax by a bracket's rate and quick deduction."""
    rate, quick = RULES[f"{table}.rate.{bracket}"], RULES[f"{table}.quick.{bracket}"]
    return income.known * rate.known - quick.known


@pytest.mark.parametrize("figure", CONTINUOUS)
def test_the_tax_is_the_same_from_both_sides_of_a_bracket(figure: str) -> None:
    bound = RULES[figure]
    table, bracket = CONTINUOUS[figure]
    assert tax(table, bracket, bound) == tax(table, bracket + 1, bound)


def test_the_labour_deduction_is_the_same_from_both_sides() -> None:
    small, flat, share = (RULES[f"labour_tax.{name}"].known for name in ("small", "flat", "share"))
    assert flat == small * share


def test_a_figure_in_force_only_for_some_schemes_is_a_copy() -> None:
    """What holds of the default thresholds holds of the schemes': their steps are the same."""
    for scheme in SCHEMES:
        copies = {f"{scheme}.{name}" for name in THRESHOLDS} & packaged().figures.keys()
        assert copies
        for name in copies:
            original = THRESHOLDS[name.removeprefix(f"{scheme}.")]
            assert packaged().figures[name].threshold == original.threshold
