"""Talks as the two who had them see them, and the manager's overview of whom he spoke with."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from services.history import Employee, Organisation
from services.month import Month
from services.organisation import NotYoursError, viewer
from services.squads import reading as squads
from services.squads.rows import MAKES
from services.store.squads import Talk
from services.talks import rights
from services.talks.rights import Led

FROM = 15
"""The day of the month from which on whoever was not spoken with waits in /today (ours)."""


@dataclass(frozen=True, slots=True)
class Card:
    """A talk as one of the two sees it; `mine`: he is the manager.

    `step_on` none: nothing was agreed. `late`: its day is here, and it is not done.
    """

    id: int
    manager: Employee
    person: Employee
    day: date
    about: str
    notes: str
    step: str
    step_on: date | None
    done_at: datetime | None
    reply: str
    replied_at: datetime | None
    mine: bool
    late: bool


@dataclass(frozen=True, slots=True)
class Talks:
    """Talks, the latest first, with somebody; `person` none: those that others had with one.

    `speaks`: whoever asks may record another. `leads`: that somebody is under him and has people.
    """

    person: Employee | None
    cards: tuple[Card, ...]
    speaks: bool
    leads: bool


@dataclass(frozen=True, slots=True)
class Line:
    """When somebody was spoken with last, and how often this month.

    `spoken` of `people` he himself spoke with this month, if he has people.
    """

    person: Employee
    unit: str
    last: date | None
    times: int
    people: int
    spoken: int


@dataclass(frozen=True, slots=True)
class Overview:
    """Whom a manager spoke with, those not this month first; `mine`: it is one's own."""

    manager: Employee
    month: Month
    lines: tuple[Line, ...]
    mine: bool

    @property
    def spoken(self) -> int:
        """How many he spoke with this month."""
        return sum(one.times > 0 for one in self.lines)


@dataclass(frozen=True, slots=True)
class Waits:
    """What waits for somebody: steps that are due; how many were not spoken with this month."""

    steps: tuple[Card, ...]
    unspoken: int


def card(session: Session, who: int, today: date, talk: int) -> Card:
    """Return a talk that one had; UnknownPersonError, NotYoursError."""
    asking = viewer(session, who, today)
    row = session.get(Talk, talk)
    if row is None or asking.staff_id not in {row.manager_id, row.staff_id}:
        raise NotYoursError
    return _card(asking.organisation, row, asking.staff_id)


def _card(org: Organisation, row: Talk, reader: int) -> Card:
    return Card(
        row.id,
        org.people[row.manager_id],
        org.people[row.staff_id],
        row.day,
        row.about,
        row.notes,
        row.step,
        row.step_on,
        row.done_at,
        row.reply,
        row.replied_at,
        mine=reader == row.manager_id,
        late=row.step_on is not None and row.done_at is None and row.step_on <= org.day,
    )


def talks(session: Session, who: int, today: date, staff: int = 0) -> Talks:
    """Return the talks that one had with one of his people; 0: that others had with oneself.

    UnknownPersonError, NotYoursError.
    """
    asking = viewer(session, who, today)
    me, org = asking.staff_id, asking.organisation
    between = Talk.staff_id == me
    if staff:
        between = (Talk.manager_id == me) & (Talk.staff_id == staff)
    cards = tuple(_card(org, row, me) for row in _latest(session, between))
    speaks = bool(staff) and rights.may_speak(session, asking, staff)
    if staff and not cards and not speaks:
        raise NotYoursError
    led = squads.led(session, org) if speaks else {}
    leads = staff in set(org.below(me)) and bool(rights.people_of(org, led, staff))
    return Talks(org.people[staff] if staff else None, cards, speaks, leads)


def _latest(session: Session, where: ColumnElement[bool]) -> list[Talk]:
    order = Talk.day.desc(), Talk.made_at.desc(), Talk.id
    return list(session.scalars(select(Talk).where(where).order_by(*order)))


def overview(session: Session, who: int, today: date, manager: int = 0) -> Overview:
    """Return whom a manager spoke with and when, oneself with 0; no more of it than that.

    Empty where he has nobody to speak with. UnknownPersonError, NotYoursError.
    """
    asking = viewer(session, who, today)
    org, lead = asking.organisation, manager or asking.staff_id
    rights.must_oversee(asking, lead)
    return _overview(session, org, squads.led(session, org), lead, asking.staff_id)


def _overview(session: Session, org: Organisation, led: Led, lead: int, me: int) -> Overview:
    people = rights.people_of(org, led, lead)
    under = {one: rights.people_of(org, led, one) for one in people}
    had = _had(session, [lead, *people], Month.of(org.day))
    lines = []
    for one in people:
        last, times = had.get((lead, one), (None, 0))
        spoken = sum(had.get((one, each), (None, 0))[1] > 0 for each in under[one])
        person = org.people[one]
        unit = org.unit_name(person)
        lines.append(Line(person, unit, last, times, len(under[one]), spoken))
    lines.sort(key=lambda one: (one.times > 0, one.last or date.min, one.person.number))
    return Overview(org.people[lead], Month.of(org.day), tuple(lines), lead == me)


Had = dict[tuple[int, int], tuple[date | None, int]]


def _had(session: Session, managers: list[int], month: Month) -> Had:
    """Return when managers spoke with whom last, and how often in the month."""
    within = Talk.day.between(month.first_day, month.last_day)
    times = func.count().filter(within)
    chosen = select(Talk.manager_id, Talk.staff_id, func.max(Talk.day), times)
    grouped = chosen.where(Talk.manager_id.in_(managers)).group_by(Talk.manager_id, Talk.staff_id)
    return {(by, one): (last, count) for by, one, last, count in session.execute(grouped)}


def waits(session: Session, who: int, today: date) -> Waits:
    """Return what of talks waits for whoever asks; UnknownPersonError.

    A step that is due, for both, until the manager marks it as done or one of them has left; from
    the 15th on, for whoever leads a team, that he has not spoken with some of his people.
    """
    asking = viewer(session, who, today)
    me, org = asking.staff_id, asking.organisation
    ours = or_(Talk.manager_id == me, Talk.staff_id == me)
    due = ours & (Talk.step_on <= today) & Talk.done_at.is_(None)
    cards = (_card(org, row, me) for row in reversed(_latest(session, due)))
    here = (one for one in cards if one.manager.works_on(today) and one.person.works_on(today))
    unspoken = 0
    if today.day >= FROM and asking.posts & MAKES:
        found = _overview(session, org, {}, me, me)
        unspoken = len(found.lines) - found.spoken
    return Waits(tuple(here), unspoken)
