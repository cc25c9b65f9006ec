"""Looking whether a client is taken: written down, counted, limited, and probing reported."""

from dataclasses import dataclass, fields
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services import notices
from services.duplicates.meeting import SAME, Met
from services.history import TRADING
from services.organisation import Viewer, holding, offices
from services.rulebook_values import in_force
from services.store.clients import Lookup

ALONE = "appointments"
REPORTED = "lookups_reported"
HOUR = timedelta(hours=1)
UNLIMITED = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """How many a day, of them that met another's client a day and in an hour (a report)."""

    day: int
    met: int
    hour: int


class LookupsUsedUpError(Exception):
    """So many clients were registered or looked up today that no more can be."""


def own_of(found: list[Met], staff_id: int) -> Met | None:
    """Return the one that somebody made himself for the same client."""
    return next((one for one in found if one.how == SAME and one.staff_id == staff_id), None)


def must_have_left(session: Session, now: datetime, staff_id: int) -> None:
    """LookupsUsedUpError once the day's number is reached, or of those that met another's."""
    limits = _limits(session, now)
    asked, met = count(session, staff_id, _midnight(now))
    if asked >= limits.day or met >= limits.met:
        raise LookupsUsedUpError


def add(session: Session, now: datetime, asking: Viewer, *, met: bool) -> int:
    """Write down that somebody looked; report what looks like probing; return what is left."""
    session.add(Lookup(staff_id=asking.staff_id, met=met, at=now))
    session.flush()
    limits, me = _limits(session, now), asking.staff_id
    asked, others = count(session, me, _midnight(now))
    lately = count(session, me, now - HOUR)[1]
    if asked >= limits.day or others >= limits.met or lately >= limits.hour:
        _report(session, now, asking, (asked, others))
    return 0 if others >= limits.met else max(0, limits.day - asked)


def count(session: Session, staff_id: int, since: datetime) -> tuple[int, int]:
    """Return how many somebody looked up since a moment, and how many met another's client."""
    chosen = select(Lookup.met, func.count()).where(
        Lookup.staff_id == staff_id, Lookup.at >= since
    )
    found = dict(session.execute(chosen.group_by(Lookup.met)).all())
    return sum(found.values()), found.get(True, 0)


def _report(session: Session, now: datetime, asking: Viewer, today: tuple[int, int]) -> None:
    """Tell the back office and the trading manager, once a day."""
    told = {
        *offices(asking.organisation, asking.staff_id),
        *holding(session, now.date(), TRADING),
    } - {asking.staff_id}
    place = f"{asking.staff_id}.{now.date()}"
    data: dict[str, Any] = {"name": asking.me.name, "number": asking.me.number}
    notices.tell(session, now, REPORTED, place, sorted(told), asked=today[0], met=today[1], **data)


def _limits(session: Session, now: datetime) -> Limits:
    """Return the figures of the day; what is not set limits nothing."""
    rules = in_force(session).on(now.date())
    values = (rules[f"client_lookups.{one.name}"].value for one in fields(Limits))
    return Limits(*(UNLIMITED if one is None else int(one) for one in values))


def _midnight(now: datetime) -> datetime:
    return datetime.combine(now.date(), time(), now.tzinfo)
