"""Moments by Shanghai's clock, for the tests of what recurs, and what would go at one."""

from datetime import UTC, datetime, timedelta

from services import delivery
from services.recurrence import Rule, due
from services.store import Store
from services.working_days import WorkingDays

BARE = WorkingDays()


def utc(year: int, month: int, day: int, hour: int, minute: int) -> datetime:
    """Return the moment in UTC of a time by Shanghai's clock, eight hours ahead."""
    return datetime(year, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


def moments(rule: Rule, start: datetime, end: datetime, calendar: WorkingDays = BARE) -> list[str]:
    """Return when the rule is due in the window, by Shanghai's clock."""
    return [f"{one.at:%Y-%m-%d %H:%M}" for one in due(rule, start, end, calendar)]


def going(store: Store, now: datetime) -> set[str]:
    """Return of which kinds there are notices that would go out at a moment of that clock."""
    return {one.kind for one in store.call(delivery.due, now, 100)}
