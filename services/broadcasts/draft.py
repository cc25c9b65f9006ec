"""A notice that is not sent yet, as its author sees it."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from services import files
from services.broadcasts import audience as audiences
from services.broadcasts.audience import Audience
from services.broadcasts.reached import Lacking, lacking
from services.broadcasts.rows import DRAFT, NotYourNoticeError, author, own
from services.organisation import Employee, Organisation, Viewer, sorted_people
from services.quiet import allowed
from services.store.broadcasts import Broadcast


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as its author sees it; `file` is the name of the file, '' a photo, None nothing.

    `wanted_at` is the moment planned, now at the earliest; `goes_at` is when it would go then.
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
    wanted_at: datetime
    goes_at: datetime

    @property
    def quiet(self) -> bool:
        """Whether it waits for the end of the quiet hours."""
        return not self.urgent and self.goes_at != self.wanted_at


def draft(session: Session, who: int, now: datetime, broadcast: int) -> Draft:
    """Return a draft; UnknownPersonError, NotAnAuthorError, NotYourNoticeError."""
    asking, row = own_draft(session, who, now.date(), broadcast)
    return drawn(session, asking, row, now)


def may_write(session: Session, who: int, today: date) -> None:
    """Let an author through; UnknownPersonError, NotAnAuthorError."""
    author(session, who, today)


def own_draft(
    session: Session, who: int, today: date, broadcast: int, *, held: bool = False
) -> tuple[Viewer, Broadcast]:
    """Return who asks and his draft; the errors of `own`, so too for one that was sent."""
    asking, row = own(session, who, today, broadcast, held=held)
    if row.state != DRAFT or row.author_id != asking.staff_id:
        raise NotYourNoticeError
    return asking, row


def drawn(session: Session, asking: Viewer, row: Broadcast, now: datetime) -> Draft:
    """Return a draft as it stands."""
    to = Audience.read(row.audience)
    org = asking.organisation
    people = tuple(audiences.chosen(asking, to))
    moment = max(row.planned_at or now, now).astimezone(now.tzinfo)
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
        moment,
        allowed(moment, urgent=row.urgent),
    )


def file_name(session: Session, row: Broadcast) -> str | None:
    """Return the name of a notice's file: '' for a photo, None where there is none."""
    return None if row.file_id is None else files.kept(session, row.file_id).name


def _names(org: Organisation, staff_ids: frozenset[int]) -> tuple[str, ...]:
    known = [org.people[one] for one in staff_ids if one in org.people]
    return tuple(one.name for one in sorted_people(known))
