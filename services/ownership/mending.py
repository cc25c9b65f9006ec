"""What was given back: another photo or other answers, and asked for again."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from services import files
from services.appointments import view
from services.appointments.rows import RETURNED
from services.approvals import machine
from services.attachments import Attached
from services.days import Days
from services.month import Month
from services.organisation import NotYoursError, Viewer
from services.ownership import checklist as points
from services.ownership.opening import (
    Begun,
    Weighed,
    days_of,
    done,
    must_be_open_then,
    weighed,
    write,
)
from services.ownership.rows import NotNowError, client
from services.store import audit, changes
from services.store.approvals import Approval
from services.store.clients import Appointment


@dataclass(frozen=True, slots=True)
class Mended:
    """What would be asked again: the day, what was not seen to and who signs, what is said."""

    day: date
    weighed: Weighed
    said: str
    renewed: bool  # another form


def begin(session: Session, who: int, today: date, appointment: int) -> Begun:
    """Return whom it is about, for whoever may mend it.

    UnknownPersonError, NotYoursError, NotNowError.
    """
    _asking, row = _returned(session, who, today, appointment)
    return Begun(row.id, client(row)[0])


def days(
    session: Session, who: int, today: date, month: Month, *, appointment: int, **_before: object
) -> Days:
    """Return on which days the account can have been opened; errors as of `begin`."""
    return days_of(_returned(session, who, today, appointment)[1], today, month)


def weigh(  # noqa: PLR0913 - a form's answers; None: as it was
    session: Session,
    who: int,
    today: date,
    *,
    appointment: int,
    day: date | None = None,
    form: Attached | None = None,
    checklist: str | None = None,
    note: str | None = None,
) -> Mended:
    """Return what asking again would do.

    OpenedDayError, NoApproverError, errors as of `begin`.
    """
    _asking, row = _returned(session, who, today, appointment)
    then = day or row.opened_on or today
    must_be_open_then(row, today, then)
    said = checklist or points.told(points.noes(row.checklist))
    approval = session.get_one(Approval, row.approval_id)
    made = weighed(session, approval.made_by, row, today, said)
    return Mended(then, made, note or "", form is not None)


@changes
def mend(  # noqa: PLR0913 - a form's answers; None: as it was
    session: Session,
    who: int,
    now: datetime,
    *,
    appointment: int,
    day: date | None = None,
    form: Attached | None = None,
    checklist: str | None = None,
    note: str | None = None,
) -> Appointment:
    """Change what was given back and have it signed from the beginning; errors as of `weigh`.

    A form that is replaced is dropped; its digest stays on record.
    """
    asking, row = _returned(session, who, now.date(), appointment, held=True)
    must_be_open_then(row, now.date(), day or row.opened_on or now.date())
    before, digest = row.form_id, row.form_digest
    write(session, row, day=day, form=form, checklist=checklist)
    done(session, now, asking, row, note)
    if form and before and digest and row.form_digest:
        old, new = digest.hex(), row.form_digest.hex()
        audit.record(
            session, now, asking.staff_id, "form.replaced", appointment=row.id, old=old, new=new
        )
        files.drop(session, before)
    machine.again(session, now, row.approval_id or 0, Decimal(1))
    return row


def _returned(
    session: Session, who: int, today: date, appointment: int, *, held: bool = False
) -> tuple[Viewer, Appointment]:
    asking, row = view.seen(session, who, today, appointment, held=held)
    approval = session.get(Approval, row.approval_id) if row.approval_id else None
    if asking.staff_id not in {row.staff_id, approval.made_by if approval else 0}:
        raise NotYoursError
    if row.state != RETURNED:
        raise NotNowError(row.state)
    return asking, row
