"""Each night's backup: due once a night, made by one process, read back, old ones go."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import nightly
from handlers.context import House
from services import leases
from services.store import Store, backup, changes
from services.store.people import Terms
from services.store.traffic import Notice
from tests.stage import ZONE

NIGHT = datetime(2026, 10, 10, 2, 30, tzinfo=ZONE)


class Clock:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.now = NIGHT

    def __call__(self) -> datetime:
        """Return the moment."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def house(peopled_store: Store, clock: Clock) -> House:
    return House(peopled_store, clock, ZONE, ())


async def test_it_is_made_once_a_night_and_is_whole(
    house: House, clock: Clock, tmp_path: Path
) -> None:
    assert await nightly.backed_up(house, tmp_path, "a#1")
    assert not await nightly.backed_up(house, tmp_path, "a#1")
    (made,) = files(tmp_path)
    assert backup.check(made).rows["staff"] == 7
    assert nightly.latest(tmp_path, ZONE) == NIGHT
    clock.now += timedelta(hours=23)  # half past one
    assert not await nightly.backed_up(house, tmp_path, "a#1")
    clock.now += timedelta(hours=1)
    assert await nightly.backed_up(house, tmp_path, "a#1")


async def test_one_process_makes_it(house: House, tmp_path: Path) -> None:
    assert house.store.call(leases.take, NIGHT, nightly.LEASE, "b#1")
    assert not await nightly.backed_up(house, tmp_path, "a#1")


async def test_old_ones_go(house: House, clock: Clock, tmp_path: Path) -> None:
    for _ in range(30):
        assert await nightly.backed_up(house, tmp_path, "a#1")
        clock.now += timedelta(days=1)
    # 2 to 8 November, a Sunday, and the Sundays of the three weeks before
    days = [one.name[8:18] for one in files(tmp_path)]
    sundays = ["2026-10-18", "2026-10-25", "2026-11-01"]
    assert days == [*sundays, *(f"2026-11-{day:02}" for day in range(2, 9))]


async def test_a_full_disk_is_told_to_the_administrators(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError

    house.store.call(appoint)
    monkeypatch.setattr(backup, "write", full)
    assert not await nightly.backed_up(house, tmp_path, "a#1")
    assert house.store.call(told) == ["stalled"]


@changes
def appoint(session: Session) -> None:
    """Make the general manager administrator too: this world has none."""
    general = select(Terms).where(Terms.posts == "general_manager")
    session.scalars(general).one().posts = "admin general_manager"


def files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def told(session: Session) -> list[str]:
    return list(session.scalars(select(Notice.kind)))
