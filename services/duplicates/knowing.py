"""Whether a client is free, asked before one registers him; nothing else is said of him."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from services import leases
from services.appointments.naming import is_institution
from services.appointments.registering import must_have_clients
from services.duplicates import lookups, meeting
from services.duplicates.meeting import HELD, LIKE, Met, Sought
from services.organisation import viewer
from services.store import changes

FREE, TAKEN, OWN, ASK = "free", "taken", "own", "ask"


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a client is FREE, TAKEN, one's OWN (`appointment`), or the back office to be asked.

    `left`: how many more can be looked up today.
    """

    said: str
    left: int
    appointment: int | None = None


@changes
def known(
    session: Session, who: int, now: datetime, *, name: str, phone: str | None = None
) -> Answer:
    """Tell whether a client is free, on record; UnknownPersonError, NotYoursError.

    LookupsUsedUpError.
    """
    asking = must_have_clients(viewer(session, who, now.date()))
    leases.alone(session, now, lookups.ALONE)
    lookups.must_have_left(session, now, asking.staff_id)
    found = meeting.met(session, Sought(name, phone or "", is_institution(name)))
    own = lookups.own_of(found, asking.staff_id)
    said = OWN if own else _said(session, name, found, asking.staff_id)
    left = lookups.add(session, now, asking, met=said in {TAKEN, ASK})
    return Answer(said, left, own.id if own else None)


def _said(session: Session, name: str, found: list[Met], staff_id: int) -> str:
    if meeting.standing(found, staff_id):
        return TAKEN
    like = any(one.how == LIKE and one.state in HELD for one in found)
    return ASK if like or meeting.is_known(session, name) else FREE
