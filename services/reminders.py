"""Reminders of what recurs: training, pay day; and who gets them."""

from datetime import datetime

from sqlalchemy.orm import Session

from services import notices, organisation
from services.leave import ledger
from services.organisation import Employee, Organisation
from services.recurring import LEADERS
from services.schedules.held import next_held
from services.store import changes

NOON = 12


@changes
def training(session: Session, now: datetime, due: datetime) -> None:
    """Remind of the training: station managers and above of urban outlets (Article 21).

    Not those who are on leave that afternoon.
    """
    at = next_held(session, "training_held", due)
    if at is None:
        return
    org, away = (
        organisation.on(session, at.date()),
        ledger.away_at(session, at.date(), noon=at.hour >= NOON),
    )
    told = [one.staff_id for one in _here(org) if invited(org, one) and one.staff_id not in away]
    notices.tell(session, now, "training", due.isoformat(), told, at=at.isoformat())


@changes
def pay_day(session: Session, now: datetime, due: datetime) -> None:
    """Tell everybody that the month before is paid today (Art. 16)."""
    people = _here(organisation.on(session, due.date()))
    notices.tell(session, now, "pay_day", due.date(), [one.staff_id for one in people])


def invited(org: Organisation, one: Employee) -> bool:
    """Tell whether the training is for somebody: by post, and of an urban outlet (Article 21)."""
    return bool(one.posts & LEADERS) and _urban(org, one)


def _here(org: Organisation) -> list[Employee]:
    return [one for one in org.people.values() if one.works_on(org.day)]


def _urban(org: Organisation, one: Employee) -> bool:
    """Tell whether the person's unit, or one below it, is an outlet in the main urban area."""
    return any(
        unit.urban
        for code in org.within(one.unit)
        if (unit := org.units.get(code)) and unit.kind == "outlet"
    )
