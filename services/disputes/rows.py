"""What every service of disputes shares: states, which one runs, until when the other answers."""

from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from services import timetable
from services.conduct.days import working_days_later
from services.rulebook_values import in_force
from services.store.clients import Dispute

RUNNING, UPHELD, DISMISSED, WITHDRAWN = "running", "upheld", "dismissed", "withdrawn"
KIND = "client_dispute"
DAYS = "dispute.answer_days"


def about(session: Session, appointment: int) -> Dispute | None:
    """Return the latest dispute that an appointment is a side of."""
    sides = or_(Dispute.later_id == appointment, Dispute.earlier_id == appointment)
    chosen = select(Dispute).where(sides).order_by(Dispute.made_at.desc(), Dispute.id.desc())
    return session.scalars(chosen.limit(1)).first()


def disputed(session: Session, appointment_id: int) -> bool:
    """Tell whether a dispute about the appointment runs: it cannot be recorded meanwhile."""
    sides = or_(Dispute.later_id == appointment_id, Dispute.earlier_id == appointment_id)
    chosen = select(Dispute.id).where(sides, Dispute.state == RUNNING)
    return session.scalar(chosen.limit(1)) is not None


def answer_until(session: Session, row: Dispute, now: datetime) -> date:
    """Return the last day on which the other side is waited for; `now` says in which zone."""
    return days_later(session, row.made_at.astimezone(now.tzinfo).date())


def days_later(session: Session, day: date) -> date:
    """Return the last day to answer what was raised on a day."""
    count = int(in_force(session).on(day)[DAYS].value or 0)
    return working_days_later(timetable.calendar(session), day, max(1, count))
