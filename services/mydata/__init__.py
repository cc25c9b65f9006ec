"""What is stored about oneself: kinds with counts and since when, who looked, what was done."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from services.facts.live import counts, live, view
from services.mydata.kinds import questions
from services.organisation import Viewer, viewer
from services.store import audit, changes
from services.store.figures import Attendance
from services.store.leave import Leave
from services.store.people import Terms
from services.store.talk import Audit, Sight

ABOUT = {
    *("event", "event.cancel", "promotion_day", "record", "offboarded"),
    *("account bound", "account unbound", "account refused"),
    *("squad.joined", "squad.left", "squad.led"),
    *("talk.recorded", "talk.replied", "talk.done"),
    *("fund refunded", "fund forfeited", "leaving statement"),
}
"""What the audit says of a person (`staff`) that is no secret from him."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of what is stored: how many, and the day of the first; none if that is not kept."""

    code: str
    count: int
    since: date | None


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody who has seen one's pay: how many months of it, first and last when."""

    name: str
    months: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Done:
    """An entry of the audit about oneself; `by` none: the command line, or nobody any more."""

    at: datetime
    what: str
    by: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """A row of one's attendance."""

    day: date
    kind: str
    quantity: Decimal
    note: str


@dataclass(frozen=True, slots=True)
class Away:
    """One's leave as it was asked for."""

    first: date
    last: date
    kind: str
    days: Decimal
    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class Employed:
    """One's terms from a day on."""

    first_day: date
    name: str
    posts: tuple[str, ...]
    unit: str
    grade: str | None
    joined: date
    left: date | None
    certified: date | None
    birth_year: int | None
    education: str | None


@dataclass(frozen=True, slots=True)
class Mine:
    """What is stored about somebody."""

    name: str
    kinds: tuple[Kind, ...]
    looks: tuple[Look, ...]
    done: tuple[Done, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """The same with the rows themselves, as the document has them."""

    mine: Mine
    terms: tuple[Employed, ...]
    attendance: tuple[Event, ...]
    leave: tuple[Away, ...]


def mine(session: Session, who: int, now: datetime) -> Mine:
    """Return what is stored about whoever asks; UnknownPersonError."""
    return _mine(session, viewer(session, who, now.date()), who, now)


@changes
def export(session: Session, who: int, now: datetime) -> Whole:
    """Return it with the rows, on record; UnknownPersonError."""
    asking = viewer(session, who, now.date())
    his, seen = asking.staff_id, view(session)
    found = _mine(session, asking, who, now)
    audit.record(session, now, his, "mydata.exported")
    in_force = Terms.batch_id.in_(counts(seen, released=False))
    terms = select(Terms).where(Terms.staff_id == his, in_force).order_by(Terms.first_day)
    events = select(Attendance).where(Attendance.staff_id == his, live(Attendance, seen))
    away = select(Leave).where(Leave.staff_id == his).order_by(Leave.first_day)
    return Whole(
        found,
        tuple(_employed(asking, one) for one in session.scalars(terms)),
        tuple(
            Event(one.day, one.kind, one.quantity, one.note)
            for one in session.scalars(events.order_by(Attendance.day))
        ),
        tuple(
            Away(one.first_day, one.last_day, one.kind, one.days, one.state, one.reason)
            for one in session.scalars(away)
        ),
    )


def _employed(asking: Viewer, row: Terms) -> Employed:
    unit = asking.organisation.units.get(row.unit)
    return Employed(
        row.first_day,
        row.name,
        tuple(row.posts.split()),
        unit.name if unit else row.unit,
        row.grade,
        row.joined,
        row.left,
        row.certified,
        row.birth_year,
        row.education,
    )


def _mine(session: Session, asking: Viewer, who: int, now: datetime) -> Mine:
    zone = now.tzinfo
    kinds = (
        _counted(session, code, asked, zone) for code, asked in questions(session, asking, who)
    )
    return Mine(
        asking.me.name,
        tuple(one for one in kinds if one.count),
        tuple(_looks(session, asking)),
        tuple(_done(session, asking)),
    )


def _counted(session: Session, code: str, asked: Select[int, Any], zone: tzinfo | None) -> Kind:
    count, first = session.execute(asked).one()
    if isinstance(first, datetime):
        first = first.astimezone(zone).date()
    day = first if first is None or isinstance(first, date) else first.first_day
    return Kind(code, count, day)


def _looks(session: Session, asking: Viewer) -> Iterator[Look]:
    """Yield who else has seen one's pay, the latest first."""
    last = func.max(Sight.at)
    months = func.count(Sight.month.distinct())
    others = (Sight.staff_id == asking.staff_id) & (Sight.viewer_id != asking.staff_id)
    found = select(Sight.viewer_id, months, func.min(Sight.at), last).where(others)
    for one, many, first, latest in session.execute(
        found.group_by(Sight.viewer_id).order_by(last.desc(), Sight.viewer_id)
    ):
        yield Look(asking.organisation.people[one].name, many, first, latest)


def _done(session: Session, asking: Viewer) -> Iterator[Done]:
    """Yield what the audit says about oneself, the latest first."""
    me: Sequence[object] = (asking.staff_id, str(asking.staff_id), asking.me.number)
    people = {str(one): employee for one, employee in asking.organisation.people.items()}
    rows = select(Audit).where(Audit.what.in_(ABOUT)).order_by(Audit.at.desc(), Audit.id)
    for entry in session.scalars(rows):
        if json.loads(entry.detail).get("staff") in me:
            by = people.get(entry.actor)
            yield Done(entry.at, entry.what, by.name if by else None)
