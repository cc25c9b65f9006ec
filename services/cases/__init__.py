"""Business-readable checks of the rulebook: a person's month and what must come of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from services.cases import shape
from services.cases.arithmetic import evaluate, plain
from services.cases.facts import facts
from services.cases.reading import Case, cases
from services.pay import Statement, statement
from services.rulebook import Rulebook, UnknownFigureError
from services.rulebook.reading import Mistake, MistakesError
from services.step import Step

__all__ = ["Case", "Failure", "cases", "check", "computed"]
MONEY_PLACES, SCORE_PLACES = 2, 4
ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Failure:
    """An expectation that does not hold."""

    case: str
    key: str
    expected: str
    got: str


def computed(case: Case, book: Rulebook) -> Statement:
    """Compute the case's month by the rulebook; MistakesError for an unknown figure in `set`."""
    rules = book.on(case.month.first_day)
    try:
        rules = rules.with_values(case.changed)
    except UnknownFigureError as error:
        line = case.given.part("set", tuple(case.changed)).content.lines[error.figure]
        raise MistakesError(
            Mistake(case.given.file, "unknown_figure", error.figure, line=line)
        ) from error
    return statement(case.person, facts(case.given), rules)


def check(case: Case, book: Rulebook) -> list[Failure]:
    """Return what does not come out as the case expects."""
    made = computed(case, book)
    found = (*_amounts(case, made), *_words(case, made), *_reasons(case, made))
    return [Failure(case.name, *one) for one in found]


Found = Iterator[tuple[str, str, str]]


def _amounts(case: Case, made: Statement) -> Found:
    for code, text in case.expect.get("lines", {}).items():
        yield from _compared(f"lines.{code}", text, made.lines[code], MONEY_PLACES)
    for key in shape.EXPECT_MONEY:
        if key in case.expect:
            yield from _compared(key, case.expect[key], getattr(made, key), MONEY_PLACES)
    if "score" in case.expect:
        yield from _compared("score", case.expect["score"], made.score, SCORE_PLACES)
    if "daily_score" in case.expect:
        yield from _compared("daily_score", case.expect["daily_score"], made.daily, SCORE_PLACES)


def _compared(key: str, text: str, step: Step | None, places: int) -> Found:
    wanted = _number(text, places)
    got = step.value if step else None
    if got is None or got != wanted:
        yield key, f"{wanted:f}", ABSENT if got is None else f"{got:f}"


def _number(text: str, places: int) -> Decimal:
    value = plain(text)
    return evaluate(text, places) if value is None else value


def _words(case: Case, made: Statement) -> Found:
    review = made.review
    got = {
        "computed_grade": review.computed if review else None,
        "review": review.outcome if review else None,
        "review_to": review.to if review else None,
    }
    for key, value in got.items():
        if key in case.expect and case.expect[key] != value:
            yield key, case.expect[key], value or ABSENT


def _reasons(case: Case, made: Statement) -> Found:
    for code in case.expect.get("because", []):
        if not any(step.article for _, step in made.lines[code].walk()):
            yield f"because.{code}", "an article", "none"
    for code in case.expect.get("zero_because", []):
        line = made.lines[code]
        if line.value != 0 or line.reason is None:
            yield f"zero_because.{code}", "0 with a reason", f"{line.value} {line.reason or ''}"
    for code in case.expect.get("unset", []):
        step = made.score if code == "score" else made.lines[code]
        if step is None or step.value is not None:
            yield f"unset.{code}", ABSENT, str(step.value if step else None)
