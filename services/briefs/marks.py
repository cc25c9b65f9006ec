"""Figures as they were when a week was told: what the next week is compared with."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.briefs.figures import Branch, Sums
from services.month import Month
from services.store.worklogs import WeekFigures

BRANCH = ""
"""Stands for everybody where a unit has its code."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The sums of a unit when a week was told; the month that they are of."""

    week: date
    month: Month
    accounts: Decimal | None
    value: Decimal | None
    assets: Decimal | None
    as_of: datetime | None


def before(session: Session, week: date) -> dict[str, Mark]:
    """Return the last marks before a week, by unit."""
    chosen = select(WeekFigures).where(WeekFigures.week < week).order_by(WeekFigures.week)
    return {
        one.unit: Mark(one.week, one.month, one.accounts, one.value, one.assets, one.as_of)
        for one in session.scalars(chosen)
    }


def set_(session: Session, week: date, found: Branch, units: dict[str, Sums]) -> None:
    """Keep the sums of some units as they are now; what the week has already stays."""
    known = set(session.scalars(select(WeekFigures.unit).where(WeekFigures.week == week)))
    for unit, one in units.items():
        if unit not in known:
            session.add(
                WeekFigures(
                    week=week,
                    unit=unit,
                    month=found.month,
                    accounts=one.accounts,
                    value=one.value,
                    assets=one.assets,
                    as_of=found.as_of,
                )
            )
    session.flush()
