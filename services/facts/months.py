"""Which months have figures, and which of them is being worked on."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.facts.live import VISIBLE, counts, view
from services.month import Month
from services.store.figures import Batch, BatchMonth, MonthState

OPEN = "open"
FIGURES = ("client_months", "openings", "pay_parameters")


def closed_months(session: Session) -> frozenset[Month]:
    """Return the months that are frozen or paid."""
    return frozenset(session.scalars(select(MonthState.month).where(MonthState.state != OPEN)))


def open_month(session: Session, today: date) -> Month:
    """Return the earliest month with figures that is still open; today's if there is none."""
    closed = select(MonthState.month).where(MonthState.state != OPEN)
    first = session.scalar(
        select(func.min(BatchMonth.month))
        .join(Batch, Batch.id == BatchMonth.batch_id)
        .where(Batch.state == VISIBLE, BatchMonth.kind.in_(FIGURES))
        .where(BatchMonth.month.not_in(closed))
    )
    return first or Month.of(today)


def imported_months(session: Session) -> tuple[Month, ...]:
    """Return the months of which clients were imported, in order; the first is the baseline.

    Those that count in the session's view.
    """
    months = session.scalars(
        select(BatchMonth.month)
        .where(BatchMonth.batch_id.in_(counts(view(session), released=True)))
        .where(BatchMonth.kind == "client_months")
        .distinct()
        .order_by(BatchMonth.month)
    )
    return tuple(months)
