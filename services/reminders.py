"""Reminders of what recurs: training, pay day; and who gets them."""

from datetime import datetime

from sqlalchemy.orm import Session

from services import notices, organisation
from services.leave import ledger
from services.organisation import Employee, Organisation
from services.store import changes

LEADERS = frozenset({"station_manager", "district_manager", "project_director"})


@changes
def training(session: Session, now: datetime, due: datetime) -> None:
    """Remind of the training at 16:00: station managers and above of urban outlets (Art. 21).

    Not those who are on leave that afternoon.
    """
    org, away = (
        organisation.on(session, due.date()),
        ledger.away_at(session, due.date(), noon=True),
    )
    leaders = (one for one in _here(org) if one.posts & LEADERS and _urban(org, one))
    invited = [one.staff_id for one in leaders if one.staff_id not in away]
    notices.tell(session, now, "training", due.date(), invited)


@changes
def pay_day(session: Session, now: datetime, due: datetime) -> None:
    """Tell everybody that the month before is paid today (Art. 16)."""
    people = _here(organisation.on(session, due.date()))
    notices.tell(session, now, "pay_day", due.date(), [one.staff_id for one in people])


def _here(org: Organisation) -> list[Employee]:
    return [one for one in org.people.values() if one.works_on(org.day)]


def _urban(org: Organisation, one: Employee) -> bool:
    """Tell whether the person's unit, or one below it, is an outlet in the main urban area."""
    return any(
        unit.urban
        for code in org.within(one.unit)
        if (unit := org.units.get(code)) and unit.kind == "outlet"
    )
