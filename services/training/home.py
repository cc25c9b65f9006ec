"""What concerns whoever asks: trainings and meetings to lead, to come to, to read."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import organisation
from services.history import BACK_OFFICE, SEES_ALL
from services.organisation import Viewer, viewer
from services.store.training import Training
from services.training import when
from services.training.kinds import KINDS, Kind, Which
from services.training.rows import PLANNED
from services.training.view import REACH, Card, Own, drawn, drawn_own


@dataclass(frozen=True, slots=True)
class Home:
    """What one leads, what one comes to, each the earliest first; whether one reads others."""

    cards: tuple[Card, ...]
    owns: tuple[Own, ...]
    reads: bool


def home(session: Session, who: int, now: datetime) -> Home:
    """Return what of trainings and meetings concerns whoever asks; UnknownPersonError."""
    asking = viewer(session, who, now.date())
    cards = [_card(session, asking, now, kind) for kind in KINDS.values()]
    owns = [_own(session, asking, now, kind) for kind in KINDS.values()]
    return Home(
        tuple(sorted(filter(None, cards), key=lambda one: one.starts_at)),
        tuple(sorted(filter(None, owns), key=lambda one: one.starts_at)),
        bool({SEES_ALL, BACK_OFFICE} & asking.posts),
    )


def _card(session: Session, asking: Viewer, now: datetime, kind: Kind) -> Card | None:
    """Return that of the kind which somebody has to see to now, if he chairs one."""
    chair = asking.staff_id
    starts_at = _left(session, chair, now, kind)
    if starts_at is None:
        starts_at = _coming(session, now, kind)
        if not starts_at or chair not in kind.circles(organisation.on(session, starts_at.date())):
            return None
    return drawn(session, now, asking, Which(kind.code, chair, starts_at.date()), starts_at)


def _left(session: Session, chair: int, now: datetime, kind: Kind) -> datetime | None:
    """Return when the first began of which nobody has said who came."""
    left = (
        select(Training.starts_at)
        .where(Training.kind == kind.code, Training.chair_id == chair)
        .where(Training.state == PLANNED, Training.starts_at.between(now - REACH, now))
        .order_by(Training.day)
    )
    found = session.scalar(left.limit(1))
    return found.astimezone(now.tzinfo) if found else None


def _coming(session: Session, now: datetime, kind: Kind) -> datetime | None:
    """Return when that of today begins, or the next."""
    return when.coming(session, kind.code, now.replace(hour=0, minute=0, second=0, microsecond=0))


def _own(session: Session, asking: Viewer, now: datetime, kind: Kind) -> Own | None:
    """Return that of today or the next, if one is asked to it and somebody leads it."""
    starts_at, me = _coming(session, now, kind), asking.staff_id
    if starts_at is None:
        return None
    org = organisation.on(session, starts_at.date())
    one = org.people.get(me)
    if one is None or not kind.is_asked(org, one) or not kind.chair_of(org, me):
        return None
    return drawn_own(session, now, kind.code, me, starts_at)
