"""The bot in a small world, and people in front of it."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest

from bot.app import TOPICS, App, build
from bot.settings import Settings
from bot.stand_in import Door, Person, Telegram
from handlers.topic import Topic
from services.store import Store
from tests.stage import BEGIN, receiving

Bot = Callable[..., AbstractAsyncContextManager[App]]


@pytest.fixture
def telegram() -> Telegram:
    return Telegram(lambda: BEGIN)


@pytest.fixture
def bot(telegram: Telegram, peopled_store: Store) -> Bot:
    """Return what starts the bot, with more topics if wanted."""

    @asynccontextmanager
    async def start(extra: Sequence[Topic] = ()) -> AsyncIterator[App]:
        settings = Settings.read(_env_file=None, bot_token=telegram.token)
        topics = (*TOPICS, *extra)
        app = build(settings, peopled_store, Door(telegram), lambda: BEGIN, topics)
        async with app:
            yield app

    return start


@pytest.fixture
def zhang_wei(telegram: Telegram) -> Callable[[App], Person]:
    """Return what puts 张伟 (account 31) in front of the bot."""
    user = telegram.user(31, "张伟")
    return lambda app: Person(telegram, user, receiving(app))
