"""What of training files waits for a person: those whose next step he owes."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from services.trainingfile import reading, rights, rows
from services.trainingfile.rights import desk


@dataclass(frozen=True, slots=True)
class Waits:
    """How many files wait for him, and by when the first step is due."""

    count: int
    due: date | None


def waits(session: Session, who: int, today: date) -> Waits:
    """Return what waits for whoever asks; UnknownPersonError."""
    asking = desk(session, who, today)
    if not asking.viewer.posts & rights.READS:
        return Waits(0, None)
    me = asking.viewer.staff_id
    found = [
        one for one in reading.of_others(session, asking) if me in reading.owing(asking.org, one)
    ]
    return Waits(len(found), rows.due(found[0]) if found else None)
