"""A notice before it goes: its text, its file, to whom, when; a copy of it for its author."""

import json
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from services import files, notices
from services.attachments import Attached
from services.broadcasts import audience as audiences
from services.broadcasts.audience import FIELDS, UNITS, Audience, Option
from services.broadcasts.draft import Draft, drawn, own_draft
from services.broadcasts.parts import LONGEST, parts, tidied, units
from services.broadcasts.rows import (
    DRAFT,
    ONLY_READ,
    PREVIEW,
    VOTE,
    NotYourNoticeError,
    author,
)
from services.organisation import Organisation, Viewer
from services.quiet import allowed
from services.store import changes
from services.store.broadcasts import Broadcast

EVERYBODY, CLEAR, URGENT, AT_ONCE = "everybody", "clear", "urgent", "now"
FEWEST, MOST = 2, 4  # answers to choose from


class TooLongError(Exception):
    """The text has more than so many units (the argument)."""


class PastError(Exception):
    """The moment is over."""


class WrongOptionsError(Exception):
    """A vote has two to four different answers."""


@changes
def write(  # noqa: PLR0913 - the answers of its form
    session: Session,
    who: int,
    now: datetime,
    *,
    text: str,
    file: Attached | None = None,
    answer: str = ONLY_READ,
    options: Sequence[str] | None = None,
) -> Draft:
    """Begin a draft, to nobody yet.

    UnknownPersonError, NotAnAuthorError, TooLongError, WrongOptionsError.
    """
    asking = author(session, who, now.date())
    row = Broadcast(
        author_id=asking.staff_id,
        unit=asking.me.unit,
        made_at=now,
        state=DRAFT,
        version=1,
        text_sealed=b"",
        file_id=file.file_id if file else None,
        answer=answer,
        options_sealed=b"",
        audience_sealed=b"",
        urgent=False,
        parts=0,
        total=0,
        reminders=0,
    )
    put_text(row, text)
    row.options = json.dumps(_options(answer, options), ensure_ascii=False)
    session.add(row)
    session.flush()
    return drawn(session, asking, row, now)


@changes
def reword(session: Session, who: int, now: datetime, *, broadcast: int, text: str) -> Draft:
    """Put another text into a draft; the errors of `draft`, TooLongError."""
    asking, row = own_draft(session, who, now.date(), broadcast, held=True)
    put_text(row, text)
    row.version += 1
    return drawn(session, asking, row, now)


def put_text(row: Broadcast, text: str) -> None:
    """Put a text into a notice; TooLongError."""
    if units(text) > LONGEST:
        raise TooLongError(LONGEST)
    row.text = tidied(text)
    row.parts = len(parts(row.text))


def _options(answer: str, given: Sequence[str] | None) -> list[str]:
    if answer != VOTE:
        return []
    found = [*dict.fromkeys(given or ())]
    if not FEWEST <= len(found) <= MOST:
        raise WrongOptionsError
    return found


def choices(
    session: Session, who: int, now: datetime, broadcast: int, name: str
) -> tuple[Draft, tuple[Option, ...]]:
    """Return a draft and what there is to choose of one of its fields; the errors of `draft`."""
    asking, row = own_draft(session, who, now.date(), broadcast)
    if name not in FIELDS:
        raise NotYourNoticeError
    found = audiences.options(asking, Audience.read(row.audience), name)
    return drawn(session, asking, row, now), tuple(found)


@changes
def turn(  # noqa: PLR0913 - what of which drawing of which draft
    session: Session,
    who: int,
    now: datetime,
    *,
    broadcast: int,
    version: int,
    name: str,
    code: str = "",
) -> Draft:
    """Choose something or choose it no more; on an outdated drawing nothing happens.

    The errors of `draft`.
    """
    asking, row = own_draft(session, who, now.date(), broadcast, held=True)
    if row.version == version:
        _turned(asking, row, name, code)
    return drawn(session, asking, row, now)


def _turned(asking: Viewer, row: Broadcast, name: str, code: str) -> None:
    before = Audience.read(row.audience)
    match name:
        case "urgent":
            row.urgent = not row.urgent
        case "now":
            row.planned_at = None
        case "everybody":
            row.audience = Audience(everybody=True, without=before.without).text
        case "clear":
            row.audience = Audience().text
        case _ if any(code == one.code for one in audiences.options(asking, before, name)):
            if name == UNITS:
                code = _unit_code(asking.organisation, code)
            row.audience = before.turned(name, code).text
    row.version += 1


def _unit_code(org: Organisation, number: str) -> str:
    return next(one.code for one in org.units.values() if str(one.id) == number)


def weigh(
    session: Session, who: int, today: date, *, broadcast: int, at: datetime
) -> tuple[datetime, datetime]:
    """Return a moment (of the outlet's zone, which it does not name), and when it would go then.

    The errors of `draft`.
    """
    _, row = own_draft(session, who, today, broadcast)
    return at, allowed(at, urgent=row.urgent)


@changes
def plan(session: Session, who: int, now: datetime, *, broadcast: int, at: datetime) -> Draft:
    """Have a draft go at a moment of the outlet's zone; the errors of `draft`, PastError."""
    asking, row = own_draft(session, who, now.date(), broadcast, held=True)
    moment = at.replace(tzinfo=now.tzinfo)
    if moment <= now:
        raise PastError
    row.planned_at = moment
    row.version += 1
    return drawn(session, asking, row, now)


@changes
def drop(session: Session, who: int, now: datetime, broadcast: int) -> None:
    """Forget a draft and its file; the errors of `draft`."""
    _, row = own_draft(session, who, now.date(), broadcast, held=True)
    file_id = row.file_id
    session.delete(row)
    session.flush()
    if file_id is not None:
        files.drop(session, file_id)


@changes
def preview(session: Session, who: int, now: datetime, broadcast: int) -> None:
    """Send its author a copy, by the same way as it will go out; the errors of `draft`."""
    asking, row = own_draft(session, who, now.date(), broadcast, held=True)
    about = f"{row.id}.{row.version}.{int(now.timestamp())}"
    told = [asking.staff_id]
    notices.tell(session, now, PREVIEW, about, told, pieces=row.pieces, broadcast=row.id)
