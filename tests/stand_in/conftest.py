"""A small world: Ann (101) started the bot, Ben (102) did not; two ways to it."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

import pytest
from telegram import Bot
from telegram.request import BaseRequest

from bot.request import AiohttpRequest
from bot.settings import TELEGRAM
from bot.stand_in import Door, Telegram, serving


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = datetime(2026, 10, 8, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Return the time it shows."""
        return self.now


@dataclass(frozen=True)
class Way:
    """A way to a Telegram: the library's requests, to an address."""

    request: Callable[[], BaseRequest]
    url: str = TELEGRAM

    def bot(self, token: str) -> Bot:
        """Return a bot that goes this way."""
        return Bot(
            token,
            f"{self.url}/bot",
            f"{self.url}/file/bot",
            request=self.request(),
            get_updates_request=self.request(),
        )


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def world(clock: Clock) -> Telegram:
    telegram = Telegram(clock)
    telegram.start(telegram.user(101, "Ann"))
    telegram.user(102, "Ben")
    return telegram


@pytest.fixture(params=["memory", "http"])
async def way(world: Telegram, request: pytest.FixtureRequest) -> AsyncIterator[Way]:
    """Return each of the two doors in turn; over HTTP through the product's own requests."""
    if request.param == "memory":
        yield Way(partial(Door, world))
    else:
        async with serving(world) as url:
            yield Way(AiohttpRequest, url)


@pytest.fixture
async def bot(world: Telegram, way: Way) -> AsyncIterator[Bot]:
    async with way.bot(world.token) as bot:
        yield bot
