"""A manager writes his report: section by section, over days, until it goes to the director."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import notices, organisation
from services.history import Employee, history
from services.month import Month
from services.organisation import viewer
from services.reports import duty, lateness, rows
from services.reports.figures import Figures, compute
from services.reports.rows import DRAFT, REQUIRED, SECTIONS, SUBMITTED, Content, Standing
from services.store import changes
from services.store.reports import Report

LONGEST = 1000
LISTENS = timedelta(hours=12)
TOLD = "report_submitted"


class NothingOwedError(Exception):
    """Whoever asks owes no report on the month."""

    def __init__(self, month: Month) -> None:
        super().__init__(str(month))
        self.month = month


class HandedInError(Exception):
    """The report lies with the director: nothing is written in it now."""


class UnknownSectionError(Exception):
    """There is no such section."""


class TextError(Exception):
    """An answer is empty or longer than `LONGEST`."""


class SectionsMissingError(Exception):
    """Sections that have to be written are not."""

    def __init__(self, sections: tuple[str, ...]) -> None:
        super().__init__(sections)
        self.sections = sections


@dataclass(frozen=True, slots=True)
class Own:
    """One's own report: how it stands, its figures (as handed in, or as of now), its answers.

    `to`: the names of whom it goes to. `asking`: the section that what is typed now answers.
    """

    author: Employee
    unit: str
    month: Month
    report: int
    standing: Standing
    figures: Figures
    answers: Mapping[str, str]
    due: datetime
    to: tuple[str, ...]
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


@dataclass(frozen=True, slots=True)
class Done:
    """One's own report after a press; not `done`: the card was outdated, nothing changed."""

    own: Own
    done: bool


def own(session: Session, who: int, now: datetime, month: Month | None = None) -> Own:
    """Return one's own report on a month, that due now with none.

    UnknownPersonError, NothingOwedError.
    """
    me, month, row = _mine(session, who, now, month)
    return _drawn(session, now, me, month, row)


def _mine(
    session: Session, who: int, now: datetime, month: Month | None
) -> tuple[Employee, Month, Report | None]:
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


def _drawn(session: Session, now: datetime, me: Employee, month: Month, row: Report | None) -> Own:
    org, done = organisation.on(session, now.date()), rows.entries(session, row.id if row else 0)
    standing = rows.standing(session, row, done)
    handed = rows.content(done) if standing.state != DRAFT else None
    staff_id, last = me.staff_id, duty.month_of(now.date())
    return Own(
        me,
        org.unit_name(me),
        month,
        row.id if row else 0,
        standing,
        handed.figures if handed else compute(session, staff_id, month),
        handed.answers if handed else rows.answers(row),
        duty.due(month),
        tuple(org.people[one].name for one in sorted(duty.judges(org, staff_id))),
        _asked(row, now),
        earlier=rows.of(session, staff_id, month.later(-1)) is not None,
        later=month < last and _there(session, staff_id, month.later(1), now),
        reads=bool(duty.READS & me.posts),
    )


def _there(session: Session, staff_id: int, month: Month, now: datetime) -> bool:
    known = rows.of(session, staff_id, month) is not None
    return known or _may_open(session, staff_id, month, now)


def _asked(row: Report | None, now: datetime) -> str:
    """Return the section that what is typed now answers; '' if nothing was asked of late."""
    if row is None or row.state != DRAFT or row.asked_at is None:
        return ""
    return row.asking if now - row.asked_at <= LISTENS else ""


@changes
def ask(session: Session, who: int, now: datetime, month: Month, section: str) -> Own:
    """Have the next message answer a section ('' none: he leaves off writing).

    UnknownPersonError, NothingOwedError, HandedInError, UnknownSectionError.
    """
    me, month, row = _writable(session, who, now, month)
    if section and section not in SECTIONS:
        raise UnknownSectionError
    _stop(session, me.staff_id)
    row.asking, row.asked_at = section, now if section else None
    session.flush()
    return _drawn(session, now, me, month, row)


