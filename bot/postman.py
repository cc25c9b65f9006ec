"""The postman: sends the notices that are due, one process for all, a few at a time."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from sqlalchemy.exc import DBAPIError
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot import metrics
from bot.gate import unprompted
from bot.hand import Hand
from bot.waiting import within
from handlers.context import House
from handlers.i18n import SOURCE
from handlers.notices import briefs, drawings, wordings
from handlers.render import Reader
from handlers.screen import Screen, drawn
from handlers.verdict import Fate, Verdict, verdict
from services import delivery, leases, together
from services.delivery import PIECE, Due
from services.quiet import is_quiet

BATCH = 60
MOST_AT_ONCE = 30
IDLE = 1.0
log = logging.getLogger(__name__)


@dataclass
class Postman:
    """Sends what is due while it holds the lease.

    So many are under way at once as fill the round trip at full speed: a killed process can
    have sent no more than those without knowing.
    """

    house: House
    bot: ExtBot[Any]
    holder: str
    per_second: float = 30
    round_trip: float = 0.05
    stopping: bool = False
    hand: Hand = field(init=False)
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    _under_way: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Take the bot in hand."""
        self.hand = Hand(self.house.store, self.bot)

    async def run(self) -> None:
        """Send until `stop`; then end what is under way."""
        async with asyncio.TaskGroup() as group:
            while not self.stopping:
                try:
                    any_ = await self._step(group)
                except DBAPIError as error:
                    log.warning("database: %s", type(error).__name__)
                    any_ = False
                if not any_:
                    await within(IDLE, self.wake)

    def stop(self) -> None:
        """Begin no more."""
        self.stopping = True
        self.wake.set()

    async def deliver_all(self) -> None:
        """Send everything that is due now, and what comes of it."""
        async with asyncio.TaskGroup() as group:
            await self._step(group)

    async def _step(self, group: asyncio.TaskGroup) -> bool:
        """Send what is due until nothing is, as many at once as may be; tell if there was any."""
        any_, found = False, list[Due]()
        while True:
            self.wake.clear()
            idle = not self._under_way  # who is sent to while we ask may have more that is due
            found = [] if self.stopping else found or await self._due()
            if not found and idle:
                return any_
            while found and len(self._under_way) < self.at_once():
                one = found.pop(0)
                self._under_way.add(one.id)
                group.create_task(self._send(one))
                any_ = True
            await within(IDLE, self.wake)

    async def _due(self) -> list[Due]:
        if self.stopping:
            return []
        store, now = self.house.store, self._now()
        if not await store.run(leases.take, now, delivery.LEASE, self.holder):
            return []
        return await store.run(delivery.due, now, BATCH, tuple(self._under_way))

    def _now(self) -> datetime:
        return self.house.clock().astimezone(self.house.zone)

    def at_once(self) -> int:
        """Return how many messages are under way at most."""
        return min(MOST_AT_ONCE, ceil((self.per_second or MOST_AT_ONCE) * self.round_trip) + 1)

    async def _send(self, one: Due) -> None:
        try:
            await self._deliver(one)
        finally:
            self._under_way.discard(one.id)
            self.wake.set()

    async def _deliver(self, one: Due) -> None:
        now = self._now()
        if one.by_day and is_quiet(now):
            return
        if one.over_at and one.over_at <= now:
            await self._write(delivery.dropped, one.id)
            return
        if one.chat_id is None:
            await self._write(delivery.unreachable, one.id)
            return
        try:
            if await self._merged(one):
                return
            pieces = await self._drawn(one)
        except DBAPIError as error:
            log.warning("database: %s", type(error).__name__)
            await self._write(delivery.later, one.id, timedelta(seconds=IDLE))
            return
        if pieces is None:
            await self._write(delivery.refused, one.id)
        elif not pieces:
            await self._write(delivery.dropped, one.id)
        elif len(pieces) > 1:
            await self._write(delivery.split, one, pieces)
        else:
            await self._say(one, pieces[0])

    async def _merged(self, one: Due) -> bool:
        """Put what the person has due besides into one message; tell whether there was any."""
        kinds, now = tuple(briefs(self.house.topics)), self._now()
        if one.kind not in kinds:
            return False
        if not await self.house.store.run(together.beside, now, one.id, kinds):
            return False
        await self._keep(together.merge, now, one.id, kinds)
        return True

    async def _drawn(self, one: Due) -> list[dict[str, Any]] | None:
        """Return the messages of a notice; none at all if it has nothing to say any more.

        None if it cannot be worded, which is logged.
        """
        if one.kind == PIECE:
            return [one.data]
        reader = Reader(one.language or SOURCE, self.house.zone)
        try:
            screen = await self._screen(one)
            return drawn(screen, reader) or None if screen else []
        except DBAPIError:
            raise
        except Exception:  # one bad notice must not stop the others
            log.exception("notice %s", one.kind)
            return None

    async def _screen(self, one: Due) -> Screen | None:
        if drawing := drawings(self.house.topics).get(one.kind):
            return await drawing(self.house, one)
        return wordings(self.house.topics)[one.kind](one.data)

    async def _say(self, one: Due, message: dict[str, Any]) -> None:
        loop = asyncio.get_running_loop()
        begun = loop.time()
        try:
            number = await self._put(one, message)
        except TelegramError as error:
            await self._failed(one, verdict(error))
            return
        self.round_trip += (min(loop.time() - begun, 1.0) - self.round_trip) / 8
        await self._write(delivery.sent, one.id, number)

    async def _put(self, one: Due, message: dict[str, Any]) -> int:
        """Send a message, change the one it `edits` or `deletes`; return its number."""
        with unprompted():
            return await self.hand.put(
                one.chat_id or 0, {"edits": one.data.get("edits"), **message}
            )

    async def _failed(self, one: Due, why: Verdict) -> None:
        match why.fate:
            case Fate.UNREACHABLE:
                await self._write(delivery.unreachable, one.id)
            case Fate.MOVED:
                await self._keep(delivery.moved, one.chat_id or 0, why.chat_id)
            case Fate.REFUSED:
                log.error("notice %s refused", one.kind)
                await self._write(delivery.refused, one.id)
            case _:
                if why.fate is Fate.UNKNOWN:
                    metrics.REPEATED.inc()
                await self._write(delivery.later, one.id, timedelta(seconds=why.wait))

    async def _write(self, service: Callable[..., None], *about: Any) -> None:
        """Write down what became of a notice."""
        await self._keep(service, self.house.clock(), *about)

    async def _keep(self, service: Callable[..., None], *about: Any) -> None:
        """Write it down, however long the database is away: it must not be forgotten."""
        while True:
            try:
                await self.house.store.run(service, *about)
            except DBAPIError as error:
                log.warning("database: %s", type(error).__name__)
                await asyncio.sleep(IDLE)
            else:
                metrics.NOTICES.labels(service.__name__).inc()
                return
