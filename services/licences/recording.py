"""A licence is recorded, or renewed by a new row, by the back office that keeps the person."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from services import notices
from services.attachments import Attached
from services.history import Employee
from services.licences import reading, rows
from services.licences.rows import CERTIFICATE, KINDS, OTHER
from services.organisation import NotYoursError
from services.store import audit, changes
from services.store.trainingfile import Licence as Row
from services.trainingfile.rights import desk

TOLD = "licence"


class NoSuchLicenceError(Exception):
    """It is no kind of licence."""


class NotCertifiedError(Exception):
    """The person's record has no day on which the certificate was got."""


class ExpiresBeforeError(Exception):
    """A licence would expire before it was issued."""


class SameAgainError(Exception):
    """The last row says the same: nothing is renewed."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What was recorded of whom; `renewed`: it replaces an earlier row."""

    person: Employee
    licence: rows.Licence


@changes
def record(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    now: datetime,
    *,
    staff: int,
    kind: str,
    title: str | None = None,
    number: str,
    issued: date | None = None,
    expires: date | None = None,
    photo: Attached | None = None,
) -> Kept:
    """Record a licence; the person is told. One of a kind and title renews the last.

    UnknownPersonError, NotYoursError, NoSuchLicenceError, NotCertifiedError,
    ExpiresBeforeError, SameAgainError.
    """
    asking = desk(session, who, now.date())
    one = asking.must_keep(staff)
    _fits(one, kind, issued, expires)
    text = {"title": (title or "") if kind == OTHER else "", "number": number}
    row = Row(staff_id=staff, kind=kind, expires=expires, made_at=now)
    row.issued = None if kind == CERTIFICATE else issued
    row.made_by, row.file_id = asking.viewer.staff_id, photo.file_id if photo else None
    row.text = json.dumps(text, ensure_ascii=False)
    new = rows.read(row, one.certified)
    before = reading.last(session, one, new)
    if before and (before.number, before.issued, before.expires) == _said(new) and not photo:
        raise SameAgainError
    session.add(row)
    session.flush()
    audit.record(
        session, now, row.made_by, "licence", licence=row.id, staff=staff, kind=kind, until=expires
    )
    _tell(session, now, new)
    return Kept(one, rows.read(row, one.certified, before.earlier + 1 if before else 0))


def _said(one: rows.Licence) -> tuple[str, date | None, date | None]:
    return one.number, one.issued, one.expires


def _fits(one: Employee, kind: str, issued: date | None, expires: date | None) -> None:
    if kind not in KINDS:
        raise NoSuchLicenceError
    if kind == CERTIFICATE and one.certified is None:
        raise NotCertifiedError
    since = one.certified if kind == CERTIFICATE else issued
    if since and expires and expires < since:
        raise ExpiresBeforeError


def _tell(session: Session, now: datetime, one: rows.Licence) -> None:
    notices.tell(
        session,
        now,
        TOLD,
        one.id,
        [one.staff_id],
        by_day=True,
        licence_kind=one.kind,
        title=one.title,
        expires=one.expires and one.expires.isoformat(),
    )


@changes
def reveal(session: Session, who: int, now: datetime, licence: int) -> rows.Licence:
    """Return a licence with its number and photo, on record; UnknownPersonError, NotYoursError.

    For the person himself, who keeps it and the general manager.
    """
    asking = desk(session, who, now.date())
    row = session.get(Row, licence)
    if row is None or not asking.reads(row.staff_id):
        raise NotYoursError
    me = asking.viewer.staff_id
    audit.record(session, now, me, "licence.shown", licence=row.id, staff=row.staff_id)
    return rows.read(row, asking.org.people[row.staff_id].certified)
