"""Workbooks that the back office sends in the chat: taken, checked, saved once he says so.

Anyone of the back office may bring in every workbook; the audit says who did.
"""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath

from sqlalchemy.orm import Session

from services import files, jobs
from services.facts.archive import MEGABYTE, NotAWorkbookError, TooLargeError
from services.facts.workbook import MOST_BYTES_IN_CHAT
from services.jobs import Job
from services.organisation import BACK_OFFICE, Viewer, viewer
from services.store import changes

CHECK, SAVE = "import.check", "import.save"
SUFFIXES = frozenset({".xlsx", ".csv"})


class NotBackOfficeError(Exception):
    """Whoever asks works here, but not in the back office."""


class NothingToSaveError(Exception):
    """The preview was decided on already, or is none that can be saved."""


@dataclass(frozen=True)
class Sent:
    """A document as it was sent: where Telegram keeps it, its name, its size if that is told."""

    file: str
    name: str
    size: int | None
    language: str


def office(session: Session, who: int, today: date) -> Viewer:
    """Return who asks if he is of the back office; UnknownPersonError, NotBackOfficeError."""
    asking = viewer(session, who, today)
    if BACK_OFFICE not in asking.posts:
        raise NotBackOfficeError
    return asking


@changes
def receive(session: Session, who: int, now: datetime, sent: Sent) -> None:
    """Have a workbook checked.

    UnknownPersonError, NotBackOfficeError; NotAWorkbookError and TooLargeError by the name and
    the size alone: nothing was fetched yet.
    """
    office(session, who, now.date())
    if PurePath(sent.name.lower()).suffix not in SUFFIXES:
        raise NotAWorkbookError
    if (sent.size or 0) > MOST_BYTES_IN_CHAT:
        raise TooLargeError(MOST_BYTES_IN_CHAT // MEGABYTE)
    data = {"telegram_file": sent.file, "name": sent.name, "language": sent.language}
    jobs.add(session, CHECK, now, data, telegram_id=who)


@changes
def confirm(
    session: Session, who: int, now: datetime, check_id: int, message_id: int | None
) -> int | None:
    """Have a checked workbook saved; the message is the card that will say what came of it.

    Returns the batch if it is saved already: whoever presses twice changes nothing.
    UnknownPersonError, NotBackOfficeError, NothingToSaveError.
    """
    asking = office(session, who, now.date())
    check = _check(session, check_id, who)
    if check.data.get("then"):
        return _saved(session, check.data["then"], who)
    if not check.result or not check.result["changes"] or "then" in check.data:
        raise NothingToSaveError
    kept = {key: check.result[key] for key in ("file", "name", "mark", "today")}
    data = {**kept, "by": asking.staff_id, "language": check.data["language"]}
    then = jobs.add(session, SAVE, now, data, telegram_id=who, message_id=message_id)
    jobs.note(session, check, {"then": then})
    return None


@changes
def discard(session: Session, who: int, now: datetime, check_id: int) -> None:
    """Forget a checked workbook.

    UnknownPersonError, NotBackOfficeError, NothingToSaveError.
    """
    office(session, who, now.date())
    check = _check(session, check_id, who)
    if "then" in check.data or not check.result:
        raise NothingToSaveError
    files.drop(session, check.data["file"])
    jobs.note(session, check, {"then": 0})


def _check(session: Session, check_id: int, who: int) -> Job:
    """Return a check that the account asked for, alone for this transaction."""
    found = jobs.asked(session, check_id, CHECK, who)
    if found is None:
        raise NothingToSaveError
    return found


def _saved(session: Session, save_id: int, who: int) -> int | None:
    job = jobs.asked(session, save_id, SAVE, who)
    if job is None or job.state == jobs.FAILED:
        raise NothingToSaveError
    return None if job.result is None else int(job.result["batch"])
