"""What recurs as the outlet has it: its own weekday, day, hour and lead times over the declared.

A reminder on the same day keeps its distance to what it reminds of, unless the outlet gave it
lead times of its own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import time, timedelta
from typing import TypeVar, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.recurrence import (
    Ahead,
    ByClock,
    Daily,
    LateReminderError,
    Leads,
    Monthly,
    Rule,
    Weekly,
)
from services.recurring import HELD, Editable, Held, Recurring
from services.store.work import Schedule

AWAKE, ASLEEP = time(8), time(21)
"""Nobody is reminded before the one, or from the other on."""
MINUTES_AN_HOUR = 60
LAST = timedelta(hours=23, minutes=59)
D = TypeVar("D", bound=Recurring | Held)


@dataclass(frozen=True, slots=True)
class Own:
    """What the outlet set; what is None is as declared."""

    weekday: int | None = None
    day: int | None = None
    at: time | None = None
    leads: tuple[tuple[int, time], ...] | None = None


NOTHING = Own()


def laid_over(session: Session, all_: Iterable[D]) -> tuple[D, ...]:
    """Return what recurs as the outlet has it."""
    found = owns(session)
    return tuple(_kept(one, found) for one in all_) if found else tuple(all_)


def _kept(one: D, found: Mapping[str, Own]) -> D:
    try:
        return laid(one, found)
    except LateReminderError:  # it was declared otherwise when that was set
        return one


def owns(session: Session) -> dict[str, Own]:
    """Return what the outlet set, by kind."""
    rows = session.scalars(select(Schedule))
    return {row.kind: own for row in rows if (own := own_of(row)) != NOTHING}


def own_of(row: Schedule) -> Own:
    """Return what a row sets."""
    at = None if row.minute is None else time(*divmod(row.minute, MINUTES_AN_HOUR))
    return Own(row.weekday, row.day, at, None if row.leads is None else read(row.leads))


def read(text: str) -> tuple[tuple[int, time], ...]:
    """Read lead times as the table keeps them: '1 16:00,0 15:00'."""
    pairs = (one.split() for one in text.split(","))
    return tuple((int(days), time.fromisoformat(at)) for days, at in pairs)


def written(leads: tuple[tuple[int, time], ...] | None) -> str | None:
    """Write lead times as the table keeps them."""
    return None if leads is None else ",".join(f"{days} {at:%H:%M}" for days, at in leads)


def laid(one: D, found: Mapping[str, Own]) -> D:
    """Return one thing as the outlet has it; LateReminderError if that cannot be."""
    own = found.get(one.kind, NOTHING)
    rule = moved(one.rule, own, found) if one.editable is not Editable.NOT else one.rule
    if isinstance(one, Recurring) and one.closes:
        rule = _after(cast("Weekly", one.rule), one.closes, own, found)
    if rule == one.rule:
        return one
    if isinstance(one, Recurring):
        return replace(one, rule=rule, window=min(one.window, _awake(rule)))
    return replace(one, rule=cast("ByClock", rule))


def moved(rule: Rule, own: Own, found: Mapping[str, Own]) -> Rule:
    """Return a rule with what the outlet set; LateReminderError."""
    match rule:
        case Daily():
            return replace(rule, at=own.at or rule.at)
        case Weekly():
            weekday = rule.weekday if own.weekday is None else own.weekday
            return replace(rule, weekday=weekday, at=own.at or rule.at)
        case Monthly():
            return replace(rule, day=own.day or rule.day, at=own.at or rule.at)
        case Ahead(days=days, at=at):
            return _reminding(rule, ((days, at),), own, found)
        case Leads(leads=leads):
            return _reminding(rule, leads, own, found)
        case _:
            return rule


def _reminding(
    rule: Ahead | Leads,
    declared: tuple[tuple[int, time], ...],
    own: Own,
    found: Mapping[str, Own],
) -> Rule:
    of = base(rule.of, found)
    if own.leads is None and of == rule.of:
        return rule
    followed = tuple(
        dict.fromkeys((days, _follow(rule.of, of, days, at)) for days, at in declared)
    )
    return Leads(of, own.leads or followed)


def _after(rule: Weekly, of: Weekly, own: Own, found: Mapping[str, Own]) -> Weekly:
    """Keep the day of what it comes after and the distance; an hour that was set, if later."""
    held = cast("Weekly", base(of, found))
    over = _since_midnight(held.at) + _since_midnight(rule.at) - _since_midnight(of.at)
    minutes = min(over, LAST) // timedelta(minutes=1)
    at = time(*divmod(minutes, MINUTES_AN_HOUR))
    return replace(rule, weekday=held.weekday, at=max(at, own.at or at))


def base(rule: ByClock, found: Mapping[str, Own]) -> ByClock:
    """Return what is reminded of, as the outlet has it."""
    kind = next((one.kind for one in HELD if one.rule == rule), None)
    own = found.get(kind or "", NOTHING)
    moved_ = moved(rule, own, {})
    return moved_ if isinstance(moved_, ByClock) else rule


def _follow(before: ByClock, after: ByClock, days: int, at: time) -> time:
    """Keep the distance of a reminder on the same day, as far as one is awake."""
    if days:
        return at
    moved_ = _since_midnight(after.at) - (_since_midnight(before.at) - _since_midnight(at))
    hours, seconds = divmod(max(moved_, _since_midnight(AWAKE)).seconds, 3600)
    return time(hours, seconds // 60)


def _awake(rule: Rule) -> timedelta:
    """Return how long after the last of a rule's moments of a day one is still awake."""
    leads = rule.leads if isinstance(rule, Leads) else ()
    last = max((at for _, at in leads), default=getattr(rule, "at", ASLEEP))
    return max(timedelta(minutes=1), _since_midnight(ASLEEP) - _since_midnight(last))


def _since_midnight(at: time) -> timedelta:
    return timedelta(hours=at.hour, minutes=at.minute)
