"""Leave that was returned: changed where it has to be, and asked for again."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from services.approvals import machine
from services.approvals.machine import RETURNED, RUNNING
from services.leave import checks
from services.leave.asking import BOTH, FROM_NOON, TO_NOON, WHOLE, Weighed, span_of, weighed
from services.leave.changing import CannotBeChangedError, must_be_seen
from services.organisation import NotYoursError, Viewer
from services.store import changes
from services.store.leave import Leave


class OtherRouteError(Exception):
    """Changed like that it would go another way: it has to be asked for anew."""


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
