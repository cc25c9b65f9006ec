"""Appointments: how long they stand, put off and cancelled, reminded of, seen; made here."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from services import organisation
from services.appointments import registering
from services.appointments.rows import EXPIRED, RESERVED
from services.notices import WAITING
from services.store import Store, changes
from services.store.clients import Appointment
from services.store.people import Terms
from services.store.traffic import Notice
from tests.stage import BEGIN, ZONE

NOW = BEGIN
TODAY = NOW.date()
"""Friday, 9 October 2026, nine o'clock."""
LAST = TODAY + timedelta(30)
"""The last day on which what is registered today stands: 8 November."""
ZHANG, LI, TANG, CHEN, DIRECTOR, OFFICE = 31, 19, 15, 1, 12, 6
"""Accounts: a marketer, his station and district managers, the general one, director, office."""
CLIENT, PHONE = "欧阳秀兰", "13800006621"


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), ZONE)


def book(
    store: Store, planned: datetime, *, who: int = ZHANG, now: datetime = NOW, **more: Any
) -> int:
    """Register a client and return the appointment's id; planned without its zone, as typed.

    Without a name the first one is CLIENT, each further one somebody else.
    """
    many = store.call(lambda session: session.scalar(select(func.count(Appointment.id)))) or 0
    answers: dict[str, Any] = {
        "name": f"{chr(0x6000 + 37 * many)}{chr(0x5100 + 53 * many)}" if many else CLIENT,
        "assets": Decimal(300_000),
        "day": planned.replace(tzinfo=None),
        "clock": None,
        "accompanied": True,
        **more,
    }
    return store.call(registering.register, who, now, **answers).id


def row(store: Store, appointment: int) -> Appointment:
    return store.call(lambda session: session.get_one(Appointment, appointment))


def staff(store: Store, number: str) -> int:
    return store.call(organisation.by_number, number, TODAY).staff_id


def told(store: Store, kind: str, *, state: str = WAITING) -> list[tuple[int, datetime]]:
    """Return to whom notices of a kind go, and when, in Shanghai."""
    chosen = select(Notice.staff_id, Notice.due_at).where(Notice.kind == kind)
    rows: Sequence[Any] = store.call(
        lambda session: session.execute(chosen.where(Notice.state == state)).all()
    )
    return sorted((staff_id, due_at.astimezone(ZONE)) for staff_id, due_at in rows)


@changes
def leaves(session: Session, staff_id: int, last_day: date) -> None:
    """Have somebody leave."""
    session.execute(update(Terms).where(Terms.staff_id == staff_id).values(left=last_day))


@changes
def clients(session: Session, now: datetime) -> None:
    """Give everybody a client who comes tomorrow, and one who did not come in time."""
    today = now.date()
    for staff_id, person in organisation.on(session, today).people.items():
        for state in (RESERVED, EXPIRED):
            row = Appointment(
                staff_id=staff_id,
                made_by=staff_id,
                made_at=now,
                unit=person.unit,
                name_sealed=b"",
                phone_sealed=b"",
                institution=False,
                assets=Decimal(300_000),
                planned=now + timedelta(1),
                accompanied=False,
                rebooked=0,
                valid_until=today + timedelta(30),
                state=state,
                version=1,
                checklist="{}",
            )
            row.name, row.phone = CLIENT, PHONE
            session.add(row)
