"""The hand-worked cases of tests/cases, read once for all tests about them."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from services.cases import Case, cases, computed
from services.pay import Statement
from services.rulebook import packaged

FOLDER = Path(__file__).parent / "cases"


@cache
def by_file() -> dict[str, tuple[Case, ...]]:
    """Return the cases of each file."""
    texts = {path.name: path.read_text("utf-8") for path in sorted(FOLDER.glob("*.yaml"))}
    return {name: tuple(cases(text, name)) for name, text in texts.items()}


def every() -> tuple[Case, ...]:
    """Return all cases."""
    return tuple(case for found in by_file().values() for case in found)


@cache
def made() -> tuple[tuple[Case, Statement], ...]:
    """Return each case with what comes of its month."""
    return tuple((case, computed(case, packaged())) for case in every())


def cited(statement: Statement) -> Iterator[str]:
    """Yield the articles that a month's explanations name."""
    steps = [*statement.lines.values(), statement.gross, statement.net, statement.daily]
    steps += [statement.score] if statement.score else []
    steps += [statement.held, statement.excess_award_carried, statement.risk_fund_balance]
    yield from (s.article for root in steps for _, s in root.walk() if s.article)
    if statement.review:
        yield statement.review.article
        for check in statement.review.checks:
            yield check.article
