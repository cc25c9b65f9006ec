"""The back office at its desk: sends workbooks, presses buttons, hears what the worker found."""

from collections.abc import Collection
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.app import App
from bot.stand_in import Person, Telegram
from bot.worker import Worker
from services.store import Store, work
from services.store.figures import Batch, ClientMonth
from tests.stage import FILES

CLIENTS = "客户月度-2026-09.csv"
ROWS = 3  # in it


class Killed(SystemExit):
    """The process ends here: nothing catches it on the way."""


@dataclass
class Desk:
    """何晓燕 of the back office, and workers that may be killed."""

    telegram: Telegram
    store: Store
    app: App
    person: Person
    dead: set[str] = field(default_factory=set)

    def worker(self, holder: str) -> Worker:
        """Return another worker; those that died before are not alive."""
        return Worker(
            self.app.bot_data["house"], self.app.bot, holder, self._alive, patience=float("inf")
        )

    def _alive(self) -> Collection[str]:
        return {"a", "b", "c"} - self.dead

    async def sends(self, name: str = CLIENTS, content: bytes | None = None) -> str:
        """Send a file; return what is said at once."""
        before = len(self.telegram.events)
        given = (FILES / name).read_bytes() if content is None else content
        await self.person.sends(name, given)
        return self._said(before)

    async def presses(self, label: str) -> str:
        """Press a button; return what is said at once."""
        before = len(self.telegram.events)
        await self.person.presses(label)
        return self._said(before)

    async def works(self, holder: str = "a") -> str:
        """Do the jobs that wait; return what is said."""
        before = len(self.telegram.events)
        worker = self.worker(holder)
        while await worker.run_one():
            pass
        return self._said(before)

    async def saves(self, name: str = CLIENTS) -> int:
        """Bring in a file as everybody does; return its batch."""
        await self.sends(name)
        await self.works()
        await self.presses("保存")
        assert "已保存" in await self.works()
        return self.batches()[-1][0]

    def _said(self, before: int) -> str:
        heard = [one for one in self.telegram.events[before:] if one.kind in {"sent", "edited"}]
        return "\n".join(str(one.shown.get("text") or one.shown.get("caption")) for one in heard)

    @property
    def cards(self) -> list[str]:
        """What the bot's messages in the chat say now."""
        return [one.text for one in self.person.here.shown() if one.sender.is_bot]

    def batches(self) -> list[tuple[int, str]]:
        """Return the batches beside the world's own, with their states."""
        with Session(self.store.reader) as session:
            rows = select(Batch.id, Batch.state).where(Batch.id > 1).order_by(Batch.id)
            return [(number, state) for number, state in session.execute(rows)]

    def count(self, table: type) -> int:
        """Count a table's rows."""
        with Session(self.store.reader) as session:
            return session.scalar(select(func.count()).select_from(table)) or 0

    @property
    def rows(self) -> int:
        """How many client rows there are, in force or not."""
        return self.count(ClientMonth)

    @property
    def kept(self) -> tuple[int, int]:
        """How many files are kept, and in how many pieces."""
        return self.count(work.File), self.count(work.FileChunk)
