"""A Telegram apart and the bot in front of it."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import sabotage
from tests.chaos import Apart, Bot, ended, running, telegram_apart
from tests.chaos.scenes import Scene
from tests.chaos.trial import Trial
from tests.databases import Databases, opened


@pytest.fixture
def telegram() -> Iterator[Apart]:
    with telegram_apart() as telegram:
        yield telegram


@pytest.fixture
def bot(tmp_path: Path, databases: Databases, peopled: str, telegram: Apart) -> Iterator[Bot]:
    """Return a running bot on a database of its own, the conversations' world in it."""
    url = databases.copy(peopled)
    with running(tmp_path, url, telegram) as bot:
        yield bot
    databases.drop(url)


@pytest.fixture
def scene(tmp_path: Path, databases: Databases, peopled: str, telegram: Apart) -> Iterator[Scene]:
    """Return a bot to be started, the conversations' world in its database."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    url = databases.copy(peopled)
    bot = Bot(tmp_path, url, telegram, {"HEALTH_PORT": str(port)})
    with opened(url) as store, ended(bot):
        yield Scene(telegram, bot, store)
    databases.drop(url)


@pytest.fixture
def trial(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    databases: Databases,
    peopled: str,
    telegram: Apart,
) -> Iterator[Trial]:
    """Return a bot to be started, with no limit on its pace; in a long test it is not forked."""
    url = databases.copy(peopled)
    quick = request.node.get_closest_marker("chaos") is None
    settings = {"MESSAGES_PER_SECOND": "0", **sabotage.steered(tmp_path)}
    bot = Bot(tmp_path, url, telegram, settings, quick)
    with opened(url) as store, ended(bot):
        yield Trial(telegram, bot, store)
    databases.drop(url)
