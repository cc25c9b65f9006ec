"""A training as who chairs it sees it, and as somebody sees it who is asked to come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import organisation
from services.attendance.events import GRACE
from services.history import BACK_OFFICE, SEES_ALL, Employee
from services.organisation import NotYoursError, Viewer, viewer
from services.store.training import Training
from services.training import circle, rows, when
from services.training.rows import PLANNED, Place

REACH = timedelta(days=31)
"""No training is opened that is further away."""


class NoTrainingError(Exception):
    """There is no training on the day, or none for those people."""

    def __init__(self, day: date) -> None:
        super().__init__(day)
        self.day = day


class NotAskedError(Exception):
    """Whoever asks is not asked to the training of the day."""


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

    chair: Employee
    day: date
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
    """A training as somebody sees it who is asked to it."""

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


@dataclass(frozen=True, slots=True)
class Home:
    """What of trainings concerns whoever asks: one to lead, one to come to, others to read."""

    card: Card | None
    own: Own | None
    reads: bool


def home(session: Session, who: int, now: datetime) -> Home:
    """Return what of trainings concerns whoever asks; UnknownPersonError."""
    asking = viewer(session, who, now.date())
    leads = _leads(session, asking.staff_id, now)
    card_ = drawn(session, now, asking, asking.staff_id, leads) if leads else None
    coming = when.coming(session, now.replace(hour=0, minute=0, second=0, microsecond=0))
    own = None
    if coming and is_asked(session, asking.staff_id, coming.date()):
        own = drawn_own(session, now, asking.staff_id, coming)
    return Home(card_, own, bool({SEES_ALL, BACK_OFFICE} & asking.posts))


def _leads(session: Session, chair: int, now: datetime) -> datetime | None:
    """Return when the training begins that somebody has to see to now, if he chairs one."""
    left = (
        select(Training.starts_at)
        .where(Training.chair_id == chair, Training.state == PLANNED)
        .where(Training.starts_at.between(now - REACH, now))
        .order_by(Training.day)
    )
    found = session.scalar(left.limit(1))
    if found:
        return found.astimezone(now.tzinfo)
    coming = when.coming(session, now.replace(hour=0, minute=0, second=0, microsecond=0))
    if coming and circle.circles(organisation.on(session, coming.date())).get(chair):
        return coming
    return None


def card(session: Session, who: int, now: datetime, chair: int, day: date) -> Card:
    """Return a training as its chair sees it; UnknownPersonError, NotYoursError, NoTrainingError.

    The back office of the chair and the general manager may read it too.
    """
    asking, starts_at = readable(session, who, now, chair, day)
    return drawn(session, now, asking, chair, starts_at)


def readable(  # noqa: PLR0913 - which training, for what
    session: Session, who: int, now: datetime, chair: int, day: date, *, acts: bool = False
) -> tuple[Viewer, datetime]:
    """Return who asks, if he may read (or `acts`: lead) a training, and when it begins.

    Errors of `card`.
    """
    asking = viewer(session, who, now.date())
    if not (may_lead(asking, chair) or (not acts and _reads(asking, chair))):
        raise NotYoursError
    row = rows.of(session, chair, day)
    if row is not None:
        return asking, row.starts_at.astimezone(now.tzinfo)
    starts_at = when.starts(session, day) if abs(day - now.date()) <= REACH else None
    if not starts_at or chair not in circle.circles(organisation.on(session, day)):
        raise NoTrainingError(day)
    return asking, starts_at


def may_lead(asking: Viewer, chair: int) -> bool:
    """Tell whether whoever asks chairs it, or may do so in his place."""
    return asking.staff_id == chair or SEES_ALL in asking.posts


def _reads(asking: Viewer, chair: int) -> bool:
    return BACK_OFFICE in asking.posts and asking.sees(chair)


def drawn(
    session: Session, now: datetime, asking: Viewer, chair: int, starts_at: datetime
) -> Card:
    """Return a training for somebody who was let through."""
    row = rows.of(session, chair, starts_at.date())
    people = asking.organisation.people
    by = people.get(row.marked_by or 0) if row else None
    at = row.marked_at if row else None
    return Card(
        people[chair],
        starts_at.date(),
        starts_at,
        row.state if row else PLANNED,
        row.version if row else 0,
        bool(row and row.asked_at),
        about(row),
        row.reason if row else "",
        rows.places(session, chair, starts_at, row),
        may_lead(asking, chair),
        asking.staff_id == chair,
        now >= starts_at,
        by.name if by else "",
        at,
        by is asking.me and at is not None and now - at <= GRACE,
    )


def about(row: Training | None) -> About:
    """Return what a training is about."""
    return About(row.topic, row.text, row.file_id is not None) if row else About()


def own(session: Session, who: int, now: datetime, day: date) -> Own:
    """Return a training that whoever asks is asked to; errors of `asked_to`."""
    me, _chair, starts_at = asked_to(session, who, now, day)
    return drawn_own(session, now, me, starts_at)


def asked_to(session: Session, who: int, now: datetime, day: date) -> tuple[int, int, datetime]:
    """Return who asks (a staff id), who chairs, and when the training begins.

    UnknownPersonError, NoTrainingError, NotAskedError.
    """
    me = viewer(session, who, now.date()).staff_id
    if not is_asked(session, me, day):
        raise NotAskedError
    chair = circle.chair_of(organisation.on(session, day), me)
    row = rows.of(session, chair, day) if chair else None
    starts_at = row.starts_at.astimezone(now.tzinfo) if row else when.starts(session, day)
    if chair is None or starts_at is None or abs(day - now.date()) > REACH:
        raise NoTrainingError(day)
    return me, chair, starts_at


def is_asked(session: Session, staff_id: int, day: date) -> bool:
    """Tell whether somebody has to come on a day with a training."""
    org = organisation.on(session, day)
    return staff_id in org.people and circle.is_asked(org, org.people[staff_id])


def drawn_own(session: Session, now: datetime, staff_id: int, starts_at: datetime) -> Own:
    """Return a training for somebody who is asked to it."""
    day = starts_at.date()
    org = organisation.on(session, day)
    chair = circle.chair_of(org, staff_id) or 0
    row = rows.of(session, chair, day)
    found = rows.places(session, chair, starts_at, row)
    blank = Place(org.people[staff_id], away=False)
    mine = next((one for one in found if one.person.staff_id == staff_id), blank)
    asked = bool(row and row.asked_at)
    state, reason = (row.state, row.reason) if row else (PLANNED, "")
    name = org.people[chair].name if chair else ""
    return Own(name, day, starts_at, state, about(row), reason, mine, asked, now >= starts_at)
