"""Who is coming: the appointments of all whom somebody may see, for those who receive them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from services.appointments.rows import LIVE, RESERVED, STATES
from services.appointments.view import Listed, listed
from services.history import BACK_OFFICE
from services.organisation import viewer
from services.store.clients import Appointment

TODAY, TOMORROW, WEEK, ALL = range(4)
SPANS = {TODAY: (0, 1), TOMORROW: (1, 2), WEEK: (0, 7)}
"""From which day on, and up to which."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A page of who is coming: how many there are, how many of them without their marketer."""

    found: tuple[Listed, ...]
    total: int
    alone: int
    registers: bool  # whether he may register for others


@dataclass(frozen=True, slots=True)
class Today:
    """One's own clients of today; for the back office how many come, how many of them alone."""

    mine: tuple[Listed, ...]
    coming: int
    alone: int


def page(  # noqa: PLR0913, PLR0917 - who asks for what, and which part of it
    session: Session, who: int, now: datetime, span: int, state: str, first: int, most: int
) -> Desk:
    """Return who is coming, of those whom whoever asks may see; UnknownPersonError.

    `state`: only those; any other text: those that are live. Who comes alone is first, then by
    the hour; what is over, the latest first.
    """
    asking = viewer(session, who, now.date())
    whose = Appointment.staff_id.in_(asking.organisation.seen_by(asking.me))
    chosen = and_(whose, _in(span, now), _of(state))
    rows = select(Appointment).where(chosen)
    if state in STATES and state not in LIVE:
        rows = rows.order_by(Appointment.planned.desc(), Appointment.id)
    else:
        rows = rows.order_by(Appointment.accompanied, Appointment.planned, Appointment.id)
    shown = session.scalars(rows.offset(first).limit(most))
    found = tuple(listed(asking, row) for row in shown)
    total, alone = _counted(session, chosen), _counted(session, and_(chosen, _ALONE))
    return Desk(found, total, alone, BACK_OFFICE in asking.posts)


def today(session: Session, who: int, now: datetime) -> Today:
    """Return what of today concerns whoever asks; UnknownPersonError."""
    asking = viewer(session, who, now.date())
    here = and_(_in(TODAY, now), Appointment.state == RESERVED)
    his = select(Appointment).where(here, Appointment.staff_id == asking.staff_id)
    rows = session.scalars(his.order_by(Appointment.planned, Appointment.id))
    found = tuple(listed(asking, row) for row in rows)
    if BACK_OFFICE not in asking.posts:
        return Today(found, 0, 0)
    seen = Appointment.staff_id.in_(asking.organisation.seen_by(asking.me))
    coming = and_(here, seen, Appointment.staff_id != asking.staff_id)
    return Today(found, _counted(session, coming), _counted(session, and_(coming, _ALONE)))


_ALONE = Appointment.accompanied.is_(False)


def _in(span: int, now: datetime) -> ColumnElement[bool]:
    if span not in SPANS:
        return Appointment.id.is_not(None)
    begin = now.replace(hour=0, minute=0, second=0, microsecond=0)
    first, last = (begin + timedelta(days) for days in SPANS[span])
    return and_(Appointment.planned >= first, Appointment.planned < last)


def _of(state: str) -> ColumnElement[bool]:
    return Appointment.state == state if state in STATES else Appointment.state.in_(LIVE)


def _counted(session: Session, chosen: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(Appointment).where(chosen)) or 0
