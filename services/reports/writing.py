"""A manager writes his report by sections, over days: what he types answers what is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.history import Employee
from services.month import Month
from services.organisation import viewer
from services.reports import rows
from services.reports.own import asked, mine
from services.reports.rows import DRAFT, SECTIONS
from services.store import changes
from services.store.reports import Report

LONGEST = 1000


class HandedInError(Exception):
    """The report lies with the director: nothing is written in it now."""


class UnknownSectionError(Exception):
    """There is no such section."""


class TextError(Exception):
    """An answer is empty or longer than `LONGEST`."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The section of a report that the next message answers ('' none), and what is written."""

    month: Month
    section: str
    answers: Mapping[str, str]


@changes
def ask(session: Session, who: int, now: datetime, month: Month, section: str) -> Asked:
    """Have the next message answer a section ('' none: he leaves off writing).

    UnknownPersonError, NothingOwedError, HandedInError, UnknownSectionError.
    """
    if section and section not in SECTIONS:
        raise UnknownSectionError
    me, month, found = mine(session, who, now, month)
    if found is None and not section:
        return Asked(month, "", {})
    me, month, row = _writable(session, who, now, month)
    _stop(session, me.staff_id)
    row.asking, row.asked_at = section, now if section else None
    session.flush()
    return Asked(month, section, rows.answers(row))


def _writable(
    session: Session, who: int, now: datetime, month: Month
) -> tuple[Employee, Month, Report]:
    me, month, _row = mine(session, who, now, month)
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
    return next((one for one in session.scalars(chosen) if asked(one, now)), None)


@changes
def answer(session: Session, who: int, now: datetime, text: str) -> tuple[str, Asked]:
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
    return section, Asked(row.month, row.asking, rows.answers(row))


def _next(written: Mapping[str, str], section: str) -> str:
    """Return the first section after this one that is not written; '' if there is none."""
    rest = SECTIONS[SECTIONS.index(section) + 1 :]
    return next((one for one in rest if one not in written), "")


@changes
def clear(session: Session, who: int, now: datetime, month: Month, section: str) -> None:
    """Take an answer away; errors of `ask`."""
    _me, month, found = mine(session, who, now, month)
    if section not in SECTIONS:
        raise UnknownSectionError
    if found is None:
        return
    _me, month, row = _writable(session, who, now, month)
    if section in rows.answers(row):
        rows.write(row, section, "")
        row.version += 1
    session.flush()
