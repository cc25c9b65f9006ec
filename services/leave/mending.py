"""What was returned, leave or a change of it: mended where it has to be, asked for again."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from services.approvals import machine
from services.approvals.machine import RETURNED, RUNNING
from services.leave import checks
from services.leave.asking import BOTH, FROM_NOON, TO_NOON, WHOLE, Weighed, span_of, weighed
from services.leave.changing import (
    BegunError,
    CannotBeChangedError,
    Changed,
    must_be_back,
    must_be_seen,
)
from services.leave.settling import BACK
from services.organisation import NotYoursError, Viewer
from services.store import changes
from services.store.approvals import Approval
from services.store.leave import Leave


class BegunMeanwhileError(BegunError):
    """It has begun since its cancelling was asked for: that has to be withdrawn first."""


class OtherRouteError(Exception):
    """Changed like that it would go another way: it has to be asked for anew."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change of leave as asked for again: from when he works (none: cancelled), and why."""

    day: date | None
    noon: bool
    note: str


def weigh(  # noqa: PLR0913 - a form's answers; None: as it was
    session: Session,
    who: int,
    today: date,
    *,
    leave: int,
    kind: str | None = None,
    first: date | None = None,
    last: date | None = None,
    halves: str | None = None,
    reason: str | None = None,
) -> Weighed:
    """Return what returned leave would do if it was changed.

    UnknownPersonError, NotYoursError, CannotBeChangedError, OtherRouteError, errors as of
    `asking.weigh`.
    """
    del reason
    looking, row = _returned(session, who, today, leave)
    return _weighed(session, looking, row, today, (kind, first, last, halves))


@changes
def mend(  # noqa: PLR0913 - a form's answers; None: as it was
    session: Session,
    who: int,
    now: datetime,
    *,
    leave: int,
    kind: str | None = None,
    first: date | None = None,
    last: date | None = None,
    halves: str | None = None,
    reason: str | None = None,
) -> Leave:
    """Change returned leave and ask for it again; errors as of `weigh`."""
    looking, row = _returned(session, who, now.date(), leave)
    session.refresh(row, with_for_update=True)
    made = _weighed(session, looking, row, now.date(), (kind, first, last, halves))
    row.kind, row.days, row.certificate_due = made.kind, made.days, made.certificate_due
    row.first_day, row.first_noon = made.span.first, made.span.from_noon
    row.last_day, row.last_noon = made.span.last, made.span.to_noon
    row.reason = row.reason if reason is None else reason
    row.state = RUNNING
    session.flush()
    machine.again(session, now, row.approval_id or 0, made.days)
    return row


def weigh_change(  # noqa: PLR0913 - a form's answers; None: as it was
    session: Session,
    who: int,
    today: date,
    *,
    leave: int,
    day: date | None = None,
    noon: bool | None = None,
    note: str | None = None,
) -> Change:
    """Return what would be asked about leave again, if the change that was returned was mended.

    UnknownPersonError, NotYoursError, CannotBeChangedError; BegunMeanwhileError of a
    cancelling; NotBackError, MonthsClosedError of an early return.
    """
    row, _approval = _change_returned(session, who, today, leave)
    return _changed(session, row, today, (day, noon, note))


@changes
def mend_change(  # noqa: PLR0913 - a form's answers; None: as it was
    session: Session,
    who: int,
    now: datetime,
    *,
    leave: int,
    day: date | None = None,
    noon: bool | None = None,
    note: str | None = None,
) -> Changed:
    """Mend a cancelling or an early return and ask for it again; errors as of `weigh_change`."""
    row, approval = _change_returned(session, who, now.date(), leave, held=True)
    made = _changed(session, row, now.date(), (day, noon, note))
    row.back_day, row.back_noon, row.change_note = made.day, made.noon, made.note
    session.flush()
    machine.again(session, now, approval.id, row.days)
    return Changed(row.id, row.change, approval.id)


def _change_returned(
    session: Session, who: int, today: date, leave: int, *, held: bool = False
) -> tuple[Leave, Approval]:
    looking, row = must_be_seen(session, who, today, leave)
    approval = session.get(Approval, row.change_id or 0, with_for_update=held or None)
    if approval is None or not row.change or approval.state != RETURNED:
        raise CannotBeChangedError
    if looking.staff_id not in {row.staff_id, approval.made_by}:
        raise NotYoursError
    return row, approval


def _changed(
    session: Session, row: Leave, today: date, given: tuple[date | None, bool | None, str | None]
) -> Change:
    day, noon, note = given
    why = row.change_note if note is None else note
    if row.change != BACK:
        if row.first_day <= today:
            raise BegunMeanwhileError
        return Change(None, noon=False, note=why)
    back, half = day or row.back_day or today, row.back_noon if noon is None else noon
    must_be_back(session, row, today, back, noon=half)
    return Change(back, half, why)


def _returned(session: Session, who: int, today: date, leave: int) -> tuple[Viewer, Leave]:
    looking, row = must_be_seen(session, who, today, leave)
    if looking.staff_id not in {row.staff_id, row.made_by}:
        raise NotYoursError
    if row.state != RETURNED:
        raise CannotBeChangedError
    return looking, row


def _weighed(
    session: Session,
    looking: Viewer,
    row: Leave,
    today: date,
    given: tuple[str | None, date | None, date | None, str | None],
) -> Weighed:
    kind, first, last, halves = given
    person = looking.organisation.people[row.staff_id]
    found = checks.grid(session, person, today, kind or row.kind, row.id)
    span = span_of(first or row.first_day, last or row.last_day, halves or _halves(row))
    made = weighed(session, looking, found, span, row)
    if made.beyond != row.beyond:
        raise OtherRouteError
    return made


def _halves(row: Leave) -> str:
    return {
        (False, False): WHOLE,
        (True, False): FROM_NOON,
        (False, True): TO_NOON,
        (True, True): BOTH,
    }[row.first_noon, row.last_noon]
