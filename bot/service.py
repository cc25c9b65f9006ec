"""The running bot: all parts of one process, from its start to a clean end."""

import asyncio
import gc
import logging
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from datetime import UTC
from functools import partial
from typing import Any, TypeVar

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy.exc import DBAPIError
from telegram.error import BadRequest, InvalidToken, TelegramError
from telegram.request import BaseRequest

from bot import nightly, timetable
from bot.app import App, build
from bot.engine import Engine
from bot.gate import Gate
from bot.health import Health
from bot.instance import Instance
from bot.intake import WANTED
from bot.opening import Voice
from bot.pace import Pace
from bot.polling import Poller
from bot.pulse import Pulse
from bot.request import AiohttpRequest
from bot.servers import serving
from bot.settings import Settings
from bot.webhook import webhook
from handlers import console
from handlers.commands import offer_to_all
from handlers.i18n import say
from services import leases
from services.store import Store

T = TypeVar("T")
BEAT = 3.0
STANDBY = 1.0
TICK = 15
PLAN = 3600
ENDING = 8.0
FIRST_WAIT, LONGEST_WAIT = 1.0, 30.0
SWITCH = 0.0005
"""Seconds until a thread gives way; the usual five thousandths kept the loop waiting too long."""
OBJECTS = 50_000
"""So many more than before until the garbage collector looks for what only holds itself."""
log = logging.getLogger(__name__)
Work = Callable[[], Coroutine[Any, Any, object]]


async def serve(settings: Settings, store: Store, said: Voice) -> None:
    """Run the bot until it is told to stop; InvalidToken, WedgedError."""
    stop, working, me = asyncio.Event(), asyncio.Event(), asyncio.current_task()

    def end() -> None:
        stop.set()
        if me and not working.is_set():
            me.cancel()  # it waits for another process or for Telegram: nothing was begun

    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, end)
    with suppress(asyncio.CancelledError):
        instance = await _instance(settings, said)
        try:
            await _work(settings, store, instance.name, stop, working)
        finally:
            instance.free()


async def _work(
    settings: Settings, store: Store, name: str, stop: asyncio.Event, working: asyncio.Event
) -> None:
    pace = Pace(settings.messages_per_second)
    app = build(settings, store, Gate(AiohttpRequest(settings.bot_proxy), pace))
    async with initialized(app):
        engine = await Engine.enter(app, name, settings.messages_per_second)
        working.set()
        _keep_for_good()
        sys.setswitchinterval(SWITCH)
        asking = AiohttpRequest(settings.bot_proxy)
        await Process(settings, engine, pace, asking).run(stop)


