"""An invitation is opened: the account waits for somebody's word, or is bound at once."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from services import organisation
from services.identity.asking import WAITING, ask
from services.identity.confirmers import ADMIN, administrators, bound, confirmers, posts
from services.identity.invitations import hashed
from services.identity.ties import AlreadyBoundError, Tie, bind, hold
from services.organisation import Organisation
from services.store import changes
from services.store.people import Account, Binding, Invitation

MOST_SHOWN = 160  # letters of a name and @: Telegram's own are shorter


class InvitationUnusableError(Exception):
    """The code is unknown, used, revoked or expired: which of them is nobody's business."""


@dataclass(frozen=True, slots=True)
class Opener:
    """How an account goes: its name and @, the language of its Telegram."""

    shown: str
    language: str


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of it: bound, or waiting for the word of those who hold the posts."""

    waits_for: frozenset[str] = frozenset()


@changes
def accept(session: Session, who: int, opener: Opener, code: str, now: datetime) -> Opened:
    """Open an invitation with an account that is nobody's.

    The same account may open it again to no effect. InvitationUnusableError, AlreadyBoundError.
    """
    row = session.get(Invitation, hashed(code))
    if row is None:
        raise InvitationUnusableError
    theirs = or_(Account.telegram_id == who, Account.staff_id == row.staff_id)
    accounts = session.scalars(select(Account).where(theirs))
    taken = [(one.telegram_id, one.staff_id) for one in accounts]
    if taken == [(who, row.staff_id)]:
        return Opened()
    org, tie = organisation.on(session, now.date()), Tie(who, row.staff_id, opener.language)
    if not _claims(session, who, row.staff_id):
        _use(session, org, row, now)
        if taken:
            raise AlreadyBoundError
        if row.confirms_itself:
            bind(session, now, tie, by=row.staff_id)
            return Opened()
        _claim(session, now, tie, opener.shown)
    return Opened(_waited_for(session, org, row.staff_id))


def waits_for(session: Session, who: int, today: date) -> frozenset[str]:
    """Return the posts of those for whose word the account waits; none if it does not wait."""
    mine = select(Binding.staff_id).where(Binding.telegram_id == who, Binding.state == WAITING)
    staff_id = session.scalar(mine.order_by(Binding.opened_at.desc()).limit(1))
    if staff_id is None:
        return frozenset()
    return _waited_for(session, organisation.on(session, today), staff_id)


def _waited_for(session: Session, org: Organisation, staff_id: int) -> frozenset[str]:
    person = org.people.get(staff_id)
    asked = confirmers(org, bound(session), person) if person else frozenset()
    return posts(org, asked)


def _claims(session: Session, who: int, staff_id: int) -> bool:
    """Tell whether the account waits to be confirmed as this person."""
    mine = (Binding.telegram_id == who, Binding.staff_id == staff_id, Binding.state == WAITING)
    return session.scalar(select(Binding.id).where(*mine)) is not None


def _use(session: Session, org: Organisation, row: Invitation, now: datetime) -> None:
    """Use the code up; of two who come at once only one finds it unused."""
    used = session.execute(
        update(Invitation)
        .where(Invitation.code_hash == row.code_hash)
        .where(Invitation.used_at.is_(None), Invitation.expires_at > now)
        .values(used_at=now)
        .returning(Invitation.staff_id)
    )
    person = org.people.get(row.staff_id)
    if used.first() is None or person is None or not person.works_on(org.day):
        raise InvitationUnusableError
    if row.confirms_itself and ADMIN in person.posts and not row.recovers:
        _must_be_the_first(session, org)


def _must_be_the_first(session: Session, org: Organisation) -> None:
    """InvitationUnusableError if an administrator is bound; of two at once one is the first."""
    admins = [one.staff_id for one in org.people.values() if ADMIN in one.posts]
    hold(session, admins)
    if administrators(org, bound(session)):
        raise InvitationUnusableError


def _claim(session: Session, now: datetime, tie: Tie, shown: str) -> None:
    """Have the account wait, and those asked who can say whose it is."""
    row = Binding(state=WAITING, opened_at=now, **asdict(tie))
    row.shown = _cleaned(shown)
    session.add(row)
    session.flush()
    ask(session, now)


def _cleaned(shown: str) -> str:
    """Return a name without what is not seen or turns the line around; it vouches for somebody."""
    seen = "".join(one if one.isprintable() else " " for one in shown)
    return " ".join(seen.split())[:MOST_SHOWN]
