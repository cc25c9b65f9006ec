"""A process's parts in the conversations' world, with a Telegram in memory."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Protocol

import pytest

from bot.app import TOPICS, build
from bot.engine import Engine
from bot.settings import Settings
from bot.stand_in import Door, Telegram
from handlers.topic import Topic
from services.store import Store
from tests.stage import BEGIN, entered
from tests.world import PEOPLE


class Start(Protocol):
    """Starts the parts, with more topics if wanted."""

    def __call__(self, *extra: Topic) -> AbstractAsyncContextManager[Engine]:
        """Start them."""


@pytest.fixture
def telegram() -> Telegram:
    made = Telegram(lambda: BEGIN)
    for one in PEOPLE:
        made.user(one.account, one.name)
        made.chats[one.account].started = one.bound
    return made


@pytest.fixture
def start(telegram: Telegram, peopled_store: Store) -> Start:
    @asynccontextmanager
    async def starting(*extra: Topic) -> AsyncIterator[Engine]:
        settings = Settings.read(_env_file=None, bot_token=telegram.token)
        topics: Sequence[Topic] = (*TOPICS, *extra)
        app = build(settings, peopled_store, Door(telegram), lambda: BEGIN, topics)
        async with app:
            yield await entered(app)

    return starting
