"""A payslip for other programs: as JSON, or as the trace of every step."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from services.payslips import Payslip, statement_of
from services.step import Step

of = statement_of


def as_json(slip: Payslip) -> dict[str, Any]:
    """Return the month: amounts in yuan as text, None where absent."""
    one, made = slip.slip, slip.slip.statement
    review = made.review
    return {
        "staff": one.employee.number,
        "month": str(one.month),
        "state": "estimate",
        "lines": {code: _text(step.value) for code, step in made.lines.items()},
        "articles": {code: step.article for code, step in made.lines.items()},
        "zero_because": {
            code: step.reason for code, step in made.lines.items() if step.value == 0
        },
        "assumed": [code for code, step in made.lines.items() if step.assumed],
        "missing": list(made.missing),
        "gross": _text(made.gross.value),
        "net": _text(made.net.value),
        "held": _text(made.held.value),
        "score": _text(made.score.value) if made.score else None,
        "daily_score": _text(made.daily.value),
        "computed_grade": review.computed if review else None,
        "review": review.outcome if review else None,
        "review_to": review.to if review else None,
        "excess_award_carried": _text(made.excess_award_carried.value),
        "risk_fund_balance": _text(made.risk_fund_balance.value),
        "as_of": slip.as_of.isoformat() if slip.as_of else None,
        "rulebook": slip.version,
    }


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def trace(slip: Payslip) -> Iterator[tuple[int, Step]]:
    """Yield every step of the month with its depth: net, then the two scores."""
    made = slip.slip.statement
    for root in (made.net, *([made.score] if made.score else []), made.daily):
        yield from root.walk()
