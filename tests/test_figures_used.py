"""Every figure is read by some rule, and what hangs on an unset one is absent."""

from collections.abc import Iterator
from dataclasses import fields, replace
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from services.appointments import registering
from services.attendance.absence import reasons
from services.attendance.events import Contesting
from services.cases import Case, computed
from services.clients import counting
from services.conduct.penalties import ARTICLES, Found, proposal, warned
from services.disputes.rows import DAYS
from services.duplicates.lookups import Limits
from services.leave import limits
from services.ownership import differing
from services.pay import Statement
from services.payslips.book import net_revenue, new_accounts
from services.resignation import dates
from services.rulebook import Rules, packaged
from services.rulebook.figures import SCHEMES
from services.step import Step
from services.working_days import WorkingDays
from tests import test_month_facts, test_posts
from tests.casebook import every, made
from tests.client_rows import MONTH, row

BOOK = packaged()
RULES = BOOK.on(MONTH.first_day)
SAMPLE = 12


@pytest.fixture
def looked_up(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Return the ids of the figures that are looked up during the test."""
    found: set[str] = set()
    look_up = Rules.__getitem__

    def watched(rules: Rules, name: str) -> Step:
        step = look_up(rules, name)
        found.add(step.what)
        return step

    monkeypatch.setattr(Rules, "__getitem__", watched)
    return found


def test_every_figure_is_read_by_some_rule(looked_up: set[str]) -> None:
    for case in every():
        computed(case, BOOK)
    for reader in (*test_month_facts.COVERED.values(), *test_posts.AT_LEAST.values()):
        reader(Decimal(1))
    for reader in test_posts.MORE_THAN.values():
        reader(Decimal(1))
    client = row(turnover="1", rate="0.001", institution=True)
    net_revenue([client], RULES)
    new_accounts([client], RULES)
    limits.personal_days(RULES)
    limits.days_afterwards(RULES)
    Contesting(WorkingDays(), BOOK).until(MONTH.first_day)
    reasons({}, MONTH, WorkingDays(), RULES)
    for leaving in (dates.earliest, dates.refund_day):
        leaving(MONTH.first_day, RULES)
    dates.withholds(RULES)
    for kind in ARTICLES:
        found = Found(kind, "proven", accounts=1, amount=Decimal(100))
        proposal(found, RULES)
    warned(next(statement for _, statement in made()), RULES)
    looked_up |= {name for name in BOOK.figures if name.startswith("conduct_days.")}
    looked_up |= {registering.VALID}  # tried in tests/appointments
    looked_up |= {f"client_lookups.{one.name}" for one in fields(Limits)}  # in tests/duplicates
    looked_up |= {DAYS, differing.APART}  # in tests/disputes, tests/ownership
    looked_up |= {counting.REQUIRED}  # tried in tests/clients
    mine = {name for name in BOOK.figures if name.partition(".")[0] not in SCHEMES}
    assert mine - looked_up == set()


def results(month: Statement) -> dict[str, Any]:
    """Return everything that comes of a month."""
    steps = {**month.lines, "gross": month.gross, "net": month.net, "held": month.held}
    steps |= {
        "taxable": month.taxable,
        "carried": month.excess_award_carried,
        "daily": month.daily,
    }
    steps |= {"balance": month.risk_fund_balance} | ({"score": month.score} if month.score else {})
    found: dict[str, Any] = {name: step.value for name, step in steps.items()}
    if month.review:
        found |= {"review": month.review.outcome, "computed": month.review.computed}
    return found


@cache
def full() -> dict[str, dict[str, Any]]:
    """Return what comes of each case's month, by the case's name."""
    return {case.name: results(statement) for case, statement in made()}


def without(figure: str, cases: list[Case]) -> Iterator[tuple[Case, dict[str, Any]]]:
    """Yield what comes of the cases that know the figure, once it is unset."""
    for case in cases:
        if figure not in case.changed:
            unset = replace(case, changed={**case.changed, figure: None})
            yield case, results(computed(unset, BOOK))


@pytest.fixture
def readers(looked_up: set[str]) -> dict[str, list[Case]]:
    """Return for each figure the cases in which it is looked up."""
    found: dict[str, list[Case]] = {}
    for case in every():
        looked_up.clear()
        computed(case, BOOK)
        for figure in looked_up:
            found.setdefault(figure, []).append(case)
    return found


def test_an_unset_figure_never_changes_a_number(readers: dict[str, list[Case]]) -> None:
    for figure, cases in readers.items():
        for case, found in without(figure, cases[:: max(1, len(cases) // SAMPLE)]):
            wrong = {
                name
                for name, value in found.items()
                if value not in {None, full()[case.name][name]}
            }
            assert not wrong, (figure, case.name)


def test_an_unset_figure_makes_something_absent(readers: dict[str, list[Case]]) -> None:
    for figure, cases in readers.items():
        assert any(
            value is None and full()[case.name][name] is not None
            for case, found in without(figure, cases)
            for name, value in found.items()
        ), figure
