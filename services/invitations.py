"""Invitations: a one-use code that binds a Telegram account to a person."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from services.store import audit, changes
from services.store.people import Account, Invitation

CODE_BYTES = 16


class InvitationUnusableError(Exception):
    """The code is unknown, used or expired: which of them is nobody's business."""


class AlreadyBoundError(Exception):
    """The account belongs to somebody else already, or the person has another account."""


@changes
def invite(session: Session, staff_id: int, now: datetime, valid: timedelta) -> str:
    """Return a new code for the person, usable once within the time; only its hash is kept."""
    code = secrets.token_urlsafe(CODE_BYTES)
    session.add(
        Invitation(
            code_hash=_hash(code),
            staff_id=staff_id,
            made_at=now,
            confirms_itself=True,
            expires_at=now + valid,
        )
    )
    return code


@changes
def accept(session: Session, telegram_id: int, code: str, now: datetime) -> int:
    """Bind the account to the invited person and return the staff id.

    Once bound, the same account may open the same invitation again to no effect.
    InvitationUnusableError, AlreadyBoundError.
    """
    staff_id = session.scalar(
        select(Invitation.staff_id).where(Invitation.code_hash == _hash(code))
    )
    if staff_id is None:
        raise InvitationUnusableError
    accounts = session.scalars(
        select(Account).where(
            or_(Account.telegram_id == telegram_id, Account.staff_id == staff_id)
        )
    ).all()
    if [(one.telegram_id, one.staff_id) for one in accounts] == [(telegram_id, staff_id)]:
        return staff_id
    _use(session, code, now)
    if accounts:
        raise AlreadyBoundError
    session.add(Account(telegram_id=telegram_id, staff_id=staff_id, language=None, bound_at=now))
    audit.record(session, now, staff_id, "account bound", telegram_id=telegram_id)
    return staff_id


def _use(session: Session, code: str, now: datetime) -> None:
    """Mark it used; of two who come at once only one finds it unused."""
    used = session.execute(
        update(Invitation)
        .where(Invitation.code_hash == _hash(code))
        .where(Invitation.used_at.is_(None), Invitation.expires_at > now)
        .values(used_at=now)
        .returning(Invitation.staff_id)
    )
    if used.first() is None:
        raise InvitationUnusableError


def _hash(code: str) -> bytes:
    return hashlib.sha256(code.encode()).digest()