def _writable(
    session: Session, who: int, now: datetime, month: Month
) -> tuple[Employee, Month, Report]:
    me, month, _row = _mine(session, who, now, month)
    row = rows.opened(session, me.staff_id, month)
    if row.state != DRAFT:
        raise HandedInError
    return me, month, row


def _stop(session: Session, staff_id: int) -> None:
    """Ask nothing any more, in whichever of his reports."""
    chosen = select(Report).where(Report.staff_id == staff_id, Report.asking != "")
    for one in session.scalars(chosen.with_for_update()):
        one.asking, one.asked_at = "", None


def listens(session: Session, who: int, now: datetime) -> bool:
    """Tell whether what the account types now answers a section; UnknownPersonError."""
    me = viewer(session, who, now.date()).me
    return _listening(session, me.staff_id, now) is not None


def _listening(session: Session, staff_id: int, now: datetime) -> Report | None:
    chosen = select(Report).where(Report.staff_id == staff_id, Report.asking != "")
    return next((one for one in session.scalars(chosen) if _asked(one, now)), None)


@changes
def answer(session: Session, who: int, now: datetime, text: str) -> tuple[str, Own]:
    """Keep what was typed as the section asked for; ask for the next one that is not written.

    Returns the section that was answered. UnknownPersonError, HandedInError, TextError.
    """
    me = viewer(session, who, now.date()).me
    found = _listening(session, me.staff_id, now)
    if found is None:
        raise HandedInError
    row, section = rows.opened(session, me.staff_id, found.month), found.asking
    kept = text.strip()
    if not kept or len(kept) > LONGEST:
        raise TextError
    rows.write(row, section, kept)
    row.version += 1
    row.asking = _next(rows.answers(row), section)
    row.asked_at = now if row.asking else None
    session.flush()
    return section, _drawn(session, now, me, row.month, row)


def _next(written: Mapping[str, str], section: str) -> str:
    """Return the first section after this one that is not written; '' if there is none."""
    rest = SECTIONS[SECTIONS.index(section) + 1 :]
    return next((one for one in rest if one not in written), "")


@changes
def clear(session: Session, who: int, now: datetime, month: Month, section: str) -> Own:
    """Take an answer away; errors of `ask`."""
    me, month, row = _writable(session, who, now, month)
    if section not in SECTIONS:
        raise UnknownSectionError
    if section in rows.answers(row):
        rows.write(row, section, "")
        row.version += 1
    session.flush()
    return _drawn(session, now, me, month, row)


@changes
def submit(session: Session, who: int, now: datetime, month: Month, version: int) -> Done:
    """Hand the report in: its figures stay as they are now, the director is told.

    On an outdated card, or a second press, nothing is done. UnknownPersonError,
    NothingOwedError, SectionsMissingError.
    """
    me, month, _row = _mine(session, who, now, month)
    row = rows.opened(session, me.staff_id, month)
    if row.state != DRAFT or row.version != version:
        return Done(_drawn(session, now, me, month, row), done=False)
    written = rows.answers(row)
    if missing := tuple(one for one in REQUIRED if one not in written):
        raise SectionsMissingError(missing)
    row.state, row.asking, row.asked_at = SUBMITTED, "", None
    reported = Content(compute(session, me.staff_id, month), written)
    number = rows.note(session, now, row, SUBMITTED, me.staff_id, content=reported.text())
    if not row.late and not rows.was_in_time(rows.entries(session, row.id), month):
        lateness.mark(session, now, row)
    _tell(session, now, me, row, number)
    return Done(_drawn(session, now, me, month, row), done=True)


def _tell(session: Session, now: datetime, me: Employee, row: Report, number: int) -> None:
    org = organisation.on(session, now.date())
    notices.tell(
        session,
        now,
        TOLD,
        f"{row.id}.{number}",
        duty.judges(org, me.staff_id),
        report=row.id,
        month=str(row.month),
        name=me.name,
        unit=org.unit_name(me),
        late=duty.is_late(row.month, now),
    )
