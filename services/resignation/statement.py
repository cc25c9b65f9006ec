"""What a leaver is handed on paper: last day, what was returned, when the risk fund comes."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from services.organisation import viewer
from services.resignation import fund
from services.resignation.fund import Fund
from services.resignation.items import Checklist, latest, told
from services.store import audit, changes


@dataclass(frozen=True, slots=True)
class Paper:
    """The fund and the handover (none: the person left without asking here), as of a day."""

    fund: Fund
    handover: Checklist | None
    day: date


@changes
def statement(session: Session, who: int, now: datetime, staff_id: int) -> Paper:
    """Return what is handed to somebody who leaves or left, by whoever may see him; on record.

    UnknownPersonError, NotYoursError, NotLeavingError.
    """
    asking = viewer(session, who, now.date())
    person = asking.must_see(staff_id)
    found = fund.told(session, asking, person)
    row = latest(session, staff_id)
    audit.record(session, now, asking.staff_id, "leaving statement", staff=person.number)
    return Paper(found, told(asking, session, row) if row else None, now.date())
