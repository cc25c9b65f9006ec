"""T-S5: two years of Wednesdays, fifths and pay days under three host zones: 0 wrong.

Broken by a moment taken in the host's zone, a holiday not known, a day moved the wrong way, or a
window that loses or doubles what lies on its edge.
"""

import os
import time as clock
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from services.recurrence import (
    PAY_DAY,
    REPORT,
    REPORT_REMINDERS,
    TRAINING,
    WEDNESDAY,
    Daily,
    EveryMinutes,
    Monthly,
    Rule,
    Weekly,
    due,
)
from tests.shanghai import BARE, moments, utc
from tests.state_council import FIRST_WEDNESDAY, LAST_WEDNESDAY, PAY_DAYS, WEDNESDAYS_OFF

HOSTS = ("UTC", "America/New_York", "Asia/Shanghai")
TWO_YEARS = utc(2025, 1, 1, 0, 0), utc(2027, 1, 1, 0, 0)


@pytest.fixture(params=HOSTS)
def host(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Run in a process that believes to be somewhere else."""
    with monkeypatch.context() as patched:
        patched.setenv("TZ", request.param)
        clock.tzset()
        yield request.param
    clock.tzset()


def test_the_host_is_where_it_says(host: str) -> None:
    offset = {"UTC": 0, "America/New_York": 5 * 3600, "Asia/Shanghai": -8 * 3600}[host]
    assert clock.timezone == offset
    assert os.environ["TZ"] == host


@pytest.mark.usefixtures("host")
def test_two_years_of_wednesdays() -> None:
    weeks = (LAST_WEDNESDAY - FIRST_WEDNESDAY).days // 7 + 1
    wednesdays = {FIRST_WEDNESDAY + timedelta(weeks=n) for n in range(weeks)}
    held = sorted(wednesdays - WEDNESDAYS_OFF)
    assert len(held) == 105 - 6
    assert [one.at for one in due(TRAINING, *TWO_YEARS, BARE)] == [
        utc(day.year, day.month, day.day, 16, 0) for day in held
    ]


@pytest.mark.usefixtures("host")
def test_two_years_of_fifths() -> None:
    months = [(year, month) for year in (2025, 2026) for month in range(1, 13)]
    assert [one.at for one in due(REPORT, *TWO_YEARS, BARE)] == [
        utc(year, month, 5, 23, 59) for year, month in months
    ]
    reminded = [one.at for rule in REPORT_REMINDERS for one in due(rule, *TWO_YEARS, BARE)]
    hours = ((1, 9), (3, 9), (4, 9), (5, 9), (5, 18))
    assert sorted(reminded) == [
        utc(year, month, day, hour, 0) for year, month in months for day, hour in hours
    ]


@pytest.mark.usefixtures("host")
def test_two_years_of_pay_days() -> None:
    found = due(PAY_DAY, *TWO_YEARS, BARE)
    assert [one.at for one in found] == [
        utc(year, month, day, 9, 0) for year in (2025, 2026) for month, day in PAY_DAYS[year]
    ]
    assert [one.plain for one in found] == [
        utc(year, month, 10, 9, 0) for year in (2025, 2026) for month in range(1, 13)
    ]
    assert {one.unpublished for one in found} == {None}


@pytest.mark.usefixtures("host")
@pytest.mark.parametrize("rule", [TRAINING, REPORT, PAY_DAY, *REPORT_REMINDERS, Daily(time(0))])
def test_windows_that_touch_lose_nothing_and_double_nothing(rule: Rule) -> None:
    """Each window is given in another zone and ends where something is due, or just anywhere."""
    whole = due(rule, *TWO_YEARS, BARE)
    edges = [one.at for one in whole[::3]] + [one.at + timedelta(hours=7) for one in whole[1::5]]
    cuts = sorted({TWO_YEARS[0], *edges, TWO_YEARS[1]})
    zones = [ZoneInfo(HOSTS[n % 3]) for n in range(len(cuts))]
    moved = [cut.astimezone(zone) for cut, zone in zip(cuts, zones, strict=True)]
    parts = [due(rule, a, b, BARE) for a, b in pairwise(moved)]
    assert [one for part in parts for one in part] == list(whole)
    assert len(whole) >= 24


@pytest.mark.usefixtures("host")
def test_every_day_and_every_week_over_the_years_end() -> None:
    window = utc(2025, 12, 30, 12, 0), utc(2026, 1, 2, 8, 0)
    assert moments(Daily(time(8)), *window) == [
        "2025-12-31 08:00",
        "2026-01-01 08:00",  # the window's end, 08:00 on the 2nd, belongs to the next
    ]
    assert moments(Weekly(WEDNESDAY, time(0)), *window) == ["2025-12-31 00:00"]


@pytest.mark.usefixtures("host")
def test_a_day_in_the_branch_is_not_the_hosts_day() -> None:
    """00:30 on the 5th in Shanghai is the 4th in UTC and in New York."""
    rule = Monthly(5, time(0, 30))
    assert moments(rule, utc(2026, 3, 5, 0, 0), utc(2026, 3, 5, 1, 0)) == ["2026-03-05 00:30"]
    (found,) = due(rule, utc(2026, 3, 1, 0, 0), utc(2026, 4, 1, 0, 0), BARE)
    assert found.at == datetime(2026, 3, 4, 16, 30, tzinfo=UTC)


@pytest.mark.usefixtures("host")
def test_every_so_many_minutes() -> None:
    """90 minutes divide neither a day's eight hours nor the window's start."""
    start = datetime(2026, 3, 7, 23, 50, tzinfo=ZoneInfo("America/New_York"))  # clocks change
    found = due(EveryMinutes(90), start, start.astimezone(UTC) + timedelta(hours=6), BARE)
    assert [one.at.astimezone(UTC).strftime("%d %H:%M") for one in found] == [
        "08 06:00",
        "08 07:30",
        "08 09:00",
        "08 10:30",
    ]
    on_the_dot = datetime(2026, 3, 8, 6, 0, tzinfo=UTC)
    assert len(due(EveryMinutes(90), on_the_dot, on_the_dot + timedelta(minutes=90), BARE)) == 1
