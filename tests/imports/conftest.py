"""The desk of the back office in the small world."""

from collections.abc import AsyncIterator

import pytest

from bot.app import build
from bot.settings import Settings
from bot.stand_in import Door, Person, Telegram, to_application
from services.store import Store
from tests.imports.desk import Desk
from tests.stage import BEGIN


@pytest.fixture
async def desk(peopled_store: Store) -> AsyncIterator[Desk]:
    telegram = Telegram(lambda: BEGIN)
    settings = Settings.read(_env_file=None, bot_token=telegram.token)
    app = build(settings, peopled_store, Door(telegram), lambda: BEGIN)
    user = telegram.user(6, "何晓燕")
    telegram.chats[6].started = True
    async with app:
        yield Desk(telegram, peopled_store, app, Person(telegram, user, to_application(app)))
