"""The health page: alive, ready, figures; and the administrators hear of what stalls."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import ClientSession
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from bot.health import Health
from bot.pulse import Pulse
from bot.servers import serving
from handlers.context import House
from services import accounts, health, inbox, notices
from services.store import Store, changes
from services.store.traffic import Notice
from services.updates import Came
from tests.stage import BEGIN, ZONE

AWAY = OperationalError("", {}, Exception())
HERE, SOON = "127.0.0.1", timedelta(seconds=30)


@pytest.fixture
def pulse() -> Pulse:
    return Pulse()


@pytest.fixture
async def page(peopled_store: Store, pulse: Pulse, tmp_path: Path) -> AsyncIterator[ClientSession]:
    house = House(peopled_store, lambda: BEGIN + SOON, ZONE, ())
    async with (
        serving(Health(house, pulse, tmp_path).app(), HERE) as url,
        ClientSession(url) as it,
    ):
        yield it


async def test_a_process_that_works_is_alive_and_ready(page: ClientSession) -> None:
    for path in ("/healthz", "/readyz"):
        async with page.get(path) as answer:
            assert (answer.status, (await answer.json())["late"]) == (200, [])


@pytest.mark.parametrize("what", ["polling", "tick"])
async def test_a_process_that_no_longer_polls_or_ticks_is_not_alive(
    page: ClientSession, pulse: Pulse, what: str
) -> None:
    pulse.beat(what, -1000.0)
    async with page.get("/healthz") as answer:
        assert (answer.status, (await answer.json())["late"]) == (503, [what])


async def test_updates_left_lying_make_it_not_ready(
    page: ClientSession, peopled_store: Store
) -> None:
    for minutes, status in ((0, 200), (2, 503)):
        since = BEGIN - timedelta(minutes=minutes)
        peopled_store.call(inbox.receive, since, [Came(minutes + 1, 31, "{}")])
        async with page.get("/readyz") as answer:
            told = await answer.json()
            assert (answer.status, told["ages"]["inbox"]) == (status, 30 + 60 * minutes)


async def test_a_database_that_is_away_makes_it_not_ready(
    page: ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise AWAY

    monkeypatch.setattr(health, "backlog", away)
    async with page.get("/readyz") as answer:
        assert answer.status == 503
    async with page.get("/metrics") as answer:
        assert answer.status == 200


async def test_the_figures_have_the_ages(page: ClientSession, pulse: Pulse) -> None:
    pulse.beat("tick", 0.0)
    async with page.get("/metrics") as answer:
        told = await answer.text()
    assert 'bot_age_seconds{what="tick"}' in told
    assert "bot_updates_total" in told


@changes
def stall(session: Session) -> None:
    """Leave an update and a notice lying."""
    inbox.receive(session, BEGIN, [Came(1, 31, "{}")])
    notices.tell(session, BEGIN, "pay_day", "a", [accounts.staff_of(session, 31) or 0])


def told(session: Session) -> list[str]:
    return sorted(session.scalars(select(Notice.key).where(Notice.kind == "stalled")))


def test_administrators_hear_once_of_each_thing_that_stalls(
    peopled_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    boss = peopled_store.call(accounts.staff_of, 19)
    monkeypatch.setattr("services.organisation.holding", lambda *_: frozenset({boss}))
    peopled_store.call(stall)
    heard = []
    for minutes in (1, 3, 5, 20, 25):
        peopled_store.call(health.watch, BEGIN + timedelta(minutes=minutes), BEGIN)
        heard.append(len(peopled_store.call(told)))
    assert heard == [0, 1, 1, 2, 2]
