"""Payslips: a person's month with its explanation, for whoever may see it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.facts.live import VISIBLE
from services.month import Month
from services.organisation import Employee, by_number, viewer
from services.payslips.months import Slip, tell
from services.rulebook_values import in_force
from services.step import Source, Step
from services.store.figures import Batch, BatchMonth


class NothingRecordedError(Exception):
    """There are no figures of the person for the month (None: for any month)."""

    def __init__(self, month: Month | None) -> None:
        super().__init__(str(month))
        self.month = month


@dataclass(frozen=True, slots=True)
class Payslip:
    """A month, the month before it for comparison, and the files that the figures came from."""

    slip: Slip
    before: Slip | None
    files: dict[int, str]
    as_of: datetime | None
    months: tuple[Month, ...]  # those that can be shown, earliest first
    version: str  # of the rulebook

    def file(self, source: Source) -> str:
        """Return the name of the file that an input came from."""
        return self.files.get(source.batch, "")


def payslip(
    session: Session, who: int, today: date, staff_id: int | None, month: Month | None
) -> Payslip:
    """Return a month's pay, one's own if no `staff_id` is given, the latest if no month is.

    UnknownPersonError, NotYoursError, NothingRecordedError.
    """
    asking = viewer(session, who, today)
    employee = asking.me if staff_id is None else asking.must_see(staff_id)
    return _payslip(session, employee, month)


def statement_of(session: Session, number: str, month: Month, today: date) -> Payslip:
    """Return the month of the person with the 工号, for the command line."""
    return _payslip(session, by_number(session, number, today), month)


def latest_month(session: Session) -> Month | None:
    """Return the last month with imported client figures."""
    return session.scalar(
        select(func.max(BatchMonth.month))
        .join(Batch, Batch.id == BatchMonth.batch_id)
        .where(Batch.state == VISIBLE, BatchMonth.kind == "client_months")
    )


def _payslip(session: Session, employee: Employee, month: Month | None) -> Payslip:
    latest = latest_month(session)
    wanted = month or latest
    if wanted is None or latest is None or wanted > latest:
        raise NothingRecordedError(wanted)
    rulebook = in_force(session)
    slips = list(tell(session, employee, wanted, rulebook).months(wanted))
    if not slips or slips[-1].month != wanted:
        raise NothingRecordedError(wanted)
    return of_slips(session, slips, latest, rulebook.version)


def of_slips(session: Session, slips: list[Slip], latest: Month, version: str) -> Payslip:
    """Return the last of the months as a payslip, with the names of its files."""
    slip, before = slips[-1], slips[-2] if len(slips) > 1 else None
    files, as_of = _files(session, _sources(slip))
    shown = tuple(one.month for one in slips)
    later = tuple(slip.month.later(n) for n in range(1, latest.since(slip.month) + 1))
    return Payslip(slip, before, files, as_of, (*shown, *later), version)


def _sources(slip: Slip) -> set[int]:
    made = slip.statement
    roots: list[Step] = [made.net, made.daily, *slip.facts.average_assets]
    roots += [made.score] if made.score else []
    return {step.source.batch for root in roots for _, step in root.walk() if step.source}


def _files(session: Session, batches: set[int]) -> tuple[dict[int, str], datetime | None]:
    rows = list(session.scalars(select(Batch).where(Batch.id.in_(batches))))
    as_of = max((row.visible_at for row in rows if row.visible_at), default=None)
    return {row.id: row.file for row in rows}, as_of
