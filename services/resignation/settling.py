"""What becomes of a wish to leave once it is decided, and what its card tells of it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from services import notices, organisation
from services.approvals.machine import APPROVED
from services.approvals.subjects import Settled, settles, shows
from services.clients import leaving as clients
from services.office import leaving
from services.resignation import items
from services.resignation.asking import CANCELLED, KIND, WITHDRAWAL, leaves_on
from services.resignation.outlook import Outlook, outlook
from services.store.resignation import Resignation

BY_HAND, STAYS = "resignation_by_hand", "resignation_stays"


@dataclass(frozen=True, slots=True)
class Told:
    """What a card tells: why, what it means; why it is taken back."""

    reason: str
    withdrawal: str
    outlook: Outlook


@shows(KIND, WITHDRAWAL)
def told(session: Session, today: date, resignation: int) -> Told:
    """Return what the approvers are told of a wish to leave."""
    row = session.get_one(Resignation, resignation)
    person = organisation.on(session, today).people[row.staff_id]
    found = outlook(
        session,
        row.staff_id,
        today,
        asked_on=row.asked_on,
        last_day=leaves_on(row, person),
    )
    return Told(row.reason, row.withdrawal, found)


@settles(KIND)
def settled(session: Session, now: datetime, decided: Settled) -> None:
    """Note the decision; once approved the leaving day is entered and the handover begins.

    Approved after the day that was asked for, the day of the decision is the last one.
    """
    row = session.get_one(Resignation, decided.subject_id, with_for_update=True)
    row.state = decided.state
    row.version += 1
    if decided.state != APPROVED or decided.by is None:
        return
    row.last_day = max(row.last_day, now.date())
    row.batch_id = leaving.enter(session, now, row.staff_id, row.last_day, decided.by)
    if row.batch_id is None:
        _by_hand(session, now, row, "enter")
    items.begin(session, now, row)


@settles(WITHDRAWAL)
def stays(session: Session, now: datetime, decided: Settled) -> None:
    """Take the leaving day out again and end the handover, once that is approved."""
    row = session.get_one(Resignation, decided.subject_id, with_for_update=True)
    row.version += 1
    if decided.state != APPROVED or decided.by is None:
        return
    if row.state != APPROVED:  # it was decided too late: the person has left
        _by_hand(session, now, row, "take_out")
        return
    taken_out = row.batch_id is not None and leaving.take_out(
        session, now, row.batch_id, decided.by
    )
    if not taken_out:
        _by_hand(session, now, row, "take_out")
    row.state = CANCELLED
    clients.take_back(session, now, decided.by, row.staff_id)
    person = organisation.on(session, now.date()).people[row.staff_id]
    told_ = {*items.receivers(session, now.date(), row.staff_id)}
    told_ |= {one.to_id for one in items.items_of(session, row.id) if one.to_id}
    notices.tell(
        session,
        now,
        STAYS,
        row.id,
        told_ - {decided.by, row.staff_id},
        name=person.name,
        number=person.number,
    )


def _by_hand(session: Session, now: datetime, row: Resignation, what: str) -> None:
    """Have the back office do what the house could not."""
    org = organisation.on(session, now.date())
    person = org.people[row.staff_id]
    notices.tell(
        session,
        now,
        BY_HAND,
        f"{row.id}.{what}",
        organisation.offices(org, row.staff_id),
        what=what,
        staff=row.staff_id,
        name=person.name,
        number=person.number,
        last_day=row.last_day.isoformat(),
    )
