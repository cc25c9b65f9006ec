"""People of the demo's branch who register clients, as the services see it."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.appointments import registering
from services.notices import TABLE
from services.store.clients import Appointment
from services.store.vault import vault
from tests.branch import NOW, account

FIRST, SECOND, THIRD = "JC031", "JC044", "JC056"
"""Marketers of three departments."""
BOSS, OFFICE, DEPARTMENT, TRADING, MANAGER = "JC019", "JC006", "JC009", "JC004", "JC001"
"""The first one's superior, the branch's back office, the first one's department's, who rules."""
DAY = date(2026, 11, 20)


@dataclass(frozen=True)
class Client:
    """A client as a marketer says it."""

    name: str
    phone: str | None = None
    institution: bool | None = None


def answers(one: Client, **more: Any) -> dict[str, Any]:
    """Return the form's answers."""
    wanted = {"name": one.name, "phone": one.phone, "institution": one.institution}
    told = {"assets": Decimal(300_000), "day": DAY, "clock": time(10), "accompanied": True}
    return {**wanted, **told, **more}


def books(session: Session, number: str, one: Client, now: datetime = NOW) -> Appointment:
    """Have somebody register a client."""
    return registering.register(session, account(number), now, **answers(one))


def told(session: Session, kind: str) -> list[tuple[int, str]]:
    """Return the notices of a kind: to whom, and their data."""
    rows = session.execute(select(TABLE).where(TABLE.c.kind == kind).order_by(TABLE.c.made_at))
    return [
        (row.staff_id, vault().open(row.data_sealed, f"notices.data_sealed.{row.id}"))
        for row in rows
    ]
