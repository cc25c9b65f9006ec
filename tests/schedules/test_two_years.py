"""T-S5 on what the outlet moved: two years under three host zones, as the bot plans: 0 wrong.

The days are worked out from the State Council's notices alone. Broken by a moment taken in the
host's zone, a lead that is not laid over, a base that reminders do not follow, an hourly plan that
loses or doubles what was moved.
"""

import time as clock
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from services.recurrence import ZONE
from services.store import Store, changes
from services.store.work import Occurrence
from tests.schedules import BY_KIND, change, lead, replan
from tests.shanghai import utc
from tests.state_council import MAKE_UP, OFF

HOSTS = ("UTC", "America/New_York", "Asia/Shanghai")
THURSDAY, FRIDAY, SATURDAY, WEEKEND = 3, 4, 5, 5
FIRST, LAST = date(2025, 1, 1), date(2026, 12, 28)  # the 29th waits for the next notice
STEP = timedelta(days=30, hours=7)
MOVED = [BY_KIND[kind] for kind in ("training", "report", "pay_day", "bindings")]
FREE = {
    first + timedelta(n)
    for year in (2025, 2026)
    for first, last in OFF[year]
    for n in range((last - first).days + 1)
}
WORKED = MAKE_UP[2025] | MAKE_UP[2026]


@pytest.fixture(params=HOSTS)
def host(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Run in a process that believes to be somewhere else."""
    with monkeypatch.context() as patched:
        patched.setenv("TZ", request.param)
        clock.tzset()
        yield request.param
    clock.tzset()


def every_day() -> Iterator[date]:
    yield from (FIRST + timedelta(n) for n in range((LAST - FIRST).days + 1))


def works(day: date) -> bool:
    return day in WORKED or (day.weekday() < WEEKEND and day not in FREE)


def next_worked(day: date) -> date:
    while not works(day):
        day += timedelta(1)
    return day


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), ZONE)


def occurrences(session: Session, kind: str) -> list[datetime]:
    mine = select(Occurrence.due_at).where(Occurrence.kind == kind).order_by(Occurrence.due_at)
    until = at(LAST, 23, 59)
    return [one.astimezone(ZONE) for one in session.scalars(mine) if one <= until]


@changes
def unplan(session: Session) -> None:
    session.execute(delete(Occurrence))


@pytest.mark.usefixtures("host")
def test_two_years_of_what_the_outlet_moved(peopled_store: Store) -> None:
    today = utc(2026, 10, 9, 9, 0)
    change(peopled_store, "training_held", today, weekday=THURSDAY, at=time(10, 30))
    lead(peopled_store, "training", 1, time(17), today)
    lead(peopled_store, "report", 3, time(20, 30), today)
    change(peopled_store, "pay_day", today, at=time(11, 15))
    change(peopled_store, "bindings", today, weekday=SATURDAY, at=time(10))
    peopled_store.call(unplan)
    now = begin = utc(2025, 1, 1, 0, 0)
    while now.date() <= LAST:
        replan(peopled_store, now, MOVED)
        now += STEP
    held = [day for day in every_day() if day.weekday() == THURSDAY and day not in FREE]
    assert len(held) == 104 - 6  # 30.1., 1.5., 2.10. of 2025; 1.1., 19.2., 1.10. of 2026
    reminded = [at(day, 9, 30) for day in held] + [at(day - timedelta(1), 17) for day in held]
    found = peopled_store.call(occurrences, "training")
    assert found == sorted(one for one in reminded if one >= begin)
    fifths = [date(year, month, 5) for year in (2025, 2026) for month in range(1, 13)]
    leads = ((4, 9, 0), (3, 20, 30), (2, 9, 0), (1, 9, 0), (0, 9, 0), (0, 18, 0))
    assert peopled_store.call(occurrences, "report") == sorted(
        at(day - timedelta(ahead), hour, minute) for day in fifths for ahead, hour, minute in leads
    )
    assert peopled_store.call(occurrences, "pay_day") == [
        at(next_worked(date(year, month, 10)), 11, 15)
        for year in (2025, 2026)
        for month in range(1, 13)
    ]
    saturdays = [day for day in every_day() if day.weekday() == SATURDAY]
    chased = [at(next_worked(day), 10) for day in saturdays if next_worked(day) <= LAST]
    assert sorted(set(peopled_store.call(occurrences, "bindings"))) == sorted(set(chased))
    assert date(2026, 7, 5).strftime("%a") == "Sun"
    assert at(date(2026, 7, 5), 18) in peopled_store.call(occurrences, "report")
    assert at(date(2026, 10, 10), 10) in chased  # a make-up Saturday
