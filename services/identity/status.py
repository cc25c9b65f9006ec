"""How far everybody is: never invited, invited, waiting to be confirmed, bound."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from services.identity.asking import WAITING
from services.organisation import Employee, Organisation, sorted_people
from services.store.people import Account, Binding, Invitation


class OutdatedError(Exception):
    """The card is no longer as it was drawn: somebody invited, bound or unbound meanwhile."""


class State(StrEnum):
    """How far a person is."""

    NEVER = "never"
    INVITED = "invited"  # and the invitation not yet opened
    LAPSED = "lapsed"  # expired, revoked, or opened by an account that was refused
    WAITING = "waiting"
    BOUND = "bound"
    LEFT = "left"


LACKING = frozenset({State.NEVER, State.INVITED, State.LAPSED})


@dataclass(frozen=True, slots=True)
class Status:
    """How far a person is: since when (waiting, bound) or until when (invited).

    `version` counts the person's invitations: a card that asks for another names it.
    """

    state: State
    at: datetime | None
    version: int


@dataclass(frozen=True)
class Statuses:
    """How far everybody is at a moment."""

    org: Organisation
    now: datetime
    accounts: Mapping[int, datetime]
    claims: Mapping[int, datetime]
    codes: Mapping[int, tuple[int, datetime | None]]

    @property
    def version(self) -> int:
        """How many invitations were made in all."""
        return sum(count for count, _ in self.codes.values())

    def of(self, one: Employee) -> Status:
        """Return how far the person is."""
        count, until = self.codes.get(one.staff_id, (0, None))
        if bound := self.accounts.get(one.staff_id):
            return Status(State.BOUND, bound, count)
        if not one.works_on(self.org.day):
            return Status(State.LEFT, None, count)
        if since := self.claims.get(one.staff_id):
            return Status(State.WAITING, since, count)
        if until is not None and until > self.now:
            return Status(State.INVITED, until, count)
        return Status(State.LAPSED if count else State.NEVER, None, count)

    def lacking(self, people: Iterable[Employee]) -> list[Employee]:
        """Return those who neither have nor claim an account, by 工号."""
        return sorted_people(one for one in people if self.of(one).state in LACKING)


def statuses(session: Session, now: datetime, org: Organisation) -> Statuses:
    """Return how far everybody is; `org` is the organisation of the day."""
    accounts = session.execute(select(Account.staff_id, Account.bound_at))
    claims = session.execute(
        select(Binding.staff_id, func.min(Binding.opened_at))
        .where(Binding.state == WAITING)
        .group_by(Binding.staff_id)
    )
    unused = case((Invitation.used_at.is_(None), Invitation.expires_at))
    codes = session.execute(
        select(Invitation.staff_id, func.count(), func.max(unused)).group_by(Invitation.staff_id)
    )
    return Statuses(
        org,
        now,
        dict(accounts.all()),
        dict(claims.all()),
        {who: (count, until) for who, count, until in codes},
    )
