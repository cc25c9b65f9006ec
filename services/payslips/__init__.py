"""Payslips: a person's month with its explanation, for whoever may see it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.clients.counting import OWNERSHIP
from services.conduct.pay import CASES
from services.conduct.penalties import Warned, warned
from services.facts.known import EDITED
from services.facts.live import ROWS, latest
from services.facts.months import STATES, imported_months
from services.history import Employee, history
from services.month import Month
from services.organisation import by_number, viewer
from services.payslips.entries import CORRECTIONS, first_told
from services.payslips.months import Slip, tell
from services.rulebook import Rulebook
from services.rulebook_values import VALUES, in_force
from services.step import Source, Step
from services.store.figures import Batch
from services.store.remembered import remembered
from services.store.vault import vault

SOURCES = (ROWS, VALUES, CORRECTIONS, STATES, CASES, OWNERSHIP)
PEOPLE = 128  # whose months are remembered
BATCHES = select(
    Batch.id,
    Batch.file_sealed,
    Batch.visible_at,
    Batch.released_at,
    Batch.digest,
    Batch.made_by,
    Batch.made_at,
)


class NothingRecordedError(Exception):
    """There are no figures of the person for the month (None: for any month)."""

    def __init__(self, month: Month | None) -> None:
        super().__init__(str(month))
        self.month = month


@dataclass(frozen=True, slots=True)
class Written:
    """Who wrote rows in chat, and when."""

    by: Employee
    at: datetime


@dataclass(frozen=True, slots=True)
class Payslip:
    """A month, the month before it for comparison, and the files that the figures came from."""

    slip: Slip
    before: Slip | None
    files: dict[int, bytes]  # their names, sealed
    as_of: datetime | None
    months: tuple[Month, ...]  # those that can be shown, earliest first
    version: str  # of the rulebook
    unreleased: tuple[int, ...]  # batches in it that only the back office sees
    chats: dict[int, Written]  # batches of rows that somebody wrote in chat
    mine: bool = True  # whether it is of whoever asks
    mark: int = 0  # the latest batch that he sees
    warned: Warned | None = None  # of a month with a fine: what it is held against

    def file(self, source: Source) -> str:
        """Return the name of the file that an input came from."""
        sealed = self.files.get(source.batch)
        return vault().open(sealed, f"batches.file_sealed.{source.batch}") if sealed else ""


def payslip(
    session: Session, who: int, today: date, staff_id: int | None, month: Month | None
) -> Payslip:
    """Return a month's pay, one's own if no `staff_id` is given, the latest if no month is.

    UnknownPersonError, NotYoursError, NothingRecordedError.
    """
    asking = viewer(session, who, today)
    employee = asking.me if staff_id is None else asking.must_see(staff_id)
    found = of_month(session, employee.staff_id, month)
    return found if employee.staff_id == asking.staff_id else replace(found, mine=False)


def statement_of(session: Session, number: str, month: Month, today: date) -> Payslip:
    """Return the month of the person with the 工号, for the command line."""
    return of_month(session, by_number(session, number, today).staff_id, month)


@remembered(*SOURCES, most=PEOPLE)
def told(session: Session, staff_id: int) -> tuple[Slip, ...]:
    """Return all months of one person, also those before 期初; NothingRecordedError."""
    months = imported_months(session)
    if not months:
        raise NothingRecordedError(None)
    return tuple(tell(session, staff_id, months, in_force(session)).months())


@remembered(*SOURCES, most=2 * PEOPLE)
def of_month(session: Session, staff_id: int, month: Month | None) -> Payslip:
    """Return one of the months, the last if none is asked for; NothingRecordedError.

    The months before 期初 only give scores: what was paid then is not known here.
    """
    slips, first = told(session, staff_id), first_told(session, staff_id)
    shown = [one for one in slips if first is None or one.month >= first]
    at = next((n for n, one in enumerate(shown) if month in {None, one.month}), None)
    if at is None:
        raise NothingRecordedError(month)
    at = len(shown) - 1 if month is None else at
    batches = session.execute(BATCHES.where(Batch.id.in_(_sources(shown[at])))).all()
    rulebook = in_force(session)
    return Payslip(
        slip=shown[at],
        before=shown[at - 1] if at else None,
        files={row.id: row.file_sealed for row in batches},
        as_of=max((row.visible_at for row in batches if row.visible_at), default=None),
        months=tuple(one.month for one in shown),
        chats=_written(session, batches),
        version=rulebook.version,
        unreleased=tuple(row.id for row in batches if row.released_at is None),
        mark=latest(session),
        warned=_warned(shown[at], rulebook),
    )


def _written(session: Session, batches: Iterable[Any]) -> dict[int, Written]:
    """Return who wrote those of the batches that came about in chat."""
    terms = history(session).terms
    return {
        row.id: Written(terms[row.made_by][0][1], row.made_at)
        for row in batches
        if row.digest == EDITED and row.made_by in terms
    }


def _warned(slip: Slip, rulebook: Rulebook) -> Warned | None:
    if not slip.statement.lines["fine"].value:
        return None
    return warned(slip.statement, rulebook.on(slip.month.first_day))


def _sources(slip: Slip) -> set[int]:
    made = slip.statement
    roots: list[Step] = [made.net, made.daily, *slip.facts.average_assets]
    roots += [made.score] if made.score else []
    return {step.source.batch for root in roots for step in root.once() if step.source}
