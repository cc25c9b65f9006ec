"""How the house is: since when something waits, and whom to tell when it waits too long."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services import notices, organisation
from services.notices import WAITING
from services.quiet import is_quiet, woken
from services.store import changes
from services.store.traffic import OPEN, Notice, Update
from services.store.work import Job

PATIENCE = {
    "inbox": timedelta(minutes=2),
    "notices": timedelta(minutes=15),
    "jobs": timedelta(minutes=30),
}


@dataclass(frozen=True, slots=True)
class Backlog:
    """Since when the oldest of each kind of work waits; without an entry nothing waits."""

    since: dict[str, datetime]

    def stalled(self, now: datetime) -> dict[str, datetime]:
        """Return what waits longer than it ought to."""
        return {what: since for what, since in self.since.items() if now - since > PATIENCE[what]}


def backlog(session: Session, now: datetime) -> Backlog:
    """Return since when updates, notices that are due and jobs wait; `now` is in the zone.

    What goes by day only waits since the morning, in the quiet hours not at all.
    """
    untold = select(func.min(Notice.due_at)).where(Notice.state == WAITING)
    oldest = {
        "inbox": select(func.min(Update.received_at)).where(Update.state.in_(OPEN)),
        "notices": untold.where(Notice.by_day.is_(False)),
        "jobs": select(func.min(Job.made_at)).where(Job.state == "waiting"),
    }
    found = {what: session.scalar(query) for what, query in oldest.items()}
    if not is_quiet(now) and (rested := session.scalar(untold.where(Notice.by_day))):
        since = max(rested, woken(now))
        found["notices"] = min(since, found["notices"] or since)
    return Backlog({what: since for what, since in found.items() if since is not None})


@changes
def failed(session: Session, now: datetime, what: str) -> None:
    """Tell the administrators that something of today failed, once a day."""
    today = now.date()
    admins = organisation.holding(session, today, "admin")
    notices.tell(
        session, now, "stalled", f"{what}@{today}", admins, what=what, since=now.isoformat()
    )


@changes
def watch(session: Session, now: datetime, _due: datetime) -> None:
    """Tell the administrators of what stalls, once each time it begins to."""
    admins = organisation.holding(session, now.date(), "admin")
    for what, since in backlog(session, now).stalled(now).items():
        began = since.isoformat()
        notices.tell(session, now, "stalled", f"{what}@{began}", admins, what=what, since=began)
