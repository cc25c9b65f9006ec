"""The bots under test as processes before a Telegram of this one; what they take is in /proc."""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from bot.demo.world import write
from bot.demo.world.people import PEOPLE
from bot.stand_in import Telegram, User, serving
from tests import branch
from tests.bench.table import AIOGRAM, BOT, PTB
from tests.canaries import TOKEN
from tests.databases import KEY, Databases
from tests.processes import command, environment
from tests.waiting import until

ENDING = 10.0
LOG = "bot.log"
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Candidate:
    """A bot, and what people write to it; the name is a column of the table."""

    name: str
    text: str
    command: tuple[str, ...]
    settings: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Place:
    """Where the bench works: each run gets a copy of the demo's branch, so many of it ask."""

    databases: Databases
    branch: str
    people: int = len(PEOPLE)

    @property
    def accounts(self) -> dict[int, str]:
        """Who asks: accounts and names."""
        return {branch.account(one.number): one.name for one in PEOPLE[-self.people :]}


@contextmanager
def place() -> Iterator[Place]:
    """Make a place to work in, below the folder of temporary files."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as name:
        made = Databases(Path(name), None)
        workbooks = write(made.folder)
        yield Place(made, made.template(lambda store: branch.fill(store, workbooks)))


def ours(per_second: int = 0) -> Candidate:
    """Return our bot, which people ask for their pay; 0: as fast as it can."""
    words = tuple(command("python -m bot run"))
    return Candidate(BOT, "/pay", words, {"MESSAGES_PER_SECOND": str(per_second)})


def ptb() -> Candidate:
    """Return the library's echo bot, here the bare application too."""
    return Candidate(PTB, "hello", tuple(command("python -m tests.bench.baselines.ptb_echo")))


def ptb_telling(name: str, limited: Path | None = None) -> Candidate:
    """Return the library's bot that writes to many, by a Python that has its rate limiter."""
    words = command("python -m tests.bench.baselines.ptb_broadcast")
    if limited:
        words = [str(limited), *words[1:], "limited"]
    return Candidate(name, "/card", tuple(words))


def aiogram(python: Path) -> Candidate:
    """Return aiogram's echo bot, run by a Python that has aiogram."""
    return Candidate(AIOGRAM, "hello", (str(python), "-m", "tests.bench.baselines.aiogram_echo"))


@dataclass
class Met:
    """A bot that runs, the Telegram before it, and the people of the branch in there."""

    candidate: Candidate
    telegram: Telegram
    people: list[User]
    url: str
    """The address of its database."""
    log: Path
    process: asyncio.subprocess.Process
    begun: float

    def says(self, user: User) -> None:
        """Have a person write what this bot answers."""
        self.telegram.say(user, self.candidate.text)

    def resident(self) -> float:
        """Return the megabytes it holds in memory."""
        status = Path(f"/proc/{self.process.pid}/status").read_text("ascii")
        size = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(size.split()[1]) / 1024

    def worked(self) -> float:
        """Return the milliseconds that it has worked."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text("utf-8").rpartition(")")[2]
        user, system = fields.split()[11:13]
        return (int(user) + int(system)) * 1000 / TICKS


@asynccontextmanager
async def running(candidate: Candidate, place: Place, asked: int = 0) -> AsyncIterator[Met]:
    """Start a bot before its own Telegram, in which so many have asked already; end it."""
    telegram = Telegram(_clock, token=TOKEN)
    people = [telegram.user(*one) for one in place.accounts.items()]
    for number, user in enumerate(people):
        telegram.chats[user.id].started = True
        if number < asked:
            telegram.say(user, candidate.text)
    url = place.databases.copy(place.branch)
    folder = Path(mkdtemp(dir=place.databases.folder))
    async with serving(telegram) as address:
        begun = time.monotonic()
        process = await _process(candidate, folder, BOT_API_URL=address, DATABASE_URL=url)
        try:
            yield Met(candidate, telegram, people, url, folder / LOG, process, begun)
        finally:
            await _end(process)
    place.databases.drop(url)
    assert telegram.unmodelled == []


async def polling(met: Met) -> None:
    """Wait until it asks for updates; TimeoutError, or what it said when it died."""
    asked = met.telegram.ledger.calls
    await until(lambda: asked["getUpdates"] or met.process.returncode is not None)
    assert met.process.returncode is None, met.log.read_text("utf-8")


async def _process(candidate: Candidate, folder: Path, **own: str) -> asyncio.subprocess.Process:
    own |= {"BOT_TOKEN": TOKEN, "DATA_KEY": KEY, "DATA_DIR": str(folder)}
    with (folder / LOG).open("ab") as log:
        return await asyncio.create_subprocess_exec(
            *candidate.command,
            cwd=folder,
            env=environment(**own | candidate.settings),
            stdout=log,
            stderr=log,
        )


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.terminate()
        try:
            async with asyncio.timeout(ENDING):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()


def _clock() -> datetime:
    return datetime.fromtimestamp(time.time(), UTC)
