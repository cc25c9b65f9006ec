"""Rows of what was filed."""

import json
from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from services.recurrence import ZONE
from services.store.duties import Duty

NEVER = datetime(1970, 1, 1, tzinfo=ZONE)


def of(session: Session, staff_id: int, code: str, period: date) -> Duty | None:
    """Return what somebody filed of a period."""
    return session.scalar(_chosen(staff_id, code, period))


def opened(session: Session, staff_id: int, code: str, period: date) -> Duty:
    """Return the row to write into, locked; a new one is at version 0."""
    found = session.scalar(_chosen(staff_id, code, period).with_for_update())
    if found is None:
        found = Duty(staff_id=staff_id, kind=code, period=period, version=0, filed_at=NEVER)
        found.answers = ""
        session.add(found)
    return found


def _chosen(staff_id: int, code: str, period: date) -> Select[Duty]:
    return select(Duty).where(Duty.staff_id == staff_id, Duty.kind == code, Duty.period == period)


def answers(row: Duty) -> dict[str, str]:
    """Return what was filed, by question."""
    found: dict[str, str] = json.loads(row.answers)
    return found
