"""What the posts of a person ask of him (Articles 7 to 11), and how far its figures are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from services.month import Month
from services.organisation import viewer
from services.pay.checks import Condition
from services.payslips import NothingRecordedError
from services.rulebook import Rules
from services.rulebook_values import in_force
from services.standing import Standing, standing
from services.step import Step

OUTLET, OWN = "9.1", "10.1"
"""The duties with a figure: an outlet's and one's own new effective accounts of a month."""
FINE, FINE_PER_ACCOUNT = "conduct_fine.prohibited", "conduct_fine.malicious"


@dataclass(frozen=True, slots=True)
class Role:
    """A person's posts; what duties with a figure ask, and where he stands in the last month.

    `asked` and `counted` are by the duty's number; `counted` has nothing before the first figures.
    """

    posts: frozenset[str]
    asked: Mapping[str, Step]
    counted: Mapping[str, Condition]
    month: Month | None


def role(session: Session, who: int, today: date) -> Role:
    """Return what the posts of whoever asks ask of him; UnknownPersonError."""
    me = viewer(session, who, today).me
    book = in_force(session)
    asked = {
        OUTLET: book.on(today)["station_manager.outlet_accounts"],
        OWN: _standard(book.on(today), me.contract, me.grade),
    }
    try:
        found = standing(session, who, today, None)
    except NothingRecordedError:
        return Role(me.posts, asked, {}, None)
    month = found.slip.month
    own = _standard(book.on(month.first_day), me.contract, found.slip.person.grade)
    return Role(me.posts, asked, dict(_counted(found, own)), month)


def _standard(rules: Rules, contract: str, grade: str | None) -> Step:
    return rules.of(contract)[f"accounts_standard.{grade or 'manager'}"]


def _counted(found: Standing, own: Step) -> Iterator[tuple[str, Condition]]:
    for check in found.demands:
        for one in check.conditions:
            if one.what == "outlet_accounts":
                yield OUTLET, one
    yield OWN, Condition("accounts", found.slip.facts.new_effective_accounts[-1], own)


def fines(session: Session, who: int, today: date) -> tuple[Step, Step]:
    """Return what a forbidden act costs, and a malicious opening by the account (Article 27).

    UnknownPersonError.
    """
    rules = in_force(session).on(viewer(session, who, today).organisation.day)
    return rules[FINE], rules[FINE_PER_ACCOUNT]
