"""A client registered again once the appointment is over: who he is, is kept (Article 31)."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from sqlalchemy.orm import Session

from services.appointments import registering, view
from services.appointments.registering import Wanted, must_have_clients, weighed
from services.appointments.rows import RENEWED, MovedOnError, entries, note
from services.appointments.view import OVER, Card
from services.days import Days
from services.month import Month
from services.organisation import NotYoursError, Viewer
from services.store import changes
from services.store.clients import Appointment


@dataclass(frozen=True, slots=True)
class Renewal:
    """What registering again would do: of whom, with which assets, until when."""

    card: Card
    assets: Decimal
    valid_until: date


def days(
    session: Session,
    /,
    who: int,
    today: date,
    month: Month,
    *,
    appointment: int,
    **_before: object,
) -> Days:
    """Return on which days an opening can be planned; errors of `again`."""
    _over(session, who, today, appointment)
    return registering.possible(session, today, month)


def weigh(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    today: date,
    *,
    appointment: int,
    day: date,
    clock: time | None = None,
    accompanied: bool,
    assets: Decimal | None = None,
) -> Renewal:
    """Return what registering again would do; errors of `again`."""
    asking, row = _over(session, who, today, appointment)
    wanted = _wanted(row, day, clock, accompanied=accompanied, assets=assets)
    found = weighed(session, today, asking, asking.me, wanted)
    return Renewal(view.drawn(asking, row), wanted.assets, found.valid_until)


@changes
def again(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    now: datetime,
    *,
    appointment: int,
    day: date,
    clock: time | None = None,
    accompanied: bool,
    assets: Decimal | None = None,
) -> Appointment:
    """Register the client of an appointment that is over anew, once; return the new row.

    UnknownPersonError, NotYoursError (only whose client it is), MovedOnError, PlannedError,
    NoAssetsError.
    """
    asking, row = _over(session, who, now.date(), appointment, held=True)
    wanted = _wanted(row, day, clock, accompanied=accompanied, assets=assets)
    made = registering.enter(session, now, asking, asking.me, wanted)
    row.version += 1
    note(session, row, now, RENEWED, asking.staff_id)
    return made


def _over(
    session: Session, who: int, today: date, appointment: int, *, held: bool = False
) -> tuple[Viewer, Appointment]:
    """Return who asks and his own appointment, which is over and was not registered again."""
    asking, row = view.seen(session, who, today, appointment, held=held)
    if row.staff_id != asking.staff_id:
        raise NotYoursError
    must_have_clients(asking)
    if row.state not in OVER or any(one.act == RENEWED for one in entries(session, appointment)):
        raise MovedOnError
    return asking, row


def _wanted(
    row: Appointment, day: date, clock: time | None, *, accompanied: bool, assets: Decimal | None
) -> Wanted:
    return Wanted(
        name=row.name,
        assets=row.assets if assets is None else assets,
        day=day,
        clock=clock,
        accompanied=accompanied,
        institution=row.institution,
        phone=row.phone or None,
    )
