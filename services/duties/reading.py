"""What was filed as its author and its readers see it; what of it waits for a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.duties import kinds, rows, when
from services.duties.kinds import KINDS, Kind
from services.history import SEES_ALL, Employee, history
from services.organisation import NotYoursError, Viewer, sorted_people, viewer
from services.store.duties import Duty
from services.timetable import calendar


@dataclass(frozen=True, slots=True)
class Card:
    """What somebody filed of a week or month; `filed_at` none: nothing yet.

    `open`: its author may file it, or file it anew. `last`: none of later can be filed yet.
    """

    kind: Kind
    author: Employee
    unit: str
    period: date
    filed_at: datetime | None
    version: int
    answers: Mapping[str, str]
    mine: bool
    open: bool
    last: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """What was filed of a week or month by those whose one may read; `last`: none is later."""

    kind: Kind
    period: date
    lines: tuple[Card, ...]
    last: bool

    @property
    def filed(self) -> int:
        """How many filed it."""
        return sum(one.filed_at is not None for one in self.lines)


@dataclass(frozen=True, slots=True)
class Home:
    """What whoever asks has to file now, and the kinds that others file for him."""

    mine: tuple[Card, ...]
    reads: tuple[Kind, ...]


def home(session: Session, who: int, now: datetime) -> Home:
    """Return what concerns whoever asks; UnknownPersonError."""
    asking = viewer(session, who, now.date())
    reads = tuple(kind for kind in KINDS.values() if _read_by(asking, kind))
    return Home(tuple(_mine(session, now, asking)), reads)


def _mine(session: Session, now: datetime, asking: Viewer) -> list[Card]:
    days, today = calendar(session), now.date()
    return [
        drawn(session, now, asking, kind, asking.staff_id, when.current(kind, days, today))
        for kind in KINDS.values()
        if kinds.owes(asking.me, kind)
    ]


def _read_by(asking: Viewer, kind: Kind) -> list[Employee]:
    """Return those who owe it to whoever asks, himself left out."""
    people = kinds.owing(asking.organisation, kind)
    others = (one for one in people if one.staff_id != asking.staff_id)
    return [one for one in others if kinds.may_read(asking, one.staff_id)]


def card(  # noqa: PLR0913, PLR0917 - whose, of what
    session: Session, who: int, now: datetime, code: str, staff: int, period: date
) -> Card:
    """Return what somebody filed; UnknownPersonError, NotYoursError, UnknownKindError."""
    asking, kind = viewer(session, who, now.date()), kinds.named(code)
    people = asking.organisation.people
    if staff not in people or not kinds.may_read(asking, staff):
        raise NotYoursError
    owed = kinds.owes(people[staff], kind)
    if not owed and rows.of(session, staff, code, period) is None:
        raise NotYoursError
    return drawn(session, now, asking, kind, staff, when.normal(kind, period))


def overview(
    session: Session, who: int, now: datetime, code: str, period: date | None
) -> Overview:
    """Return what was filed of a period, the current one with none.

    UnknownPersonError, NotYoursError for whom nobody files it, UnknownKindError.
    """
    asking, kind = viewer(session, who, now.date()), kinds.named(code)
    latest = when.current(kind, calendar(session), now.date())
    first = when.normal(kind, period or latest)
    people = {one.staff_id: one for one in _read_by(asking, kind)}
    for staff in session.scalars(
        select(Duty.staff_id).where(Duty.kind == code, Duty.period == first)
    ):
        if staff != asking.staff_id and kinds.may_read(asking, staff):
            people[staff] = asking.organisation.people[staff]
    if not people and SEES_ALL not in asking.posts:
        raise NotYoursError
    lines = (
        drawn(session, now, asking, kind, one.staff_id, first)
        for one in sorted_people(people.values())
    )
    return Overview(kind, first, tuple(lines), first >= latest)


def drawn(  # noqa: PLR0913, PLR0917 - whose, of what, for whom
    session: Session, now: datetime, asking: Viewer, kind: Kind, staff: int, period: date
) -> Card:
    """Return what somebody filed, for somebody who was let through."""
    row = rows.of(session, staff, kind.code, period)
    author = asking.organisation.people[staff]
    mine = staff == asking.staff_id
    return Card(
        kind,
        author,
        asking.organisation.unit_name(author),
        period,
        row.filed_at if row else None,
        row.version if row else 0,
        rows.answers(row) if row else {},
        mine,
        mine and _is_open(session, kind, now.date(), period),
        period >= when.latest(kind, now.date()),
    )


def _is_open(session: Session, kind: Kind, today: date, period: date) -> bool:
    try:
        when.must_be_open(kind, calendar(session), today, period)
    except when.WrongPeriodError:
        return False
    return True


def waits(session: Session, who: int, now: datetime) -> tuple[Card, ...]:
    """Return what whoever asks was asked for and has not filed; UnknownPersonError."""
    asking = viewer(session, who, now.date())
    found, days, me, today = history(session), calendar(session), asking.staff_id, now.date()
    return tuple(
        one
        for one in _mine(session, now, asking)
        if one.filed_at is None
        and when.is_asked(session, asked := when.asked_for(one.kind, days, one.period))
        and kinds.owed(found, me, one.kind, asked, today)
    )
