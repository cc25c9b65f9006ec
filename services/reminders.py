"""Reminders of what recurs for everybody: pay day."""

from datetime import datetime, time, timedelta

from sqlalchemy.orm import Session

from services import notices, organisation
from services.organisation import Employee, Organisation
from services.store import changes


@changes
def pay_day(session: Session, now: datetime, due: datetime) -> None:
    """Tell everybody that the month before is paid today (Art. 16)."""
    people = [one.staff_id for one in _here(organisation.on(session, due.date()))]
    over = datetime.combine(due.date(), time(), due.tzinfo) + timedelta(days=1)
    notices.tell(session, now, "pay_day", due.date(), people, over_at=over)


def _here(org: Organisation) -> list[Employee]:
    return [one for one in org.people.values() if one.works_on(org.day)]
