"""A small world: Ann (101) started the bot, Ben (102) did not."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from telegram import Bot

from bot.stand_in import Door, Telegram


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = datetime(2026, 10, 8, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Return the time it shows."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def world(clock: Clock) -> Telegram:
    telegram = Telegram(clock)
    telegram.start(telegram.user(101, "Ann"))
    telegram.user(102, "Ben")
    return telegram


@pytest.fixture
async def bot(world: Telegram) -> AsyncIterator[Bot]:
    async with Bot(world.token, request=Door(world), get_updates_request=Door(world)) as bot:
        yield bot