def _keep_for_good() -> None:
    """Have the garbage collector leave alone what was loaded, and come less often.

    An answer makes thousands of objects that go by themselves: looking for rings among them at
    each 700th took a fifth of its time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS, 20, 20)


async def _instance(settings: Settings, said: Voice) -> Instance:
    """Take the data folder; on SQLite whoever comes second stands by."""
    found = Instance.of(settings.data_dir)
    if found is None and not settings.database.startswith("sqlite"):
        return Instance.another()
    if found is None:
        said.note(say(console.STANDING_BY))
    while found is None:
        await asyncio.sleep(STANDBY)
        found = Instance.of(settings.data_dir)
    return found


@asynccontextmanager
async def initialized(app: App) -> AsyncIterator[None]:
    """Open the way to Telegram, waiting for it as long as it takes; InvalidToken."""
    await _answered(app.initialize)
    try:
        yield
    finally:
        await app.shutdown()


async def _answered(ask: Work) -> None:
    """Ask Telegram until it answers, after growing pauses; InvalidToken, BadRequest."""
    wait = FIRST_WAIT
    while True:
        try:
            await ask()
        except (InvalidToken, BadRequest):
            raise
        except TelegramError as error:
            log.warning("Telegram: %s", type(error).__name__)
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT)
        else:
            return


class Process:
    """The parts at work, each as long as the process lives."""

    def __init__(
        self, settings: Settings, engine: Engine, pace: Pace, asking: BaseRequest
    ) -> None:
        self.settings, self.engine, self.pace, self.asking = settings, engine, pace, asking
        self.house = engine.intake.house
        self.pulse = Pulse()

    async def run(self, stop: asyncio.Event) -> None:
        """Work until told to stop; then end what was begun, within seconds."""
        async with self._source() as ask, self._health(), asyncio.TaskGroup() as group:
            others: tuple[Work, ...] = (self._beat, self._offer, self.engine.worker.run, ask)
            going = [group.create_task(work()) for work in others]
            ending = [group.create_task(work()) for work in self.engine.works]
            clock = await self._clockwork()
            await stop.wait()
            clock.shutdown(wait=False)
            self.engine.stop()
            for task in going:
                task.cancel()
            await asyncio.wait(ending, timeout=ENDING)
            for task in ending:
                task.cancel()
        await self.house.store.run(leases.leave, self.engine.intake.holder)

    @asynccontextmanager
    async def _source(self) -> AsyncIterator[Work]:
        """Open where updates come from; yield what is to run for it."""
        bot, settings = self.engine.app.bot, self.settings
        if settings.bot_mode == "polling":
            async with self.asking:
                yield Poller(self.engine.intake, self.asking, self.pulse).run
            return
        site = webhook(self.engine.intake, settings.webhook_secret, settings.webhook_path)
        async with serving(site, str(settings.webhook_host), settings.webhook_port):
            hook = partial(
                bot.set_webhook,
                settings.webhook_url,
                allowed_updates=WANTED,
                secret_token=settings.webhook_secret,
            )
            yield partial(_answered, hook)

    @asynccontextmanager
    async def _health(self) -> AsyncIterator[None]:
        """Serve the health page, if it is wanted."""
        settings = self.settings
        if not settings.health_port:
            yield
            return
        page = Health(self.house, self.pulse, settings.backups).app()
        async with serving(page, str(settings.health_host), settings.health_port):
            yield

    async def _offer(self) -> None:
        await offer_to_all(self.engine.app.bot, self.house.topics)

    async def _beat(self) -> None:
        """Stay alive in the eyes of the other processes, and share the pace with them."""
        store = self.house.store
        while True:
            try:
                now = self.house.clock()
                await store.run(leases.renew, now, self.engine.intake.holder)
                alive = self.engine.alive
                alive |= (living := await store.run(leases.alive, now))
                alive &= living
                self.pace.per_second = self.settings.messages_per_second / max(1, len(alive))
            except DBAPIError as error:
                log.warning("database: %s", type(error).__name__)
            await asyncio.sleep(BEAT)

    async def _clockwork(self) -> AsyncIOScheduler:
        """Start the ticks: APScheduler keeps the beat, the rows know what is due."""
        scheduler = AsyncIOScheduler(timezone=UTC)
        for work, seconds in ((self._plan, PLAN), (self._tick, TICK)):
            await work()
            every: dict[str, Any] = {"seconds": seconds, "misfire_grace_time": None}
            scheduler.add_job(_unless_stopped, "interval", [work], coalesce=True, **every)
        scheduler.start()
        return scheduler

    async def _plan(self) -> None:
        await _tried(timetable.plan(self.house))

    async def _tick(self) -> None:
        if await _tried(timetable.tick(self.house)):
            self.engine.postman.wake.set()
        await _tried(
            nightly.backed_up(self.house, self.settings.backups, self.engine.intake.holder)
        )
        self.pulse.beat("tick", asyncio.get_running_loop().time())


async def _unless_stopped(work: Work) -> None:
    """Work; that the clock is stopped meanwhile, as in a backup, is no error."""
    with suppress(asyncio.CancelledError):
        await work()


async def _tried(work: Awaitable[T]) -> T | None:
    """Await work that is done again at the next tick should the database be away."""
    try:
        return await work
    except DBAPIError as error:
        log.warning("database: %s", type(error).__name__)
        return None
