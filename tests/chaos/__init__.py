"""Trouble on purpose: a Telegram that fails, and a bot that is killed, as real processes.

`telegram_apart()` serves a Telegram over HTTP from a thread with its own loop; whatever a test
asks of it goes through `does`. `Bot` is `python -m bot run` on a prepared database. A test has
a short form and a long one (`make chaos`): the same code with another number (`sizes`).
"""

import asyncio
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar
from urllib.parse import urlsplit

import pytest

from bot.stand_in import Telegram, serving
from tests.canaries import TOKEN
from tests.chaos.forked import Forked
from tests.databases import KEY
from tests.processes import command, environment
from tests.waiting import PATIENCE, until
from tests.world import PEOPLE

T = TypeVar("T")
STOPPED = 10.0
"""Seconds that a bot may take to end when it is told to."""


def sizes(short: int, long: int) -> pytest.MarkDecorator:
    """Run a test with `size` as the short number every time, with the long one by `make chaos`."""
    return pytest.mark.parametrize("size", [short, pytest.param(long, marks=pytest.mark.chaos)])


def measured(line: str) -> None:
    """Say what was counted (shown with -rP)."""
    sys.stdout.write(f"{line}\n")


class Apart:
    """A Telegram in a thread: commands run in its loop, one after the other."""

    def __init__(self, loop: asyncio.AbstractEventLoop, telegram: Telegram) -> None:
        self._loop, self._telegram = loop, telegram
        self._open = AsyncExitStack()
        self.url = ""
        """The address for BOT_API_URL."""

    def does(self, act: Callable[..., T]) -> T:
        """Do something with the Telegram, or ask it something; return what comes of it."""

        async def run() -> T:
            return act(self._telegram)

        return self._run(run())

    def waits(self, condition: Callable[..., object], seconds: float = PATIENCE) -> None:
        """Wait until the condition holds; TimeoutError."""
        self._run(until(lambda: condition(self._telegram), seconds))

    def opens(self) -> None:
        """Begin to serve, where it served before."""

        async def enter() -> str:
            port = urlsplit(self.url).port or 0
            served = serving(self._telegram, port, loopback_webhooks=True)
            return await self._open.enter_async_context(served)

        self.url = self._run(enter())

    def closes(self) -> None:
        """Break off all connections and take no new ones: an outage."""
        self._run(self._open.aclose())

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()


@contextmanager
def telegram_apart() -> Iterator[Apart]:
    """Serve a Telegram where the people of the conversations' world have telephones."""
    telegram = Telegram(clock, token=TOKEN)
    for one in PEOPLE:
        telegram.user(one.account, one.name)
        telegram.chats[one.account].started = one.bound
    runner, ended = asyncio.Runner(), asyncio.Event()
    apart = Apart(runner.get_loop(), telegram)
    thread = Thread(target=runner.run, args=(ended.wait(),))
    thread.start()
    try:
        apart.opens()
        yield apart
    finally:
        apart.closes()
        runner.get_loop().call_soon_threadsafe(ended.set)
        thread.join()
        runner.close()


@dataclass
class Bot:
    """The bot as a process; its log is kept over restarts.

    A `quick` one is forked from an interpreter that has imported everything: the same
    `main(["run"])` in a process of its own, a second sooner.
    """

    folder: Path
    url: str
    telegram: Apart
    settings: dict[str, str] = field(default_factory=dict)
    quick: bool = False
    process: subprocess.Popen[bytes] | Forked | None = None

    @property
    def log(self) -> Path:
        """Where it writes what it notes."""
        return self.folder / "bot.log"

    @property
    def alive(self) -> bool:
        """Whether its process runs."""
        return self.process is not None and self.process.poll() is None

    def starts(self) -> None:
        """Start a process; it need not be ready yet."""
        own = {
            "BOT_TOKEN": TOKEN,
            "BOT_API_URL": self.telegram.url,
            "DATA_DIR": str(self.folder),
            "DATABASE_URL": self.url,
            "DATA_KEY": KEY,
        }
        surroundings = environment(**own | self.settings)
        if self.quick:
            self.process = Forked(self.folder, surroundings, self.log)
            return
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 - ours
                command("python -m bot run"),
                cwd=self.folder,
                env=surroundings,
                stdout=log,
                stderr=log,
            )

    def dies(self) -> None:
        """Be killed: no chance to do anything more."""
        self._ended(signal.SIGKILL)

    def stops(self) -> int:
        """Be told to end; return the exit code. TimeoutExpired if it takes too long."""
        return self._ended(signal.SIGTERM)

    def _ended(self, how: signal.Signals) -> int:
        assert self.process
        self.process.send_signal(how)
        return self.process.wait(STOPPED)


@contextmanager
def running(
    folder: Path, url: str, telegram: Apart, *, quick: bool = False, **settings: str
) -> Iterator[Bot]:
    """Start the bot on a database; nothing of it is left behind."""
    bot = Bot(folder, url, telegram, settings, quick)
    with ended(bot):
        bot.starts()
        yield bot


@contextmanager
def ended(bot: Bot) -> Iterator[Bot]:
    """Leave nothing of the bot behind."""
    try:
        yield bot
    finally:
        if bot.alive:
            bot.dies()


def clock() -> datetime:
    """Return this moment, as the bot knows it."""
    return datetime.fromtimestamp(time.time(), UTC)
