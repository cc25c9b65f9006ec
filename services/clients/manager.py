"""The card of a marketer that a client is handed: who looks after him, where, by what licence."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from services.appointments.registering import must_have_clients
from services.history import Organisation
from services.organisation import viewer

BRANCH = "branch"


@dataclass(frozen=True, slots=True)
class Manager:
    """What a client may know: name, 工号, outlet and its bank, the branch, certified since."""

    name: str
    number: str
    outlet: str
    bank: str
    branch: str
    certified: date | None


def manager(session: Session, who: int, today: date) -> Manager:
    """Return the card of whoever asks; UnknownPersonError, NotYoursError without clients."""
    asking = must_have_clients(viewer(session, who, today))
    org, me = asking.organisation, asking.me
    unit = org.units.get(me.unit)
    certified = me.certified if me.certified and me.certified <= today else None
    return Manager(
        name=me.name,
        number=me.number,
        outlet=org.unit_name(me),
        bank=(unit and unit.bank) or "",
        branch=_branch(org, me.unit),
        certified=certified,
    )


def card(
    session: Session, who: int, now: datetime, *, phone: str | None, language: str
) -> tuple[Manager, str | None, str]:
    """Return the card with the number to print on it, which is kept nowhere; as of `manager`."""
    return manager(session, who, now.date()), phone, language


def _branch(org: Organisation, code: str) -> str:
    """Return the name of the branch above a unit."""
    seen, unit = set[str](), org.units.get(code)
    while unit and unit.kind != BRANCH and unit.parent and unit.code not in seen:
        seen.add(unit.code)
        unit = org.units.get(unit.parent)
    return unit.name if unit else ""
