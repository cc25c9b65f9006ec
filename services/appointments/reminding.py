"""What days do to appointments: reminded the evening before and an hour before, expired.

Reminders go out between 8:00 and 21:00. What is told is worked out when its time has come, so
whoever left, or came, since the appointment was made is left out, or told.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from services import notices, organisation
from services.appointments.changing import EXPIRING, SOON
from services.appointments.rows import EXPIRED, REBOOKED, RESERVED, note
from services.appointments.view import Listed, listed
from services.clients import late
from services.organisation import Organisation, offices, viewer
from services.store import changes
from services.store.clients import Appointment, AppointmentEntry

TOMORROW, GONE = "appointments_tomorrow", "appointment_expired"
AWAKE, ASLEEP = time(8), time(21)
"""Nobody is reminded before the one, or from the other on."""
MORNING, EVENING = time(9), time(18)
BEFORE = timedelta(hours=1)
PACE = timedelta(minutes=5)
"""How often it is looked at what comes soon."""
AHEAD = timedelta(days=2)
"""How long before it expires that is told."""
DAY = timedelta(days=1)


@changes
def evening(session: Session, now: datetime, due: datetime) -> None:
    """Tell, the evening before, whose clients come tomorrow, and the back office who is alone."""
    first = due.replace(hour=0, minute=0) + DAY
    org = organisation.on(session, now.date())
    told = {one for row in _on(session, first) for one in _reminded(org, row)}
    day = first.date().isoformat()
    notices.tell(session, now, TOMORROW, day, sorted(told), day=day)


@changes
def soon(session: Session, now: datetime, _due: datetime) -> None:
    """Tell an hour before; not of what was only booked since."""
    planned = Appointment.planned
    chosen = _standing().where(planned > now, planned <= now + BEFORE + PACE)
    rows = session.scalars(chosen).all()
    if not rows:  # as at most ticks
        return
    org = organisation.on(session, now.date())
    for row in rows:
        at = hour_before(row.planned.astimezone(now.tzinfo))
        if at is not None and _booked(session, row) < at:
            about, told = f"{row.id}:{row.rebooked}", _reminded(org, row)
            due_at = max(at, now)
            notices.tell(session, now, SOON, about, told, due_at=due_at, appointment=row.id)


def hour_before(planned: datetime) -> datetime | None:
    """Return when to remind: an hour before, at 8:00 if that were too early; none: too late."""
    at = planned - BEFORE
    if at.time() < AWAKE:
        at = planned.replace(hour=AWAKE.hour, minute=AWAKE.minute)
    return at if at < planned and at.time() < ASLEEP else None


def reminders(planned: datetime, booked: datetime) -> tuple[bool, bool]:
    """Tell whether one is reminded the evening before, and an hour before, booking it then."""
    eve = (planned - DAY).replace(hour=EVENING.hour, minute=EVENING.minute)
    hour = hour_before(planned)
    return booked < eve, hour is not None and booked < hour


@changes
def expiring(session: Session, now: datetime, _due: datetime) -> None:
    """Tell two days ahead, once, whose appointments expire; later if the bot was down."""
    org, today = organisation.on(session, now.date()), now.date()
    soon_ = Appointment.valid_until.between(today, today + AHEAD)
    for row in session.scalars(_standing().where(soon_)).all():
        about = f"{row.id}:{row.valid_until}"
        notices.tell(session, now, EXPIRING, about, _owner(org, row), appointment=row.id)


@changes
def expire(session: Session, now: datetime, _due: datetime) -> None:
    """End what was not opened by its last day, and tell whose client it was at nine."""
    today = now.date()
    org = organisation.on(session, today)
    over = _standing().where(Appointment.valid_until < today).with_for_update()
    morning = datetime.combine(today, MORNING, now.tzinfo)
    at = max(now, morning) if now.time() < ASLEEP else morning + DAY
    rows = session.scalars(over).all()
    with late.over(session, now, rows):
        for row in rows:
            row.state = EXPIRED
            row.version += 1
            note(session, row, now, EXPIRED, None)
    for row in rows:
        notices.call_back(session, now, EXPIRING, row.id)
        told = _owner(org, row)
        notices.tell(session, now, GONE, row.id, told, due_at=at, appointment=row.id)


def coming(session: Session, who: int, now: datetime, day: date) -> tuple[Listed, ...]:
    """Return of whom whoever asks is to be reminded, of a day; UnknownPersonError."""
    asking = viewer(session, who, now.date())
    first = datetime.combine(day, time(0), now.tzinfo)
    rows = _on(session, first)
    found = [row for row in rows if asking.staff_id in set(_reminded(asking.organisation, row))]
    return tuple(listed(asking, row) for row in found)


def _standing() -> Select[Appointment]:
    return select(Appointment).where(Appointment.state == RESERVED).order_by(Appointment.id)


def _on(session: Session, first: datetime) -> Sequence[Appointment]:
    """Return what is planned for the day that begins then, by the hour."""
    planned = Appointment.planned
    chosen = _standing().where(planned >= first, planned < first + DAY)
    return session.scalars(chosen.order_by(None).order_by(planned, Appointment.id)).all()


def _owner(org: Organisation, row: Appointment) -> list[int]:
    return [row.staff_id] if org.people[row.staff_id].works_on(org.day) else []


def _reminded(org: Organisation, row: Appointment) -> Iterator[int]:
    """Yield whose client it is, and the back office if nobody comes with him."""
    owner = _owner(org, row)
    yield from owner
    if not (row.accompanied and owner):
        yield from offices(org, row.staff_id)


def _booked(session: Session, row: Appointment) -> datetime:
    """Return when it was last settled for when it is planned now."""
    acts = (RESERVED, REBOOKED)
    chosen = select(func.max(AppointmentEntry.at)).where(AppointmentEntry.act.in_(acts))
    return session.scalar(chosen.where(AppointmentEntry.appointment_id == row.id)) or row.made_at
