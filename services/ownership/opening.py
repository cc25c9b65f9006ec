"""An account was opened: when, the signed form, what was looked at; four are asked to sign."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from services import files
from services.appointments import view
from services.appointments.naming import masked
from services.appointments.rows import OPENED, RESERVED, note
from services.approvals import foreseen, machine
from services.approvals.foreseen import Ahead
from services.approvals.machine import NoApproverError
from services.approvals.subjects import Ask
from services.attachments import Attached
from services.days import Days
from services.month import Month
from services.organisation import NotYoursError, Viewer
from services.ownership import checklist as points
from services.ownership.rows import OWNERSHIP, NotNowError
from services.recurrence import day_of
from services.store import changes
from services.store.clients import Appointment

FUTURE, EARLY, LATE = "future", "early", "late"
"""Why an account cannot have been opened on a day."""


class OpenedDayError(ValueError):
    """It cannot have been opened then (FUTURE, EARLY, LATE); the days between which it can."""

    def __init__(self, why: str, first: date, last: date) -> None:
        super().__init__(why)
        self.why, self.first, self.last = why, first, last


class AccompaniesError(Exception):
    """The marketer goes with the client himself: it is his to report."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What reporting the opening does: who will sign; what is not as it should be."""

    noes: tuple[str, ...]
    route: tuple[Ahead, ...]


@dataclass(frozen=True, slots=True)
class Begun:
    """Whom the form is about, masked."""

    appointment: int
    name: str


def begin(session: Session, who: int, today: date, appointment: int) -> Begun:
    """Return whom the opening is about, for whoever may report it.

    UnknownPersonError, NotYoursError, AccompaniesError, NotNowError.
    """
    row = must_report(*view.seen(session, who, today, appointment))
    return Begun(row.id, masked(row.name, institution=row.institution))


def days(
    session: Session, who: int, today: date, month: Month, *, appointment: int, **_before: object
) -> Days:
    """Return on which days the account can have been opened; errors as of `begin`."""
    row = must_report(*view.seen(session, who, today, appointment))
    return days_of(row, today, month)


def days_of(row: Appointment, today: date, month: Month) -> Days:
    """Return on which days of a month an account can have been opened."""
    first, last = day_of(row.made_at), min(today, row.valid_until)
    return Days.judged(month, lambda day: _judged(row, today, day), first, last)


def weigh(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    today: date,
    *,
    appointment: int,
    day: date,
    form: Attached,
    checklist: str,
    note: str | None = None,
) -> Weighed:
    """Return what reporting the opening would do; OpenedDayError, NoApproverError, and `begin`."""
    del form, note
    asking, row = view.seen(session, who, today, appointment)
    must_report(asking, row)
    must_be_open_then(row, today, day)
    return weighed(session, asking.staff_id, row, today, checklist)


@changes
def report(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    now: datetime,
    *,
    appointment: int,
    day: date,
    form: Attached,
    checklist: str,
    note: str | None = None,
) -> Appointment:
    """Report the opening and have it signed; return the appointment. Errors as of `weigh`."""
    asking, row = view.seen(session, who, now.date(), appointment, held=True)
    must_report(asking, row)
    must_be_open_then(row, now.date(), day)
    write(session, row, day=day, form=form, checklist=checklist)
    done(session, now, asking, row, note)
    what = Ask(OWNERSHIP, row.id, row.staff_id)
    row.approval_id = machine.submit(session, now, asking.staff_id, what)
    session.flush()
    return row


def must_report(asking: Viewer, row: Appointment) -> Appointment:
    """Return the appointment if whoever asks may report its opening; errors as of `begin`."""
    if row.staff_id != asking.staff_id:
        if not view.is_office(asking, row):
            raise NotYoursError
        if row.accompanied:
            raise AccompaniesError
    if row.state != RESERVED:
        raise NotNowError(row.state)
    return row


def must_be_open_then(row: Appointment, today: date, day: date) -> None:
    """Refuse a day on which the account cannot have been opened; OpenedDayError."""
    why = _judged(row, today, day)
    if why:
        raise OpenedDayError(why, day_of(row.made_at), min(today, row.valid_until))


def _judged(row: Appointment, today: date, day: date) -> str | None:
    if day > today:
        return FUTURE
    if day < day_of(row.made_at):
        return EARLY
    return LATE if day > row.valid_until else None


def weighed(session: Session, by: int, row: Appointment, today: date, checklist: str) -> Weighed:
    """Return what is not as it should be and who would sign what `by` asks; NoApproverError."""
    what = Ask(OWNERSHIP, row.id, row.staff_id)
    route = foreseen.route(session, today, by, what)
    if not route:
        raise NoApproverError
    return Weighed(points.noes(points.kept(checklist)), route)


def write(
    session: Session,
    row: Appointment,
    *,
    day: date | None = None,
    form: Attached | None = None,
    checklist: str | None = None,
) -> None:
    """Write down what was reported; the form's digest is that of its bytes."""
    row.opened_on = day or row.opened_on
    if checklist:
        row.checklist = points.kept(checklist)
    if form:
        row.form_id, row.form_digest = form.file_id, files.kept(session, form.file_id).digest


def done(
    session: Session, now: datetime, asking: Viewer, row: Appointment, text: str | None
) -> None:
    """Have it be signed from the beginning."""
    row.state, row.version = OPENED, row.version + 1
    note(session, row, now, OPENED, asking.staff_id, text or "")
    session.flush()
