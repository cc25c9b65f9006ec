"""A person's own coming month: training, meeting, report, pay day, leave, clients, deadlines.

Each source knows a topic; a new one is added to `SOURCES` and worded in `handlers.agenda`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from services.agenda import deadlines, plans
from services.agenda.entry import Asking, Entry
from services.organisation import viewer
from services.store import audit, changes

DAYS = timedelta(days=31)
Source = Callable[[Asking], Iterator[Entry]]
SOURCES: tuple[Source, ...] = (
    plans.gatherings,
    plans.pay_days,
    plans.leave,
    plans.clients,
    deadlines.reports,
    deadlines.approvals,
    deadlines.certificates,
    deadlines.cases,
    deadlines.disputes,
    deadlines.handovers,
)


@dataclass(frozen=True)
class Agenda:
    """Whose, and what is due and takes place from a day to a day, both in, in order."""

    staff_id: int
    first: date
    last: date
    entries: tuple[Entry, ...]


def agenda(session: Session, who: int, now: datetime) -> Agenda:
    """Return one's own coming month; UnknownPersonError."""
    asking = Asking(session, who, viewer(session, who, now.date()), now, now.date() + DAYS)
    found = [one for source in SOURCES for one in source(asking)]
    order = sorted(found, key=lambda one: (one.first, one.start is not None, one.moment, one.uid))
    return Agenda(asking.me, now.date(), asking.last, tuple(order))


@changes
def take(session: Session, who: int, now: datetime) -> Agenda:
    """Return the same to take along as a file, and note that; UnknownPersonError."""
    found = agenda(session, who, now)
    audit.record(session, now, found.staff_id, "calendar.taken", entries=len(found.entries))
    return found
