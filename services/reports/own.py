"""A manager's own report as he sees it: prefilled, as far as he wrote, or as he handed it in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from services import organisation
from services.history import Employee, history
from services.month import Month
from services.organisation import viewer
from services.reports import duty, rows
from services.reports.computing import compute
from services.reports.figures import Change, Figures, changes_since
from services.reports.rows import DRAFT, REQUIRED, Standing
from services.store.reports import Report

LISTENS = timedelta(hours=12)


class NothingOwedError(Exception):
    """Whoever asks owes no report on the month."""

    def __init__(self, month: Month) -> None:
        super().__init__(str(month))
        self.month = month


@dataclass(frozen=True, slots=True)
class Own:
    """One's own report: how it stands, its figures (as handed in, or as of now), its answers.

    `to`: the names of whom it goes to. `changed`: of its figures, since it was handed in.
    `asking`: the section that what is typed now answers.
    """

    author: Employee
    unit: str
    month: Month
    report: int
    standing: Standing
    figures: Figures
    answers: Mapping[str, str]
    due: datetime
    over: bool  # the deadline
    to: tuple[str, ...]
    changed: tuple[Change, ...] = ()
    asking: str = ""
    earlier: bool = False
    later: bool = False
    reads: bool = False

    @property
    def is_draft(self) -> bool:
        """Whether it may be written in."""
        return self.standing.state == DRAFT

    @property
    def missing(self) -> tuple[str, ...]:
        """The sections that have to be written and are not."""
        return tuple(one for one in REQUIRED if one not in self.answers)


def own(session: Session, who: int, now: datetime, month: Month | None = None) -> Own:
    """Return one's own report on a month, that due now with none.

    UnknownPersonError, NothingOwedError.
    """
    me, month, row = mine(session, who, now, month)
    return drawn(session, now, me, month, row)


def mine(
    session: Session, who: int, now: datetime, month: Month | None
) -> tuple[Employee, Month, Report | None]:
    """Return whoever asks, the month and his report; errors of `own`."""
    me = viewer(session, who, now.date()).me
    month = month or duty.month_of(now.date())
    row = rows.of(session, me.staff_id, month)
    if row is None and not _may_open(session, me.staff_id, month, now):
        raise NothingOwedError(month)
    return me, month, row


def _may_open(session: Session, staff_id: int, month: Month, now: datetime) -> bool:
    """Tell whether the report on a month can be begun: it is the one due now, and owed."""
    if month != duty.month_of(now.date()):
        return False
    return duty.owes(history(session), staff_id, month, now.date())


def drawn(session: Session, now: datetime, me: Employee, month: Month, row: Report | None) -> Own:
    """Return somebody's report as he sees it."""
    org, done = organisation.on(session, now.date()), rows.entries(session, row.id if row else 0)
    standing = rows.standing(session, row, done)
    handed = rows.content(done) if standing.state != DRAFT else None
    staff_id, last = me.staff_id, duty.month_of(now.date())
    figures = compute(session, staff_id, month)
    return Own(
        me,
        org.unit_name(me),
        month,
        row.id if row else 0,
        standing,
        handed.figures if handed else figures,
        handed.answers if handed else rows.answers(row),
        duty.due(month),
        duty.is_late(month, now),
        tuple(org.people[one].name for one in sorted(duty.judges(org, staff_id))),
        changes_since(handed.figures, figures) if handed else (),
        asked(row, now),
        earlier=rows.of(session, staff_id, month.later(-1)) is not None,
        later=month < last and _there(session, staff_id, month.later(1), now),
        reads=bool(duty.READS & me.posts),
    )


def _there(session: Session, staff_id: int, month: Month, now: datetime) -> bool:
    known = rows.of(session, staff_id, month) is not None
    return known or _may_open(session, staff_id, month, now)


def asked(row: Report | None, now: datetime) -> str:
    """Return the section that what is typed now answers; '' if nothing was asked of late."""
    if row is None or row.state != DRAFT or row.asked_at is None:
        return ""
    return row.asking if now - row.asked_at <= LISTENS else ""
