"""Which days can be picked for leave, month by month."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from services.days import Days
from services.facts.months import closed_months
from services.leave import checks
from services.leave.changing import must_be_seen
from services.leave.checks import Grid
from services.leave.ledger import CERTIFIED
from services.month import Month
from services.organisation import viewer

DAY = timedelta(1)


def starts(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    today: date,
    month: Month,
    *,
    kind: str | None,
    staff: int = 0,
    leave: int = 0,
) -> Days:
    """Return on which days leave can begin; UnknownPersonError, NotYoursError.

    `staff`: whose, 0 one's own; `leave`: what is changed, whose own days are free.
    """
    found = _grid(session, who, today, kind, (staff, leave))
    first = None if found.kind in CERTIFIED else today + DAY
    return Days.judged(month, found.refused, first)


def ends(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    today: date,
    month: Month,
    *,
    kind: str | None,
    first: date | None,
    staff: int = 0,
    leave: int = 0,
) -> Days:
    """Return on which days leave can end; errors as of `starts`."""
    found = _grid(session, who, today, kind, (staff, leave))
    if first is None and leave:
        first = must_be_seen(session, who, today, leave)[1].first_day
    begun = first or today
    return Days.judged(month, lambda day: found.refused(day, begun), begun)


def _grid(
    session: Session, who: int, today: date, kind: str | None, about: tuple[int, int]
) -> Grid:
    staff, leave = about
    if leave:
        looking, row = must_be_seen(session, who, today, leave)
        person = looking.organisation.people[row.staff_id]
        return checks.grid(session, person, today, kind or row.kind, leave)
    asking = viewer(session, who, today)
    person = asking.must_see(staff or asking.staff_id)
    return checks.grid(session, person, today, kind or "")


def backs(session: Session, who: int, today: date, month: Month, *, leave: int) -> Days:
    """Return on which days somebody can have come back early; errors as of `starts`."""
    _looking, row = must_be_seen(session, who, today, leave)
    last, closed = min(row.last_day, today), closed_months(session)

    def judge(day: date) -> str | None:
        if not row.first_day <= day <= last:
            return checks.BEFORE
        return checks.CLOSED if Month.of(day) in closed else None

    return Days.judged(month, judge, row.first_day, last)
