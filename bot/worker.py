"""The worker: takes jobs one after the other, shows how far they are and what came of them."""

import asyncio
import logging
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.exc import DBAPIError
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.waiting import within
from handlers import errors
from handlers.context import House
from handlers.i18n import SOURCE
from handlers.screen import Screen
from handlers.work import Doing, Work, doings
from services import accounts, jobs
from services.jobs import MOST_TRIES, Job, JobLostError

PATIENCE = 1.0  # seconds until somebody who waits is shown something
PACE = 2.0  # seconds between two redrawings of the card
POLL = 2.0  # seconds until a job is found that nobody woke us for
log = logging.getLogger(__name__)


class TooManyTriesError(Exception):
    """A job was begun three times and never came to an end."""


def _nobody() -> Collection[str]:
    return ()


@dataclass(frozen=True)
class Worker:
    """Does the jobs that the topics declare (`JOBS`).

    `holder` names this worker and no other, in any process; `alive` tells which others live:
    what a dead one held is taken up again.
    """

    house: House
    bot: ExtBot[Any]
    holder: str
    alive: Callable[[], Collection[str]] = _nobody
    patience: float = PATIENCE
    pace: float = PACE
    wake: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self) -> None:
        """Work until cancelled; set `wake` when there is a new job."""
        while True:
            try:
                busy = await self.run_one()
            except Exception as error:  # noqa: BLE001 - the database may be back in a while
                level = logging.WARNING if isinstance(error, DBAPIError) else logging.ERROR
                log.log(level, "worker: %s", errors.trace(error))  # without values
                busy = False
            if not busy:
                await within(POLL, self.wake)
                self.wake.clear()

    async def run_one(self) -> bool:
        """Do one job; False if there is none, or if the one there is has to wait."""
        kinds = doings(self.house.topics)
        others = set(self.alive()) - {self.holder}
        if not await self.house.store.run(jobs.waiting, [*kinds], others):
            return False
        job = await self.house.store.run(jobs.claim, [*kinds], self.holder, others)
        if job is None:
            return False
        work = await self._work(job)
        try:
            return await self._to_its_end(work, kinds[job.kind])
        except JobLostError:
            return True
        finally:
            work.stopped = True

    async def _work(self, job: Job) -> Work:
        chosen = await self.house.store.run(accounts.language, job.telegram_id)
        language = chosen or str(job.data.get("language") or SOURCE)
        return Work(self.house, self.bot, job, language, card=job.message_id)

    async def _to_its_end(self, work: Work, doing: Doing) -> bool:
        try:
            what = await self._watched(work, doing)
            if what and work.job.telegram_id:
                await _show(work, what)
        except TelegramError as error:
            if not errors.is_passing(error):
                raise
            await work.run(jobs.put_back, work.job)
            return False
        await work.run(jobs.settle, work.job, work.now)
        return True

    async def _watched(self, work: Work, doing: Doing) -> Screen | None:
        """Do the work while its card is redrawn; an error becomes what the person is told."""
        over, what = asyncio.Event(), None
        passing: Exception | None = None
        async with asyncio.TaskGroup() as group:
            group.create_task(self._watch(work, over))
            try:
                what = await _done(work, doing)
            except (JobLostError, TelegramError) as error:  # out of the group it would be wrapped
                passing = error
            finally:
                over.set()
        if passing:
            raise passing
        return what

    async def _watch(self, work: Work, over: asyncio.Event) -> None:
        wait, drawn = self.patience, None
        while work.job.telegram_id:
            await within(wait, over)
            if over.is_set():
                return
            if drawn != (work.done, work.total):
                drawn = (work.done, work.total)
                with suppress(TelegramError, JobLostError):
                    await work.draw()
            wait = self.pace


async def _done(work: Work, doing: Doing) -> Screen | None:
    if work.job.tries > MOST_TRIES and work.job.result is None:
        return errors.spoken(TooManyTriesError())
    try:
        return await doing(work)
    except JobLostError:
        raise
    except Exception as error:
        if errors.is_passing(error) and work.job.tries < MOST_TRIES:
            raise
        return errors.spoken(error)


async def _show(work: Work, what: Screen) -> None:
    """Show it; whoever blocked the bot is not told, and no error stops the worker."""
    try:
        await work.show(what)
    except TelegramError as error:
        if errors.is_passing(error):
            raise
        log.warning("not delivered: %s", type(error).__name__)
