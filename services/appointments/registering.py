"""Registering a client before the opening (Article 31): in front of the client, in a minute."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from services import notices
from services.appointments.naming import is_institution
from services.appointments.rows import RESERVED, circle, note
from services.days import Days
from services.duplicates import stopping
from services.month import Month
from services.organisation import Employee, NotYoursError, Viewer, viewer
from services.rulebook_values import in_force
from services.store import changes
from services.store.clients import Appointment

FIELD = frozenset({"marketer", "station_manager", "district_manager"})
"""Posts that have clients of their own."""
MADE, FOR_YOU = "appointment_made", "appointment_for_you"
VALID = "appointment.valid_days"
OPENS = time(9)
PAST, BEYOND = "past", "beyond"
"""Why a day cannot be taken."""


class PlannedError(ValueError):
    """The moment is gone by (PAST), or after the last day on which the appointment stands."""

    def __init__(self, why: str, last: date) -> None:
        super().__init__(why)
        self.why, self.last = why, last


class NoAssetsError(ValueError):
    """Nothing is expected of the client."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is said of a client: `assets` in yuan, `clock` none where the day is a moment.

    `institution` none: told by the name.
    """

    name: str
    assets: Decimal
    day: date
    clock: time | None
    accompanied: bool
    institution: bool | None = None
    phone: str | None = None

    @property
    def is_institution(self) -> bool:
        """Whether the client counts as an institution."""
        return is_institution(self.name) if self.institution is None else self.institution

    @property
    def planned(self) -> datetime:
        """The planned moment, without a zone."""
        return moment(self.day, self.clock)


@dataclass(frozen=True, slots=True)
class Weighed:
    """What registering would do: whether the client counts as an institution, until when."""

    institution: bool
    valid_until: date
    unit: str
    accompanied: bool


def days(session: Session, /, who: int, today: date, month: Month, **_before: object) -> Days:
    """Return on which days an opening can be planned; UnknownPersonError, NotYoursError."""
    must_have_clients(viewer(session, who, today))
    return possible(session, today, month)


def possible(session: Session, today: date, month: Month) -> Days:
    """Return on which days an opening can be planned that is registered today."""
    return up_to(month, today, valid_until(session, today))


def up_to(month: Month, today: date, last: date) -> Days:
    """Return the days of a month from today to the last on which an appointment stands."""

    def judge(day: date) -> str | None:
        if day < today:
            return PAST
        return BEYOND if day > last else None

    return Days.judged(month, judge, today, last)


def weigh(session: Session, /, who: int, today: date, **answers: Any) -> Weighed:
    """Return what registering would do, given the answers of `Wanted`; errors of `register`."""
    asking = must_have_clients(viewer(session, who, today))
    return weighed(session, today, asking, asking.me, Wanted(**answers))


def weighed(
    session: Session, today: date, asking: Viewer, owner: Employee, wanted: Wanted
) -> Weighed:
    """Return what registering a client for the owner would do; PlannedError, NoAssetsError."""
    last = _must_be_possible(session, today, wanted)
    unit = asking.organisation.unit_name(owner)
    return Weighed(wanted.is_institution, last, unit, wanted.accompanied)


@changes
def register(session: Session, who: int, now: datetime, /, **answers: Any) -> Appointment:
    """Register a client for oneself and return the row; the back office is told at once.

    The answers are those of `Wanted`. UnknownPersonError, NotYoursError, PlannedError,
    NoAssetsError.
    """
    asking = must_have_clients(viewer(session, who, now.date()))
    return enter(session, now, asking, asking.me, Wanted(**answers))


def enter(
    session: Session, now: datetime, asking: Viewer, owner: Employee, wanted: Wanted
) -> Appointment:
    """Write an appointment down and have those told who did not make it.

    It is stopped where an earlier one stands. PlannedError, NoAssetsError, AlreadyYoursError,
    LookupsUsedUpError.
    """
    last = _must_be_possible(session, now.date(), wanted)
    planned = wanted.planned.replace(tzinfo=now.tzinfo)
    must_be_ahead(planned, now, last)
    row = _row(asking, owner, now, wanted, last)
    row.name, row.phone = wanted.name, wanted.phone or ""
    session.add(row)
    session.flush()
    stopping.enter(session, now, asking, row)
    note(session, row, now, row.state, asking.staff_id, planned=planned)
    told = circle(asking.organisation, owner.staff_id, but=asking.staff_id)
    office = [one for one in told if one != owner.staff_id]
    notices.tell(session, now, MADE, row.id, office, appointment=row.id)
    if owner.staff_id in told:
        notices.tell(session, now, FOR_YOU, row.id, [owner.staff_id], appointment=row.id)
    return row


def _row(
    asking: Viewer, owner: Employee, now: datetime, wanted: Wanted, last: date
) -> Appointment:
    return Appointment(
        staff_id=owner.staff_id,
        made_by=asking.staff_id,
        made_at=now,
        unit=owner.unit,
        name_sealed=b"",
        phone_sealed=b"",
        institution=wanted.is_institution,
        assets=wanted.assets,
        planned=wanted.planned.replace(tzinfo=now.tzinfo),
        accompanied=wanted.accompanied,
        rebooked=0,
        valid_until=last,
        state=RESERVED,
        version=1,
        checklist="{}",
    )


def moment(day: date, clock: time | None) -> datetime:
    """Return a day and its time as a moment without a zone; the day may be one already."""
    return day if isinstance(day, datetime) else datetime.combine(day, clock or OPENS)


def must_be_ahead(planned: datetime, now: datetime, last: date) -> None:
    """Refuse a moment that has come, or that is after the last day; PlannedError."""
    if planned <= now:
        raise PlannedError(PAST, last)
    if planned.date() > last:
        raise PlannedError(BEYOND, last)


def _must_be_possible(session: Session, today: date, wanted: Wanted) -> date:
    """Return the last day on which the appointment would stand; PlannedError, NoAssetsError."""
    last = valid_until(session, today)
    if wanted.planned.date() > last:
        raise PlannedError(BEYOND, last)
    if wanted.assets <= 0:
        raise NoAssetsError
    return last


def must_have_clients(asking: Viewer) -> Viewer:
    """NotYoursError for somebody without a post that has clients of its own."""
    if not FIELD & asking.posts:
        raise NotYoursError
    return asking


def valid_until(session: Session, today: date) -> date:
    """Return the last day on which an appointment made today stands unopened."""
    kept = in_force(session).on(today)[VALID].value or Decimal(0)
    return today + timedelta(int(kept))
