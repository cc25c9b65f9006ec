"""What of reports waits for a person: his own to be handed in, those of others to be read."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.month import Month
from services.organisation import viewer
from services.reports import duty, rows
from services.reports.rows import DRAFT, SUBMITTED
from services.store.reports import Report


@dataclass(frozen=True, slots=True)
class Waits:
    """The month of one's own report that is not handed in (None: no such), the reports to read."""

    month: Month | None
    due: datetime
    over: bool
    to_read: int
    of: Month | None  # the month of the first to read


def waits(session: Session, who: int, now: datetime) -> Waits:
    """Return what of reports waits for whoever asks; UnknownPersonError."""
    asking = viewer(session, who, now.date())
    month = duty.month_of(now.date())
    row = rows.of(session, asking.staff_id, month)
    mine = month if row is not None and row.state == DRAFT else None
    handed = select(Report).where(Report.state == SUBMITTED).order_by(Report.month)
    found = [
        one.month
        for one in (session.scalars(handed) if asking.posts & duty.READS else ())
        if asking.staff_id in duty.judges(asking.organisation, one.staff_id)
    ]
    over = duty.is_late(month, now)
    return Waits(mine, duty.due(month), over, len(found), found[0] if found else None)
