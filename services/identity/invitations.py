"""Invitations: one-use codes; whoever opens one waits until it is confirmed who that is."""

import hashlib
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from services import organisation
from services.identity.status import LACKING, OutdatedError, State, statuses
from services.identity.ties import hold, revoke
from services.organisation import Employee, NotYoursError, Organisation, viewer
from services.store import audit, changes
from services.store.people import Invitation

CODE_BYTES = 16
VALID = timedelta(days=7)


@dataclass
class UninvitableError(Exception):
    """Nobody was invited, as some cannot be: their states by 工号."""

    states: Mapping[str, State | None]  # none: no such person


@dataclass(frozen=True, slots=True)
class Invited:
    """A person and the code that was made for him: it is told once and kept nowhere."""

    employee: Employee
    unit: str
    code: str
    expires_at: datetime


@changes
def invite(session: Session, who: int, now: datetime, staff_id: int, version: int) -> Invited:
    """Invite one of those whom whoever asks may see; an earlier code of the person ends.

    `version` is that of the card which asked. UnknownPersonError, NotYoursError, OutdatedError.
    """
    asking = viewer(session, who, now.date())
    person = asking.must_see(staff_id)
    if staff_id == asking.staff_id:
        raise NotYoursError
    hold(session, [staff_id])
    found = statuses(session, now, asking.organisation).of(person)
    if found.version != version or found.state not in LACKING | {State.WAITING}:
        raise OutdatedError
    (invited,) = issue(session, now, asking.organisation, [person], asking.staff_id)
    return invited


@changes
def invite_all(session: Session, who: int, now: datetime, version: int) -> tuple[Invited, ...]:
    """Invite all whom whoever asks may see and who neither have nor claim an account.

    `version` counts the invitations so far. UnknownPersonError, OutdatedError.
    """
    asking = viewer(session, who, now.date())
    org = asking.organisation
    hold(session, org.seen_by(asking.me))
    status = statuses(session, now, org)
    if status.version != version:
        raise OutdatedError
    people = status.lacking(org.people[one] for one in org.seen_by(asking.me))
    return issue(session, now, org, people, asking.staff_id)


@changes
def invite_by_number(
    session: Session, now: datetime, numbers: Sequence[str], valid: timedelta
) -> tuple[Invited, ...]:
    """Invite the people with these 工号; without any, all who neither have nor claim an account.

    UninvitableError if one of them has an account, is gone or does not exist: then nobody is.
    """
    org = organisation.on(session, now.date())
    status = statuses(session, now, org)
    if not numbers:
        return issue(session, now, org, status.lacking(org.people.values()), None, valid)
    known = {one.number: one for one in org.people.values()}
    states = {one: status.of(known[one]).state if one in known else None for one in numbers}
    if wrong := {one: state for one, state in states.items() if not _can_be(state)}:
        raise UninvitableError(wrong)
    return issue(session, now, org, [known[one] for one in states], None, valid)


def _can_be(state: State | None) -> bool:
    return state in LACKING or state is State.WAITING


def issue(  # noqa: PLR0913, PLR0917 - who, by whom, for how long
    session: Session,
    now: datetime,
    org: Organisation,
    people: Iterable[Employee],
    by: int | None,
    valid: timedelta = VALID,
) -> tuple[Invited, ...]:
    """Make a code for each of the people; their earlier ones end."""
    made = []
    for one in people:
        row = Invitation(confirms_itself=False, recovers=False, made_by=by)
        code = _code(session, row, one.staff_id, now, valid)
        made.append(Invited(one, org.unit_name(one), code, now + valid))
    numbers = [one.employee.number for one in made]
    audit.record(session, now, by, "invited", people=numbers, until=now + valid)
    return tuple(made)


@changes
def self_confirming(
    session: Session, staff_id: int, now: datetime, valid: timedelta, *, recovers: bool = False
) -> str:
    """Return a code that binds whoever opens it without anybody's word; an earlier one ends.

    An administrator's binds only while no administrator is bound, unless it `recovers`.
    """
    audit.record(session, now, None, "invited", staff=staff_id, confirms_itself=True)
    how = Invitation(confirms_itself=True, recovers=recovers)
    return _code(session, how, staff_id, now, valid)


def hashed(code: str) -> bytes:
    """Return what is kept of a code."""
    return hashlib.sha256(code.encode()).digest()


def _code(
    session: Session, row: Invitation, staff_id: int, now: datetime, valid: timedelta
) -> str:
    """Complete the row of an invitation; return its code."""
    revoke(session, now, staff_id)
    code = secrets.token_urlsafe(CODE_BYTES)
    row.code_hash, row.staff_id = hashed(code), staff_id
    row.made_at, row.expires_at = now, now + valid
    session.add(row)
    return code
