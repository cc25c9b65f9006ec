"""When the outlet is reminded of what: what recurs, the coming month, what was missed.

The branch's back office and administrators see all of it, others what speaks to them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import timetable
from services.history import history
from services.office.rights import keeper
from services.organisation import viewer
from services.recurrence import Daily, Due, OffDay, Rule, Weekly, due
from services.recurring import DECLARED, Declared
from services.schedules.checks import fields
from services.schedules.laid import laid_over, owns
from services.store.work import Occurrence, Schedule
from services.working_days import WorkingDays

MONTH = timedelta(days=31)
LOOKED_BACK = timedelta(days=28)
FAR = timedelta(days=120)
ADMIN = "admin"


class NoSuchScheduleError(Exception):
    """There is no such thing, or it does not speak to whoever asks."""


@dataclass(frozen=True, slots=True)
class Line:
    """Something that recurs, as the outlet has it; when next; whether the outlet moved it."""

    kind: str
    rule: Rule
    next: Due | None
    own: bool


@dataclass(frozen=True)
class Overview:
    """What recurs, and whether whoever asks may move it."""

    lines: tuple[Line, ...]
    edits: bool
    missed: int


@dataclass(frozen=True)
class Card:
    """One thing that recurs: as it is, as it is declared, who moved it last and when."""

    line: Line
    declared: Rule
    fields: frozenset[str]  # that whoever asks may set
    version: int
    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Item:
    """Something in the coming month.

    `plain` is when it would be were there no days off; `off`, why it does not take place (a
    holiday's name, or the outlet's basis); `unpublished`, the year that may still move it.
    """

    kind: str
    at: datetime
    plain: datetime
    unpublished: int | None
    off: str


@dataclass(frozen=True, slots=True)
class Missed:
    """Something that was not done, and when it was due."""

    kind: str
    at: datetime


@dataclass(frozen=True)
class Preview:
    """The coming month: what is due every day at the same time, and the rest in order."""

    daily: tuple[tuple[str, time], ...]
    items: tuple[Item, ...]
    first: date
    last: date


def overview(session: Session, who: int, now: datetime) -> Overview:
    """Return what recurs and speaks to whoever asks; UnknownPersonError."""
    declared, edits = _visible(session, who, now.date())
    days, found = timetable.calendar(session), owns(session)
    lines = tuple(
        Line(one.kind, one.rule, _next(one.rule, now, days), one.kind in found)
        for one in laid_over(session, declared)
    )
    return Overview(lines, edits, len(_missed(session, declared, now)))


def card(session: Session, who: int, now: datetime, kind: str) -> Card:
    """Return one of them; UnknownPersonError, NoSuchScheduleError."""
    declared, edits = _visible(session, who, now.date())
    one = next((each for each in declared if each.kind == kind), None)
    if one is None:
        raise NoSuchScheduleError
    (now_,) = laid_over(session, [one])
    row = session.get(Schedule, kind)
    own = kind in owns(session)
    line = Line(kind, now_.rule, _next(now_.rule, now, timetable.calendar(session)), own)
    named = history(session).terms.get((row.made_by if row else None) or 0)
    return Card(
        line,
        one.rule,
        fields(one) if edits else frozenset(),
        row.version if row else 0,
        named[0][1].name if named else "",
        row.made_at if row else None,
    )


def month(session: Session, who: int, now: datetime) -> Preview:
    """Return the coming month of what speaks to whoever asks; UnknownPersonError."""
    declared, _edits = _visible(session, who, now.date())
    all_ = laid_over(session, declared)
    days, end = timetable.calendar(session), now + MONTH
    found = [
        item
        for one in all_
        if not isinstance(one.rule, Daily)
        for item in _items(one, now, end, days)
    ]
    daily = [(one.kind, one.rule.at) for one in all_ if isinstance(one.rule, Daily)]
    once = {(item.at, item.kind): item for item in reversed(found)}  # two may move to one day
    items = sorted(once.values(), key=lambda item: (item.at, item.kind))
    return Preview(tuple(daily), tuple(items), now.date(), end.date())


def missed(session: Session, who: int, now: datetime) -> tuple[Missed, ...]:
    """Return what was missed in the last weeks, the latest first; UnknownPersonError."""
    declared, _edits = _visible(session, who, now.date())
    return _missed(session, declared, now)


def _visible(session: Session, who: int, today: date) -> tuple[list[Declared], bool]:
    """Return what speaks to whoever asks, and whether he may move it."""
    asking, keeping = viewer(session, who, today), keeper(session, who, today)
    edits = keeping is not None and keeping.everywhere
    all_ = edits or ADMIN in asking.posts
    return [
        one
        for one in DECLARED.values()
        if one.hears is not None and (all_ or not one.hears or one.hears & asking.posts)
    ], edits


def _next(rule: Rule, now: datetime, days: WorkingDays) -> Due | None:
    return next(iter(due(rule, now, now + FAR, days)), None)


def _items(one: Declared, now: datetime, end: datetime, days: WorkingDays) -> Iterator[Item]:
    for each in due(one.rule, now, end, days):
        yield Item(one.kind, each.at, each.plain, each.unpublished, "")
    if isinstance(one.rule, Weekly) and one.rule.off_day is OffDay.SKIPPED:
        for each in due(replace(one.rule, off_day=OffDay.HELD), now, end, days):
            day = each.plain.date()
            if not days.unpublished(day) and days.is_holiday(day):
                yield Item(one.kind, each.at, each.plain, None, days.why_off(day))


def _missed(session: Session, declared: list[Declared], now: datetime) -> tuple[Missed, ...]:
    kinds = [one.kind for one in declared]
    chosen = select(Occurrence).where(
        Occurrence.state == timetable.MISSED,
        Occurrence.kind.in_(kinds),
        Occurrence.due_at >= now - LOOKED_BACK,
    )
    rows = session.scalars(chosen.order_by(Occurrence.due_at.desc(), Occurrence.kind))
    return tuple(Missed(row.kind, row.due_at) for row in rows)
