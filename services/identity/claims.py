"""Accounts that wait for somebody's word: listed, confirmed, refused, one by one or by page."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from services import notices
from services.identity.asking import CONFIRMED, KIND, REFUSED, WAITING
from services.identity.confirmers import bound, confirmers
from services.identity.status import OutdatedError
from services.identity.ties import Tie, bind
from services.organisation import Employee, Viewer, viewer
from services.store import audit, changes
from services.store.people import Binding

PAGE = 5
MARK_BYTES = 5


class NotYoursToConfirmError(Exception):
    """There is no such claim, or it is for somebody else to say whose account that is."""


@dataclass(frozen=True, slots=True)
class Claim:
    """An account, under its name and @, that says it is a person; and who decided what when."""

    id: int
    employee: Employee
    unit: str
    shown: str
    opened_at: datetime
    state: str
    decided_at: datetime | None
    decided_by: str | None  # the name


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the claims, the oldest first; `mark` tells whether they are still the same.

    `clear`: no two are of one person or one account, so they may be confirmed together.
    """

    number: int
    claims: tuple[Claim, ...]
    total: int
    mark: int
    clear: bool


def waiting(session: Session, who: int, today: date, number: int) -> Page:
    """Return a page (from 1; the last one beyond it) of the claims that wait for whoever asks.

    UnknownPersonError.
    """
    asking = viewer(session, who, today)
    rows = _mine(session, asking)
    number = max(1, min(number, -(-len(rows) // PAGE)))
    shown = _of_page(rows, number)
    claims = tuple(_claim(asking, row) for row in shown)
    return Page(number, claims, len(rows), _mark(shown), _is_clear(shown))


def claim(session: Session, who: int, today: date, claim_id: int) -> Claim:
    """Return one claim; UnknownPersonError, NotYoursToConfirmError."""
    asking = viewer(session, who, today)
    return _claim(asking, _must_be_mine(session, asking, claim_id))


@changes
def confirm(session: Session, who: int, now: datetime, claim_id: int) -> Claim:
    """Say that the account is the person's: it is bound, and the person is welcomed.

    A claim that is decided already is returned as it is. UnknownPersonError,
    NotYoursToConfirmError, AlreadyBoundError.
    """
    asking = viewer(session, who, now.date())
    row = _must_be_mine(session, asking, claim_id)
    _confirm(session, asking, row, now)
    return _claim(asking, row)


@changes
def confirm_page(
    session: Session, who: int, now: datetime, number: int, mark: int
) -> tuple[Claim, ...]:
    """Confirm all claims of a page at once; OutdatedError if they are not the ones of the mark.

    As `confirm`.
    """
    asking = viewer(session, who, now.date())
    rows = _of_page(_mine(session, asking), number)
    if not rows or _mark(rows) != mark or not _is_clear(rows):
        raise OutdatedError
    for row in rows:
        _confirm(session, asking, row, now)
    return tuple(_claim(asking, row) for row in rows)


@changes
def refuse(session: Session, who: int, now: datetime, claim_id: int) -> Claim:
    """Say that the account is not the person's; it is told. As `confirm`."""
    asking = viewer(session, who, now.date())
    row = _must_be_mine(session, asking, claim_id)
    if _decide(session, row, REFUSED, asking.staff_id, now):
        audit.record(
            session,
            now,
            asking.staff_id,
            "account refused",
            staff=row.staff_id,
            telegram_id=row.telegram_id,
        )
        language = row.language
        notices.tell_chat(session, now, "refused", row.id, row.telegram_id, language=language)
    return _claim(asking, row)


def _confirm(session: Session, asking: Viewer, row: Binding, now: datetime) -> None:
    if not _decide(session, row, CONFIRMED, asking.staff_id, now):
        return
    bind(session, now, Tie(row.telegram_id, row.staff_id, row.language), by=asking.staff_id)
    name = asking.organisation.people[row.staff_id].name
    notices.tell(session, now, "welcome", row.id, [row.staff_id], name=name)


def _decide(session: Session, row: Binding, state: str, by: int, now: datetime) -> bool:
    """Decide a claim that waits; of two who decide at once one does. Tell whether it was this."""
    decided = session.execute(
        update(Binding)
        .where(Binding.id == row.id, Binding.state == WAITING)
        .values(state=state, decided_at=now, decided_by=by)
        .returning(Binding.id)
    )
    ours = decided.first() is not None
    session.refresh(row)
    if ours:
        notices.call_back(session, now, KIND, row.id)
    return ours


def _mine(session: Session, asking: Viewer) -> Sequence[Binding]:
    """Return the claims that wait for whoever asks, oldest first."""
    chosen = select(Binding).where(Binding.state == WAITING)
    rows = session.scalars(chosen).all()
    has = bound(session) if rows else frozenset()
    mine = [row for row in rows if _is_mine(asking, has, row)]
    people = asking.organisation.people
    return sorted(mine, key=lambda row: (row.opened_at, people[row.staff_id].number, row.id))


def _of_page(rows: Sequence[Binding], number: int) -> Sequence[Binding]:
    return rows[(max(number, 1) - 1) * PAGE :][:PAGE]


def _must_be_mine(session: Session, asking: Viewer, claim_id: int) -> Binding:
    row = session.get(Binding, claim_id)
    if row is None or row.staff_id not in asking.organisation.people:
        raise NotYoursToConfirmError
    if row.decided_by != asking.staff_id and not _is_mine(asking, bound(session), row):
        raise NotYoursToConfirmError
    return row


def _is_mine(asking: Viewer, has: frozenset[int], row: Binding) -> bool:
    """Tell whether it is for whoever asks to confirm: by the organisation of this moment."""
    org = asking.organisation
    person = org.people.get(row.staff_id)
    if person is None or not person.works_on(org.day):
        return False
    return asking.staff_id in confirmers(org, has, person)


def _claim(asking: Viewer, row: Binding) -> Claim:
    org = asking.organisation
    person, by = org.people[row.staff_id], org.people.get(row.decided_by or 0)
    return Claim(
        row.id,
        person,
        org.unit_name(person),
        row.shown,
        row.opened_at,
        row.state,
        row.decided_at,
        by.name if by else None,
    )


def _is_clear(rows: Sequence[Binding]) -> bool:
    people, accounts = {row.staff_id for row in rows}, {row.telegram_id for row in rows}
    return len(people) == len(accounts) == len(rows)


def _mark(rows: Sequence[Binding]) -> int:
    text = " ".join(str(row.id) for row in rows)
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:MARK_BYTES])
