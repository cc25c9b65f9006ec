"""A training or meeting as who chairs it sees it, and as somebody who is asked to come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from services import organisation
from services.attendance.events import GRACE
from services.history import BACK_OFFICE, SEES_ALL, Employee
from services.organisation import NotYoursError, Viewer, viewer
from services.store.training import Training
from services.training import rows, when
from services.training.kinds import KINDS, Which
from services.training.rows import PLANNED, Place

REACH = timedelta(days=31)
"""None is opened that is further away."""


class NoTrainingError(Exception):
    """There is none of the kind on the day, or none for those people."""

    def __init__(self, kind: str, day: date) -> None:
        super().__init__(kind, day)
        self.kind, self.day = kind, day


class NotAskedError(Exception):
    """Whoever asks is not asked to that of the kind of the day."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class About:
    """What a training is about: topic, a text, whether there is a file."""

    topic: str = ""
    text: str = ""
    file: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A training as its chair sees it; `may`: whoever looks may act for him.

    `begun`: it is past its hour. `asked`: people were invited. `reason`: why it was dropped.
    `undoable`: whoever looks marked it just now.
    """

    which: Which
    chair: Employee
    starts_at: datetime
    state: str
    version: int
    asked: bool
    about: About
    reason: str
    places: tuple[Place, ...]
    may: bool
    mine: bool
    begun: bool
    marked_by: str
    marked_at: datetime | None
    undoable: bool

    def of(self, mark: str) -> Sequence[Place]:
        """Return those who count as marked so."""
        return [one for one in self.places if one.counts_as == mark]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many are asked, are on leave, and answered what."""
        return rows.counts(self.places)

    @property
    def is_planned(self) -> bool:
        """Whether nobody has said yet who came, or that it did not take place."""
        return self.state == PLANNED


@dataclass(frozen=True, slots=True)
class Own:
    """A training as somebody sees it who is asked to it; `chair`: who leads it, by name."""

    kind: str
    chair: str
    day: date
    starts_at: datetime
    state: str
    about: About
    reason: str
    place: Place
    asked: bool
    begun: bool

    @property
    def is_open(self) -> bool:
        """Whether an answer still counts."""
        return self.state == PLANNED and not self.begun


def card(session: Session, who: int, now: datetime, which: Which) -> Card:
    """Return a training as its chair sees it; UnknownPersonError, NotYoursError, NoTrainingError.

    The back office of the chair and the general manager may read it too.
    """
    asking, starts_at = readable(session, who, now, which)
    return drawn(session, now, asking, which, starts_at)


def readable(
    session: Session, who: int, now: datetime, which: Which, *, acts: bool = False
) -> tuple[Viewer, datetime]:
    """Return who asks, if he may read (or `acts`: lead) a training, and when it begins.

    Errors of `card`.
    """
    asking = viewer(session, who, now.date())
    if not (may_lead(asking, which.chair) or (not acts and _reads(asking, which.chair))):
        raise NotYoursError
    row = rows.of(session, which)
    if row is not None:
        return asking, row.starts_at.astimezone(now.tzinfo)
    kind, day = KINDS[which.kind], which.day
    starts_at = when.starts(session, kind.code, day) if abs(day - now.date()) <= REACH else None
    if not starts_at or which.chair not in kind.circles(organisation.on(session, day)):
        raise NoTrainingError(kind.code, day)
    return asking, starts_at


def may_lead(asking: Viewer, chair: int) -> bool:
    """Tell whether whoever asks chairs it, or may do so in his place."""
    return asking.staff_id == chair or SEES_ALL in asking.posts


def _reads(asking: Viewer, chair: int) -> bool:
    return BACK_OFFICE in asking.posts and asking.sees(chair)


def drawn(
    session: Session, now: datetime, asking: Viewer, which: Which, starts_at: datetime
) -> Card:
    """Return a training for somebody who was let through."""
    row = rows.of(session, which)
    people = asking.organisation.people
    by = people.get(row.marked_by or 0) if row else None
    at = row.marked_at if row else None
    return Card(
        which,
        people[which.chair],
        starts_at,
        row.state if row else PLANNED,
        row.version if row else 0,
        bool(row and row.asked_at),
        about(row),
        row.reason if row else "",
        rows.places(session, which, starts_at, row),
        may_lead(asking, which.chair),
        asking.staff_id == which.chair,
        now >= starts_at,
        by.name if by else "",
        at,
        by is asking.me and at is not None and now - at <= GRACE,
    )


def about(row: Training | None) -> About:
    """Return what a training is about."""
    return About(row.topic, row.text, row.file_id is not None) if row else About()


def own(session: Session, who: int, now: datetime, kind: str, day: date) -> Own:
    """Return a training that whoever asks is asked to; errors of `asked_to`."""
    me, _which, starts_at = asked_to(session, who, now, kind, day)
    return drawn_own(session, now, kind, me, starts_at)


def asked_to(
    session: Session, who: int, now: datetime, kind: str, day: date
) -> tuple[int, Which, datetime]:
    """Return who asks (a staff id), which training it is, and when it begins.

    UnknownPersonError, NoTrainingError, NotAskedError.
    """
    me = viewer(session, who, now.date()).staff_id
    if not is_asked(session, kind, me, day):
        raise NotAskedError(kind)
    chair = KINDS[kind].chair_of(organisation.on(session, day), me)
    if chair is None or abs(day - now.date()) > REACH:
        raise NoTrainingError(kind, day)
    which = Which(kind, chair, day)
    row = rows.of(session, which)
    starts_at = row.starts_at.astimezone(now.tzinfo) if row else when.starts(session, kind, day)
    if starts_at is None:
        raise NoTrainingError(kind, day)
    return me, which, starts_at


def is_asked(session: Session, kind: str, staff_id: int, day: date) -> bool:
    """Tell whether somebody has to come on a day that has one of the kind."""
    org = organisation.on(session, day)
    return staff_id in org.people and KINDS[kind].is_asked(org, org.people[staff_id])


def drawn_own(
    session: Session, now: datetime, kind: str, staff_id: int, starts_at: datetime
) -> Own:
    """Return a training for somebody who is asked to it, and whom somebody leads."""
    day = starts_at.date()
    org = organisation.on(session, day)
    chair = KINDS[kind].chair_of(org, staff_id) or 0
    which = Which(kind, chair, day)
    row = rows.of(session, which)
    found = rows.places(session, which, starts_at, row)
    blank = Place(org.people[staff_id], away=False)
    mine = next((one for one in found if one.person.staff_id == staff_id), blank)
    asked = bool(row and row.asked_at)
    state, reason = (row.state, row.reason) if row else (PLANNED, "")
    name, begun = org.people[chair].name, now >= starts_at
    return Own(kind, name, day, starts_at, state, about(row), reason, mine, asked, begun)
