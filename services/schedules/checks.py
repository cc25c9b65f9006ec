"""What may be set of what recurs, and what may not."""

from collections.abc import Mapping
from datetime import time

from services.recurrence import Ahead, ByClock, EveryMinutes, Leads, Monthly, Rule, Weekly
from services.recurring import DECLARED, Declared, Editable, Held, Recurring
from services.schedules.laid import ASLEEP, AWAKE, Own, laid

TWICE, LAST, MOST = "twice", "last", "most"
WEEK = 7
MOST_LEADS = 8


class NotMovableError(Exception):
    """There is no such thing, or nobody moves it: it is an article's."""


class ScheduleChangedError(Exception):
    """Somebody has moved it since."""


class QuietHourError(Exception):
    """Nothing is said then."""

    def __init__(self, at: time) -> None:
        super().__init__(at)
        self.at = at


class EarlyReminderError(Exception):
    """A reminder would come before the week or month of what it reminds of."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


class LeadsError(Exception):
    """One is reminded then already (`TWICE`), it is the `LAST` one, there are many (`MOST`)."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def leads_of(rule: Rule) -> tuple[tuple[int, time], ...]:
    """Return a rule's lead times, the earliest first; none if it is no reminder of anything."""
    if isinstance(rule, Ahead):
        return ((rule.days, rule.at),)
    return sorted_leads(rule.leads) if isinstance(rule, Leads) else ()


def sorted_leads(leads: tuple[tuple[int, time], ...]) -> tuple[tuple[int, time], ...]:
    """Return lead times in the order in which they are due."""
    return tuple(sorted(leads, key=lambda one: (-one[0], one[1])))


def fields(one: Declared) -> frozenset[str]:
    """Return what may be set: at, and of the whole weekday or day; or else lead."""
    if one.editable is Editable.NOT or isinstance(one.rule, EveryMinutes):
        return frozenset()
    if isinstance(one.rule, Ahead | Leads):
        return frozenset({"lead"})
    by_day = {Weekly: "weekday", Monthly: "day"}.get(type(one.rule))
    whole = by_day is not None and one.editable is Editable.WHOLE
    return frozenset({"at", *([by_day] if whole and by_day else [])})


def must_have(one: Declared, *names: str) -> None:
    """NotMovableError if one of these may not be set of the thing."""
    if not fields(one).issuperset(names):
        raise NotMovableError


def most_ahead(of: ByClock) -> int:
    """Return how many days ahead one may be reminded at most: in the same week or month."""
    return of.day - 1 if isinstance(of, Monthly) else WEEK - 1


def must_be_awake(at: time) -> None:
    """QuietHourError of a time at which nothing is said."""
    if not AWAKE <= at < ASLEEP:
        raise QuietHourError(at)


def tried(one: Declared, found: Mapping[str, Own]) -> dict[str, Declared]:
    """Return the thing and what reminds of it as they would be; LateReminderError."""
    return {each.kind: laid(each, found) for each in (one, *reminding(one))}


def reminding(one: Declared) -> list[Recurring]:
    """Return what reminds of something that takes place."""
    if not isinstance(one, Held):
        return []
    return [
        each
        for each in DECLARED.values()
        if isinstance(each, Recurring)
        and (each.closes or (isinstance(each.rule, Ahead | Leads) and each.rule.of)) == one.rule
    ]
