"""How many new effective accounts an outlet or a bank had in a month, as released."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from services.briefs import figures
from services.facts.live import STAFF, look, view
from services.month import Month
from services.organisation import viewer


@dataclass(frozen=True, slots=True)
class Counted:
    """New effective accounts, by figures that were released at a moment."""

    accounts: int
    as_of: datetime


def counted(session: Session, units: Iterable[str], month: Month) -> Counted | None:
    """Return the accounts of some outlets; none while the month has no released figures."""
    seen = view(session)
    look(session, STAFF)  # who keeps the list sees more than what is released
    try:
        branch = figures.branch(session, month)
    finally:
        look(session, seen)
    if branch is None or branch.as_of is None:
        return None
    found = figures.sums(branch.within(units)).accounts
    return None if found is None else Counted(int(found), branch.as_of)


@dataclass(frozen=True, slots=True)
class Weighed:
    """Accounts of a line beside the released figure that its form began with.

    `as_of` none: there is nothing to compare. `same`: they are that figure.
    """

    figure: int
    as_of: datetime | None
    same: bool


def weighed(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    today: date,
    *,
    figure: int,
    as_of: int,
    accounts: int | None,
    **_answers: object,
) -> Weighed:
    """Return how accounts compare with the released figure; UnknownPersonError."""
    viewer(session, who, today)
    as_released = None if accounts is None else moment(as_of)
    return Weighed(figure, as_released, accounts == figure)


def moment(seconds: int) -> datetime | None:
    """Return a moment that a form keeps by its seconds; 0: none."""
    return datetime.fromtimestamp(seconds, UTC) if seconds else None
