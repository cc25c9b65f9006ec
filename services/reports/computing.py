"""The figures of a report, computed from what is released as `/pay` computes them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services import payslips
from services.facts.live import STAFF, counts, look, view
from services.facts.months import closed_months, imported_months
from services.history import History, history
from services.month import Month
from services.payslips import book as books
from services.payslips.book import Book
from services.payslips.months import Slip, employed
from services.reports.figures import STANDARD, Cells, Figures, Row
from services.rulebook_values import in_force
from services.step import ZERO, Step, given
from services.store.figures import Batch, BatchMonth
from services.store.remembered import remembered

MANAGERS = 32  # whose figures are kept in mind: each of a report's questions is drawn with them
ATTAINED = {
    "attained_accounts": "accounts",
    "attained_new_value": "value",
    "attained_revenue": "revenue",
}
"""The parts of a score that compare what was done with the grade's standard."""


@contextmanager
def released(session: Session) -> Iterator[None]:
    """Show only what everybody may see: a report is the same whoever looks at it."""
    eyes = view(session)
    look(session, STAFF)
    try:
        yield
    finally:
        look(session, eyes)


def compute(session: Session, author: int, month: Month) -> Figures:
    """Return the month of the author and everybody below him, by what is released.

    Who belongs to him is as of the month's last day; who left in the month is still his.
    """
    with released(session):
        return _figures(session, author, month)


@remembered(*payslips.SOURCES, most=MANAGERS)
def _figures(session: Session, author: int, month: Month) -> Figures:
    people, months = history(session), imported_months(session)
    ids = [author, *_below(people, author, month)]
    known, before = month in months, month.later(-1)
    book = books.load(session, ids, month, in_force(session)) if known else None
    rows = tuple(_row(session, people, one, month, book) for one in ids)
    marks = known, known and before in months, month in closed_months(session)
    return Figures(month, *marks, as_of(session, month), rows)


def _below(people: History, author: int, month: Month) -> list[int]:
    found = people.on(month.last_day)
    there = (one for one in found.below(author) if employed(people, one, month))
    return sorted(there, key=lambda one: found.people[one].number)


def as_of(session: Session, month: Month) -> datetime | None:
    """Return when clients of the month were released last; none if they never were."""
    chosen = select(func.max(Batch.visible_at)).join(BatchMonth, BatchMonth.batch_id == Batch.id)
    found = chosen.where(
        BatchMonth.month == month,
        BatchMonth.kind == "client_months",
        Batch.id.in_(counts(view(session), released=True)),
    )
    return session.scalar(found)


def _row(session: Session, people: History, staff_id: int, month: Month, book: Book | None) -> Row:
    one = employed(people, staff_id, month)
    if one is None:
        raise KeyError(staff_id)
    unit = people.on(month.last_day).unit_name(one)
    slips = _slips(session, staff_id) if book else {}
    told = [slips[each] for each in (month, month.later(-1)) if each in slips]
    by_month = {slip.month: _steps(slip, book) for slip in told if book}
    now, before = (by_month.get(each, {}) for each in (month, month.later(-1)))
    joined = one.joined if Month.of(one.joined) == month else None
    left = one.left if one.left and Month.of(one.left) == month else None
    target = _standards(slips[month].statement.score) if month in slips else {}
    assumed = [measure for measure, step in now.items() if step and step.assumed]
    assumed += [STANDARD] if any(step.assumed for step in target.values()) else []
    cells = _values(now), _values(before), _values(target)
    return Row(one.number, one.name, unit, one.grade, joined, left, *cells, tuple(assumed))


def _values(steps: Mapping[str, Step | None]) -> Cells:
    return {measure: step.value if step else None for measure, step in steps.items()}


def _standards(score: Step | None) -> Mapping[str, Step]:
    """Return the standards that a score was measured by; of a trainee no net revenue."""
    parts = score.once() if score else ()
    return {ATTAINED[one.what]: one.because[1] for one in parts if one.what in ATTAINED}


def _slips(session: Session, staff_id: int) -> dict[Month, Slip]:
    return {one.month: one for one in payslips.told(session, staff_id)}


def _steps(slip: Slip, book: Book) -> Mapping[str, Step | None]:
    """Return a person's figures of a month: those of his pay, and what his clients' rows say."""
    facts, rows = slip.facts, book.of(slip.employee.staff_id, slip.month)
    opened = [one for one in rows if Month.of(one.opened) == slip.month]
    return {
        "openings": given("openings", len(opened), "accounts"),
        "accounts": facts.new_effective_accounts[-1],
        "value": facts.new_custody_value[-1],
        "clients": given("clients", len(rows), "accounts"),
        "assets": facts.average_assets[-1],
        "turnover": given("turnover", sum((one.turnover for one in rows), ZERO)),
        "revenue": facts.net_revenue,
        "fund": facts.fund_fee_income,
        "score": slip.statement.score,
    }
