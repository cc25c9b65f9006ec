"""Updates in: kept first, then done, one after the other for each account, beside one another."""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.exc import InterfaceError, OperationalError
from telegram import Update
from telegram.error import TelegramError

from bot import metrics
from bot.clerk import Clerk
from bot.waiting import within
from handlers import attempt, errors, resume
from handlers.context import Context, House, house_of
from handlers.verdict import Fate, verdict
from services import inbox
from services.inbox import TRIES, AlreadyDoneError
from services.updates import Came, Kept, Turn

IDLE = 0.5
ALONE = 1.0
AWAY = (OperationalError, InterfaceError)
"""The database is out of reach; whatever else it says, it says of the update."""
WANTED = ("message", "callback_query", "my_chat_member")
log = logging.getLogger(__name__)


class PostponedError(Exception):
    """It cannot be ended now: the database or Telegram is out of reach."""


@dataclass
class Intake:
    """Takes updates in and has them done by the application's handlers.

    `others` are woken after each that changed something: there may be notices to send, or jobs.
    """

    app: Any
    holder: str
    others: tuple[asyncio.Event, ...] = ()
    stopping: bool = False
    clerk: Clerk = field(init=False)
    _over: asyncio.Event = field(default_factory=asyncio.Event)
    _group: asyncio.TaskGroup = field(default_factory=asyncio.TaskGroup)
    _taking: bool = False
    _running: dict[asyncio.Task[None], float] = field(default_factory=dict)
    _waiting: deque[Turn] = field(default_factory=deque)  # one of them is suspect
    _begins: asyncio.Task[None] | None = None

    def __post_init__(self) -> None:
        """Employ the one who writes."""
        self.clerk = Clerk(self.house, self.holder, self._is_taking, self._begin)

    @property
    def house(self) -> House:
        """Where the application belongs to."""
        return house_of(self.app)

    async def receive(self, raws: Sequence[dict[str, Any]], lease: str = "") -> bool:
        """Keep updates; once this returns True none of them can be lost.

        False, and nothing kept, if a lease is named and another process holds it; DBAPIError.
        """
        if not await self.clerk.receive([Came.of(raw) for raw in raws], lease):
            return False
        metrics.UPDATES.inc(len(raws))
        return True

    async def deliver(self, raws: Sequence[dict[str, Any]]) -> None:
        """Keep updates and have everything that waits done, to the end."""
        await self.receive(raws)
        begun = True
        while begun:
            async with self._open():
                begun = await self.clerk.ask()

    async def run(self) -> None:
        """Have what waits done until `stop`; then end what was begun."""
        async with self._open():
            asked = self.clerk.ask()
            while not self.stopping:
                await within(IDLE, self._over)
                asked = self.clerk.ask() if asked.done() else asked

    def stop(self) -> None:
        """Begin nothing more."""
        self.stopping = True
        self._over.set()

    @asynccontextmanager
    async def _open(self) -> AsyncIterator[None]:
        """Have turns begun meanwhile; then have them ended, and everything written down."""
        async with asyncio.TaskGroup() as self._group:
            self._taking = True
            yield
            self._taking = False
            await self.clerk.rest()
        await self.clerk.rest()

    def _is_taking(self) -> bool:
        """Tell whether turns may be taken: not beside one that is suspect."""
        return self._taking and not self._begins

    def _begin(self, turns: Sequence[Turn]) -> None:
        """Begin turns: at once, unless there is a suspect one."""
        if self._begins or any(turn.suspect for turn in turns):
            self._waiting.extend(turns)
            self._begins = self._begins or self._group.create_task(self._begin_in_turn())
            return
        for turn in turns:
            self._start(turn)

    async def _begin_in_turn(self) -> None:
        """Begin what waits, suspect turns alone."""
        while self._waiting:
            turn = self._waiting.popleft()
            if turn.suspect:
                await self._quiet()
            self._start(turn)
            if turn.suspect:
                await self._quiet()
        self._begins = None

    def _start(self, turn: Turn) -> None:
        task = self._group.create_task(self._take(turn))
        self._running[task] = asyncio.get_running_loop().time()
        task.add_done_callback(self._running.pop)

    async def _quiet(self) -> None:
        """Wait for what has just begun; what takes longer only waits for Telegram."""
        since = asyncio.get_running_loop().time() - ALONE
        if young := {task for task, begun in self._running.items() if begun > since}:
            await asyncio.wait(young, timeout=ALONE)

    async def _take(self, turn: Turn) -> None:
        """Deal with what waits of one account; what cannot be ended now is left for later.

        Each update is written down before the next begins: whatever ends the process is the first
        that is open.
        """
        for one in turn.updates:
            if not await self._is_over(one):
                break
            self.clerk.ended.answered.append(one.id)
            if one is not turn.updates[-1]:
                await self.clerk.ask()
        self.clerk.release(turn.talker)

    async def _is_over(self, one: Kept) -> bool:
        """Bring an update to its end; tell whether that could be done now."""
        try:
            with metrics.ANSWER_SECONDS.time():
                await self._end(one)
        except AlreadyDoneError:
            log.warning("an account was taken over by another process")
            return False
        except PostponedError:
            self.clerk.ended.postponed.append(one.id)
        except Exception:  # a mistake of ours must not end the process: it waits and comes again
            log.exception("an update could not be ended")
        else:
            return True
        await asyncio.sleep(self.clerk.pause)
        return False

    async def _end(self, one: Kept) -> None:
        """Bring an update to its end: answered, or set aside after its tries."""
        tries, code, run = one.tries, errors.new_code(), self.house.store.run
        while tries < TRIES:
            before = bool(tries)  # should it end the process now, that must have been counted
            if before:
                tries = await self._reached(run(inbox.attempt, one.id))
            try:
                await self._reached(self._attempt(one, code))
            except (PostponedError, AlreadyDoneError):
                raise
            except Exception as error:  # noqa: BLE001 - whatever an update does to us
                tries = tries if before else await self._reached(run(inbox.attempt, one.id))
                level = logging.ERROR if tries >= TRIES else logging.WARNING
                log.log(level, "%s", errors.trace(error), extra={"code": code})  # no values
            else:
                return
        await self._reached(self._set_aside(one, code))

    async def _reached(self, work: Any) -> Any:
        """Await it; PostponedError if the database or Telegram is out of reach."""
        try:
            return await work
        except AWAY as error:
            log.warning("database: %s", type(error).__name__)
            raise PostponedError from error
        except TelegramError as error:
            fate = verdict(error).fate
            if fate is Fate.REFUSED:
                raise
            log.warning("not delivered: %s", type(error).__name__)
            if fate in {Fate.LATER, Fate.UNKNOWN}:
                raise PostponedError from error
            return None  # nobody is there to be answered

    async def _attempt(self, one: Kept, code: str) -> None:
        """Deal with an update once; what was done before a crash is only shown."""
        update = Update.de_json(one.body, self.app.bot)
        if one.done:
            await resume.show(Context.from_update(update, self.app))
            return
        with attempt.trying(one.id) as trying:
            await self.app.process_update(update)
        self.clerk.ended.seen.extend(trying.seen)
        if trying.done:
            self._wake_others()
        for error in trying.errors:
            if (said := errors.words(error)) is not None:
                await errors.tell(Context.from_update(update, self.app), said)
            elif trying.done and not _from_outside(error):
                log.error("%s", errors.trace(error), extra={"code": code})
                await errors.tell(Context.from_update(update, self.app), errors.unshown(code))
            else:
                raise error

    async def _set_aside(self, one: Kept, code: str) -> None:
        """Give an update up; the administrators are told, and the person."""
        await self.house.store.run(inbox.set_aside, self.house.clock(), one.id, code)
        self._wake_others()
        metrics.SET_ASIDE.inc()
        try:
            update = Update.de_json(one.body, self.app.bot)
            said = errors.unshown if one.done else errors.unexpected
            await errors.tell(Context.from_update(update, self.app), said(code))
        except TelegramError:
            raise
        except Exception:  # unreadable, or nobody's: there is no one to be told
            log.exception("not told", extra={"code": code})

    def _wake_others(self) -> None:
        for other in self.others:
            other.set()


def _from_outside(error: Exception) -> bool:
    """Tell whether the database or Telegram was out of reach: once it is back all is well."""
    refused = isinstance(error, TelegramError) and verdict(error).fate is Fate.REFUSED
    return isinstance(error, OperationalError | InterfaceError | TelegramError) and not refused
