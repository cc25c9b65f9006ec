"""A worker in the small world, and the person who waits for it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from types import SimpleNamespace
from typing import cast

import pytest

from bot.app import build
from bot.settings import Settings
from bot.stand_in import Door, Telegram, User
from bot.worker import Worker
from handlers.context import House
from handlers.screen import Screen
from handlers.topic import Topic
from handlers.work import Work
from services.store import Store
from tests.stage import BEGIN, ZONE
from tests.work.steps import ACCOUNT, Start


@pytest.fixture
def telegram() -> Telegram:
    return Telegram(lambda: BEGIN)


@pytest.fixture
def user(telegram: Telegram) -> User:
    return telegram.user(ACCOUNT, "张伟")


@pytest.fixture
async def start(telegram: Telegram, user: User, peopled_store: Store) -> AsyncIterator[Start]:
    """Return what starts a worker whose only kind of job is done by the function."""
    settings = Settings.read(_env_file=None, bot_token=telegram.token)
    app = build(settings, peopled_store, Door(telegram), lambda: BEGIN)
    telegram.chats[user.id].started = True

    def worker(do: Callable[[Work], Awaitable[Screen | None]], holder: str = "a") -> Worker:
        topics = (cast("Topic", SimpleNamespace(HANDLERS=(), JOBS={"job": do})),)
        house = House(peopled_store, lambda: BEGIN, ZONE, topics)
        return Worker(house, app.bot, holder, patience=100)

    async with app:
        yield worker
