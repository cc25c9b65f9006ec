"""An appointment put off to another moment, or cancelled, each with its reason (Article 31)."""

from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy.orm import Session

from services import notices
from services.appointments import view
from services.appointments.registering import moment, must_be_ahead, up_to
from services.appointments.rows import (
    ALONE,
    CANCELLED,
    COMES,
    REBOOKED,
    RESERVED,
    MovedOnError,
    circle,
    entries,
    note,
)
from services.appointments.view import Card
from services.clients import late
from services.days import Days
from services.month import Month
from services.organisation import NotYoursError, Viewer
from services.store import changes
from services.store.clients import Appointment

CHANGED = "appointment_changed"
SOON, EXPIRING = "appointment_soon", "appointment_expiring"


class SameMomentError(ValueError):
    """It is put off to when it is already."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a change would do: the appointment as it is now, and who hears of it besides."""

    card: Card
    told: tuple[str, ...]


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
    """Return on which days it can be planned: none after it expires; errors of `rebook`."""
    _, row = may_change(session, who, today, appointment)
    return up_to(month, today, row.valid_until)


def weigh(
    session: Session,
    /,
    who: int,
    today: date,
    *,
    appointment: int,
    version: int,
    **_answers: object,
) -> Weighed:
    """Return what is changed, and who hears of it; errors of `rebook`."""
    asking, row = may_change(session, who, today, appointment)
    must_stand(row, version)
    told = circle(asking.organisation, row.staff_id, but=asking.staff_id)
    names = (asking.organisation.people[one].name for one in told)
    return Weighed(view.drawn(asking, row), tuple(names))


@changes
def rebook(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    now: datetime,
    *,
    appointment: int,
    version: int,
    day: date,
    clock: time | None = None,
    reason: str,
) -> Card:
    """Put an appointment off; how long it stands is counted from its registering all the same.

    UnknownPersonError, NotYoursError, MovedOnError, PlannedError, SameMomentError.
    """
    asking, row = may_change(session, who, now.date(), appointment, held=True)
    must_stand(row, version)
    planned = moment_of(day, clock, now)
    must_be_ahead(planned, now, row.valid_until)
    if planned == row.planned:
        raise SameMomentError
    row.planned = planned
    row.rebooked += 1
    return _change(session, asking, now, row, REBOOKED, reason)


@changes
def cancel(  # noqa: PLR0913 - a form's answers
    session: Session, who: int, now: datetime, *, appointment: int, version: int, reason: str
) -> Card:
    """Give an appointment up. UnknownPersonError, NotYoursError, MovedOnError."""
    asking, row = may_change(session, who, now.date(), appointment, held=True)
    must_stand(row, version)
    notices.call_back(session, now, EXPIRING, row.id)
    with late.over(session, now, [row]):
        row.state = CANCELLED
        return _change(session, asking, now, row, CANCELLED, reason)


@changes
def accompany(  # noqa: PLR0913 - what of which
    session: Session,
    who: int,
    now: datetime,
    *,
    appointment: int,
    version: int,
    accompanied: bool,
) -> Card:
    """Say whether somebody comes with the client: who cannot must have said so before (31).

    UnknownPersonError, NotYoursError, MovedOnError.
    """
    asking, row = may_change(session, who, now.date(), appointment, held=True)
    must_stand(row, version)
    if row.accompanied == accompanied:
        raise MovedOnError
    row.accompanied = accompanied
    return _change(session, asking, now, row, COMES if accompanied else ALONE, "")


def may_change(
    session: Session, who: int, today: date, appointment: int, *, held: bool = False
) -> tuple[Viewer, Appointment]:
    """Return who asks, and an appointment that is his or of his department; NotYoursError."""
    asking, row = view.seen(session, who, today, appointment, held=held)
    if not view.may_change(asking, row):
        raise NotYoursError
    return asking, row


def must_stand(row: Appointment, version: int) -> None:
    """Refuse what was drawn from another version, or is not open to changes; MovedOnError."""
    if row.state != RESERVED or row.version != version:
        raise MovedOnError


def moment_of(day: date, clock: time | None, now: datetime) -> datetime:
    """Return the moment, in the zone of now."""
    return moment(day, clock).replace(tzinfo=now.tzinfo)


def _change(  # noqa: PLR0913, PLR0917 - what was done by whom, and why
    session: Session, asking: Viewer, now: datetime, row: Appointment, act: str, reason: str
) -> Card:
    row.version += 1
    planned = row.planned if act == REBOOKED else None
    number = note(session, row, now, act, asking.staff_id, reason, planned=planned)
    if act in {REBOOKED, CANCELLED}:
        notices.call_back(session, now, SOON, row.id)
    told = circle(asking.organisation, row.staff_id, but=asking.staff_id)
    about = f"{row.id}:{number}"
    notices.tell(session, now, CHANGED, about, told, appointment=row.id, entry=number)
    return view.drawn(asking, row, entries(session, row.id))
