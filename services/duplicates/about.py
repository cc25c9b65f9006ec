"""What an appointment's card says beside the appointment: likenesses, the dispute, what can be."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from services.appointments.naming import masked
from services.appointments.rows import STOPPED
from services.disputes import rows
from services.duplicates import meeting
from services.duplicates.meeting import HELD, SAME, Met
from services.history import BACK_OFFICE, SEES_ALL, TRADING
from services.organisation import Viewer
from services.store.clients import Appointment

RULERS = frozenset({TRADING, SEES_ALL})


@dataclass(frozen=True, slots=True)
class Likeness:
    """Another appointment of the same client (`same`) or one like it.

    `owner` '': of people whom whoever looks may not see; then it has no card for him either.
    """

    id: int
    same: bool
    name: str
    state: str
    made_at: datetime
    owner: str


@dataclass(frozen=True, slots=True)
class About:
    """Likenesses and `known` (by import) are for the back office and those who rule."""

    likenesses: tuple[Likeness, ...] = ()
    known: bool = False
    dispute: int | None = None  # the latest, for its sides and who rules
    disputed: bool = False
    disputes: bool = False  # whether he may raise one
    lets_in: bool = False


def about(session: Session, asking: Viewer, row: Appointment) -> About:
    """Return it for somebody who may see the appointment."""
    latest = rows.about(session, row.id)
    runs = latest is not None and latest.state == rows.RUNNING
    mine, office = row.staff_id == asking.staff_id, judges(asking, row)
    stopped = row.state == STOPPED
    return About(
        likenesses=_likenesses(session, asking, row) if office else (),
        known=office and meeting.is_known(session, row.name),
        dispute=latest.id if latest and (mine or RULERS & asking.posts) else None,
        disputed=runs,
        disputes=mine and stopped and (latest is None or latest.state == rows.WITHDRAWN),
        lets_in=stopped and may_let_in(session, asking, row),
    )


def judges(asking: Viewer, row: Appointment) -> bool:
    """Tell whether somebody is told of likenesses: who keeps or rules, and is no side himself."""
    office = BACK_OFFICE in asking.posts and asking.sees(row.staff_id)
    return row.staff_id != asking.staff_id and (office or bool(RULERS & asking.posts))


def may_let_in(session: Session, asking: Viewer, row: Appointment) -> bool:
    """Tell whether somebody may say that it is another client than the one that stands.

    The back office that keeps both sides, or the trading manager; nobody for himself.
    """
    if TRADING in asking.posts:
        return judges(asking, row)
    found = meeting.met(session, meeting.sought(row), row.id)
    stands = meeting.standing(found, row.staff_id)
    office = BACK_OFFICE in asking.posts and judges(asking, row)
    return office and (stands is None or asking.sees(stands.staff_id))


def _likenesses(session: Session, asking: Viewer, row: Appointment) -> tuple[Likeness, ...]:
    people, found = asking.organisation.people, meeting.met(session, meeting.sought(row), row.id)
    told = sorted(
        (one for one in found if one.state in HELD or (one.state == STOPPED and one.how == SAME)),
        key=lambda one: (one.how != SAME, one.made_at, people[one.staff_id].number),
    )
    return tuple(_likeness(session, asking, one) for one in told)


def _likeness(session: Session, asking: Viewer, one: Met) -> Likeness:
    row = session.get_one(Appointment, one.id)
    seen = asking.sees(one.staff_id) or TRADING in asking.posts
    return Likeness(
        id=row.id,
        same=one.how == SAME,
        name=masked(row.name, institution=row.institution),
        state=row.state,
        made_at=row.made_at,
        owner=asking.organisation.people[row.staff_id].name if seen else "",
    )
