"""Writes for the intake: whatever there is to write at a time goes into one transaction."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sqlalchemy.exc import DBAPIError

from bot.waiting import within
from handlers import errors
from handlers.context import House
from services import inbox
from services.updates import Came, Ended, Page, Post, Turn

AT_ONCE = 64
"""So many accounts are in hand at once."""
PAUSE = 2.0
LINGER = 0.025
"""Seconds that what has ended waits for something to be written with it; less if it is wanted."""
log = logging.getLogger(__name__)


@dataclass
class Clerk:
    """Keeps what comes, writes down what has ended, and takes up what is to be done next.

    `taking` tells whether turns may be begun now, `begin` is given those that were taken. While
    the database is away all that has ended stays pending and is tried again after a pause; what
    came is handed back to whoever brought it, by the error.
    """

    house: House
    holder: str
    taking: Callable[[], bool]
    begin: Callable[[Sequence[Turn]], None]
    pause: float = PAUSE
    ended: Ended = field(default_factory=Ended)
    _in_hand: set[int] = field(default_factory=set)
    _wanted: set[int] = field(default_factory=set)  # in hand, and more of theirs has come
    _full: bool = False  # there was no room for all that waits
    _posts: list[tuple[Post, asyncio.Future[bool]]] = field(default_factory=list)
    _asked: list[asyncio.Future[bool]] = field(default_factory=list)
    _hurry: asyncio.Event = field(default_factory=asyncio.Event)
    _work: asyncio.Task[None] | None = None

    async def receive(self, came: Sequence[Came], lease: str) -> bool:
        """Keep updates, unless a lease is named that another process has; DBAPIError."""
        kept = asyncio.get_running_loop().create_future()
        self._posts.append((Post(tuple(came), lease), kept))
        self._wanted.update({one.talker for one in came} & self._in_hand)
        self._go(at_once=True)
        return bool(await kept)

    def ask(self) -> "asyncio.Future[bool]":
        """Have all that is pending written, and a look taken; tells whether there were turns."""
        asked = asyncio.get_running_loop().create_future()
        self._asked.append(asked)
        self._go(at_once=True)
        return asked

    def release(self, talker: int) -> None:
        """Let go of an account, soon; now if something may wait for that."""
        self.ended.released.append(talker)
        self._go(at_once=self._full or talker in self._wanted)
        self._wanted.discard(talker)

    async def rest(self) -> None:
        """Wait until nothing is pending."""
        while self._work:
            self._hurry.set()
            await asyncio.shield(self._work)

    def _go(self, *, at_once: bool) -> None:
        if at_once:
            self._hurry.set()
        if self._work is None:
            self._work = asyncio.create_task(self._write_all())  # noqa: TID251 - see `rest`

    async def _write_all(self) -> None:
        """Write until nothing is pending; after a failure in a while, or when somebody asks."""
        wait = LINGER
        try:
            while self._posts or self._asked or self.ended:
                if not self._hurry.is_set():
                    await within(wait, self._hurry)
                self._hurry.clear()
                wait = LINGER if await self._write() else self.pause
        finally:
            self._work = None

    async def _write(self) -> bool:
        """Write what is pending in one transaction; tell whether it could be."""
        posts, self._posts = self._posts, []
        asked, self._asked = self._asked, []
        ended, self.ended = self.ended, Ended()
        mine = frozenset(self._in_hand.difference(ended.released))
        room = AT_ONCE - len(mine) if self.taking() else 0
        page = Page(tuple(post for post, _ in posts), ended, room, mine)
        run, now = self.house.store.run, self.house.clock()
        try:
            kept, turns = await run(inbox.note, now, self.holder, page)
        except Exception as error:  # noqa: BLE001 - nothing may be lost of what has ended
            self.ended, self._asked = ended + self.ended, asked + self._asked
            for _, future in posts:
                if not future.done():
                    future.set_exception(error)
            if not posts:
                _log(error)
            return False
        self._full = len(turns) == room
        self._in_hand = {*mine, *(turn.talker for turn in turns)}
        answers = [*zip((one for _, one in posts), kept, strict=True)]
        for future, answer in [*answers, *((one, bool(turns)) for one in asked)]:
            if not future.done():
                future.set_result(answer)
        self.begin(turns)
        return True


def _log(error: Exception) -> None:
    if isinstance(error, DBAPIError):
        log.warning("database: %s", type(error).__name__)
    else:
        log.error("%s", errors.trace(error))  # no values
