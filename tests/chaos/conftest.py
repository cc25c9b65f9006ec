"""A Telegram apart and the bot in front of it."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests import sabotage, world
from tests.chaos import Apart, Bot, ended, running, telegram_apart
from tests.chaos.scenes import Scene
from tests.chaos.trial import Trial
from tests.databases import Databases, opened
from tests.postgres import Server, started


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
def quick(request: pytest.FixtureRequest) -> bool:
    """Return whether the bot is forked: in the short form of a test, not in a long one."""
    return request.node.get_closest_marker("chaos") is None


@pytest.fixture
def scene(
    tmp_path: Path, databases: Databases, peopled: str, telegram: Apart, *, quick: bool
) -> Iterator[Scene]:
    """Return a bot to be started, the conversations' world in its database."""
    url = databases.copy(peopled)
    with staged(tmp_path, url, telegram, quick=quick) as scene:
        yield scene
    databases.drop(url)


@pytest.fixture
def restartable(
    tmp_path_factory: pytest.TempPathFactory, telegram: Apart, *, quick: bool
) -> Iterator[tuple[Scene, Server]]:
    """Return a bot to be started on a PostgreSQL that can be stopped; only with --postgres."""
    folder = tmp_path_factory.mktemp("restartable")
    with started() as server:
        url = Databases(folder, server.address).template(world.build)
        with staged(folder, url, telegram, quick=quick) as scene:
            yield scene, server


@contextmanager
def staged(folder: Path, url: str, telegram: Apart, *, quick: bool) -> Iterator[Scene]:
    """Put a bot and its database before a Telegram."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    bot = Bot(folder, url, telegram, {"HEALTH_PORT": str(port)}, quick)
    with opened(url) as store, ended(bot):
        yield Scene(telegram, bot, store)


@pytest.fixture
def trial(
    tmp_path: Path, databases: Databases, peopled: str, telegram: Apart, *, quick: bool
) -> Iterator[Trial]:
    """Return a bot to be started, with no limit on its pace."""
    url = databases.copy(peopled)
    settings = {"MESSAGES_PER_SECOND": "0", **sabotage.steered(tmp_path)}
    bot = Bot(tmp_path, url, telegram, settings, quick)
    with opened(url) as store, ended(bot):
        yield Trial(telegram, bot, store)
    databases.drop(url)
