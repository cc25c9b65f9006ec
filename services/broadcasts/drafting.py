"""A notice before it goes: its text, its file, to whom, when; a copy of it for its author."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo

from sqlalchemy.orm import Session

from services import files, notices
from services.attachments import Attached
from services.broadcasts import audience as audiences
from services.broadcasts.audience import FIELDS, UNITS, Audience, Option
from services.broadcasts.parts import LONGEST, parts, tidied, units
from services.broadcasts.reached import Lacking, lacking
from services.broadcasts.rows import (
    DRAFT,
    PREVIEW,
    VOTE,
    NotYourNoticeError,
    author,
    own,
)
from services.broadcasts.when import allowed
from services.organisation import Employee, Organisation, Viewer
from services.store import changes
from services.store.broadcasts import Broadcast

EVERYBODY, CLEAR, URGENT, AT_ONCE = "everybody", "clear", "urgent", "now"
FEWEST, MOST = 2, 4  # answers to choose from


class TooLongError(Exception):
    """The text has more than so many units (the argument)."""


class WrongOptionsError(Exception):
    """A vote has two to four different answers."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as its author sees it; `file` is the name of the file, '' a photo, None nothing.

    `goes_at` is when it would go if it were sent now.
    """

    id: int
    version: int
    text: str
    file: str | None
    answer: str
    options: tuple[str, ...]
    audience: Audience
    units: tuple[str, ...]  # names of the units chosen
    added: tuple[str, ...]  # names of the people added, and of those left out
    without: tuple[str, ...]
    people: tuple[Employee, ...]
    lacking: Lacking
    urgent: bool
    planned_at: datetime | None
    goes_at: datetime


@changes
def write(  # noqa: PLR0913 - the answers of its form
    session: Session,
    who: int,
    now: datetime,
    *,
    text: str,
    file: Attached | None = None,
    answer: str = "",
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


def draft(session: Session, who: int, now: datetime, broadcast: int) -> Draft:
    """Return a draft; UnknownPersonError, NotAnAuthorError, NotYourNoticeError."""
    asking, row = own_draft(session, who, now.date(), broadcast)
    return drawn(session, asking, row, now)


def own_draft(
    session: Session, who: int, today: date, broadcast: int, *, held: bool = False
) -> tuple[Viewer, Broadcast]:
    """Return who asks and his draft; the errors of `own`, so too for one that was sent."""
    asking, row = own(session, who, today, broadcast, held=held)
    if row.state != DRAFT or row.author_id != asking.staff_id:
        raise NotYourNoticeError
    return asking, row


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


def plan_at(session: Session, who: int, today: date, *, broadcast: int, at: datetime) -> Draft:
    """Return the draft as it would be at that moment of the outlet's day; those of `draft`."""
    asking, row = own_draft(session, who, today, broadcast)
    found = drawn(session, asking, row, at)
    return replace(found, planned_at=at, goes_at=allowed(at, urgent=row.urgent))


@changes
def plan(session: Session, who: int, now: datetime, *, broadcast: int, at: datetime) -> Draft:
    """Have a draft go at a moment, without a zone in the outlet's; the errors of `draft`."""
    asking, row = own_draft(session, who, now.date(), broadcast, held=True)
    row.planned_at = in_zone(at, now.tzinfo)
    row.version += 1
    return drawn(session, asking, row, now)


def in_zone(at: datetime, zone: tzinfo | None) -> datetime:
    """Return a moment that was typed as one of the outlet's zone."""
    return at if at.tzinfo else at.replace(tzinfo=zone)


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


def drawn(session: Session, asking: Viewer, row: Broadcast, now: datetime) -> Draft:
    """Return a draft as it stands."""
    to = Audience.read(row.audience)
    org = asking.organisation
    people = tuple(audiences.chosen(asking, to))
    moment = max(row.planned_at or now, now)
    return Draft(
        row.id,
        row.version,
        row.text,
        file_name(session, row),
        row.answer,
        tuple(json.loads(row.options or "[]")),
        to,
        tuple(org.units[one].name for one in sorted(to.units) if one in org.units),
        _names(org, to.people),
        _names(org, to.without),
        people,
        lacking(session, people),
        row.urgent,
        row.planned_at,
        allowed(moment.astimezone(now.tzinfo), urgent=row.urgent),
    )


def file_name(session: Session, row: Broadcast) -> str | None:
    """Return the name of a notice's file: '' for a photo, None where there is none."""
    return None if row.file_id is None else files.kept(session, row.file_id).name


def _names(org: Organisation, staff_ids: frozenset[int]) -> tuple[str, ...]:
    return tuple(org.people[one].name for one in sorted(staff_ids) if one in org.people)
