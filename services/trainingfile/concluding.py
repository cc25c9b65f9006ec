"""The names go to the office; the office concludes the contracts (Article 20)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zlib import crc32

from sqlalchemy.orm import Session

from services import leases
from services.organisation import NotYoursError
from services.rulebook.figures import SCHEMES
from services.store import changes
from services.trainingfile import reading, rights, rows
from services.trainingfile.reading import Card, Line
from services.trainingfile.recording import DayError, MovedOnError, kept
from services.trainingfile.rights import desk
from services.trainingfile.rows import CONTRACT, CONTRACTED, LIST, LISTED

TOLD, SIGNED = "training_listed", "training_contract"
KINDS = ("full_time", "part_time", *SCHEMES)
"""Article 20 names three, R2 the agents of kinds A and B."""
AROUND = timedelta(183)  # so far from the day of signing a contract may begin


class NoSuchContractError(Exception):
    """It is no kind of contract."""


@dataclass(frozen=True, slots=True)
class Names:
    """Those who passed and are not listed yet; `mark` tells one such list from another.

    `done`: it was this press that handed them in.
    """

    lines: tuple[Line, ...]
    mark: int
    done: bool = False


def names(session: Session, who: int, today: date) -> Names:
    """Return the names to hand in now; UnknownPersonError, NotYoursError."""
    asking = desk(session, who, today)
    if not (asking.office or asking.units):
        raise NotYoursError
    found = reading.lines(session, asking, reading.to_list(session, asking))
    return Names(found, crc32(" ".join(f"{one.file}" for one in found).encode()))


@changes
def hand_in(session: Session, who: int, now: datetime, mark: int) -> Names:
    """Hand the names to the office, as they were shown; where others stand there now, nothing.

    UnknownPersonError, NotYoursError.
    """
    leases.alone(session, now, rows.FILES)  # else two presses hand in the same names
    asking, found = desk(session, who, now.date()), names(session, who, now.date())
    if found.mark != mark or not found.lines:
        return found
    told = list[str]()
    for line in found.lines:
        _asking, row = kept(session, who, now, line.file)
        row.state = LISTED
        rows.note(session, now, row, LIST, asking.viewer.staff_id, now.date())
        told.append(f"{line.person.number} {line.person.name}")
    office = set(rights.offices(asking.org)) - {asking.viewer.staff_id}
    rows.tell(session, now, TOLD, row, office, names=told, by=asking.viewer.me.name)
    return Names(found.lines, mark, done=True)


@changes
def conclude(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    now: datetime,
    *,
    file: int,
    contract: str,
    signed: date,
    first_day: date,
) -> Card:
    """Record the contract; again to correct it, until the notices are issued.

    UnknownPersonError, NotYoursError, MovedOnError, NoSuchContractError, DayError.
    """
    asking, row = kept(session, who, now, file)
    if not asking.office:
        raise NotYoursError
    if row.state not in {LISTED, CONTRACTED} or row.exam_on is None:
        raise MovedOnError
    if contract not in KINDS:
        raise NoSuchContractError
    if not row.exam_on <= signed <= now.date():
        raise DayError(row.exam_on, now.date())
    if not signed - AROUND <= first_day <= signed + AROUND:
        raise DayError(signed - AROUND, signed + AROUND)
    row.state = CONTRACTED
    text = {"contract": contract, "first_day": first_day.isoformat()}
    rows.note(session, now, row, CONTRACT, asking.viewer.staff_id, signed, **text)
    rows.tell(session, now, SIGNED, row, [row.staff_id], signed=signed.isoformat(), **text)
    return reading.drawn(session, asking, row.staff_id)
