"""A Telegram apart and the bot in front of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chaos import Apart, Bot, running, telegram_apart
from tests.databases import Databases


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
