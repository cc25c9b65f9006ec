"""The timetable and the rewards: the list of a month is to be paid in the month after.

On the 25th (ours) whoever keeps it is asked for what is not paid, or for the list; after the
last working day the director is told once.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from services import notices, organisation
from services.leave import ledger
from services.month import Month
from services.rewards import rights, rows
from services.store import changes

TOLD, LATE = "rewards_due", "rewards_late"
NOON = 12


@changes
def ask(session: Session, now: datetime, due: datetime) -> None:
    """Ask for last month's lists that are not done with; whoever is on leave only if alone."""
    month, org = Month.of(due.date()).later(-1), organisation.on(session, now.date())
    away = ledger.away_at(session, now.date(), noon=now.hour >= NOON)
    for unit in rights.departments(org):
        if rows.is_done(session, unit.code, month):
            continue
        row = rows.opened(session, unit.code, month)
        row.asked_at = row.asked_at or now
        keepers = rights.keepers(org, unit.code)
        there = [one for one in keepers if one not in away] or keepers
        about = f"{unit.code}.{month}"
        notices.tell(session, now, TOLD, about, there, unit=unit.id, month=str(month))


@changes
def late(session: Session, now: datetime, due: datetime) -> None:
    """Tell the director, once, whose month to pay is over, if anything of the list is open."""
    over, org = Month.of(due.date()).later(-2), organisation.on(session, now.date())
    for unit in rights.departments(org):
        if over not in rows.unpaid(session, unit.code, over.later(1)):
            continue
        about, to = f"{unit.code}.{over}", rights.answers(org, unit.code)
        notices.tell(session, now, LATE, about, to, unit=unit.id, month=str(over))
