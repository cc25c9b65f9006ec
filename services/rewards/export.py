"""A month's list to be signed as a workbook, on record."""

from datetime import datetime

from sqlalchemy.orm import Session

from services.month import Month
from services.rewards import rights
from services.rewards.reading import List, listed, must_have_begun
from services.rewards.rights import desk
from services.store import audit, changes


@changes
def export(session: Session, who: int, now: datetime, unit: int, month: Month) -> List:
    """Return a month to export and write that down.

    UnknownPersonError, NotYoursError, FutureMonthError.
    """
    asking, code = desk(session, who, now.date()), rights.code_of(session, unit)
    asking.must_read(code)
    found = listed(session, asking, code, must_have_begun(month, now.date()))
    if found.lines:
        told = {"department": code, "month": str(month), "lines": len(found.lines)}
        audit.record(session, now, asking.viewer.staff_id, "rewards.exported", **told)
    return found
