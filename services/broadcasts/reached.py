"""Who of some people cannot be reached: those without an account, those who stopped the bot."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.organisation import Employee
from services.store.people import Account


@dataclass(frozen=True, slots=True)
class Lacking:
    """Staff ids of those without an account, and of those who stopped the bot."""

    unbound: frozenset[int]
    blocked: frozenset[int]

    @property
    def all(self) -> frozenset[int]:
        """Return all whom nothing reaches."""
        return self.unbound | self.blocked


def lacking(session: Session, people: Iterable[Employee]) -> Lacking:
    """Return who of the people cannot be reached now."""
    ids = {one.staff_id for one in people}
    rows = session.execute(select(Account.staff_id, Account.unreachable_since))
    accounts = {staff_id: since for staff_id, since in rows if staff_id in ids}
    blocked = frozenset(one for one, since in accounts.items() if since is not None)
    return Lacking(frozenset(ids - accounts.keys()), blocked)
