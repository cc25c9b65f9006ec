"""Long polling: what Telegram has is kept first, and only the next question confirms it."""

import asyncio
import json
import logging
from typing import Any
from urllib.parse import urlencode

from sqlalchemy.exc import DBAPIError
from telegram.error import InvalidToken, RetryAfter, TelegramError, TimedOut
from telegram.request import BaseRequest

from bot.intake import WANTED, Intake
from bot.pulse import Pulse
from services import leases

LEASE = "polling"
SECONDS = 20
MARGIN = 10.0
WEDGED = 80.0
IDLE = 1.0
log = logging.getLogger(__name__)


class WedgedError(Exception):
    """Nothing came back from getUpdates for so long that only a new process can help."""


class Poller:
    """Asks Telegram for updates while this process holds the lease."""

    def __init__(self, intake: Intake, request: BaseRequest, pulse: Pulse) -> None:
        self.intake, self.request, self.pulse = intake, request, pulse
        self._offset = 0
        self._pause = IDLE
        self._mine = False  # as of the transaction that kept the last answer

    async def run(self) -> None:
        """Ask until the intake stops; WedgedError if no question is answered any more."""
        while not self.intake.stopping:
            try:
                await self._turn()
            except InvalidToken:
                raise
            except DBAPIError as error:  # not kept, so not confirmed: Telegram gives it again
                log.warning("database: %s", type(error).__name__)
                await asyncio.sleep(IDLE)
            except (TelegramError, TimeoutError) as error:
                log.warning("getUpdates: %s", type(error).__name__)
                await self._rest(error)

    async def _turn(self) -> None:
        """Ask if it is this process's to ask; else wait for its turn."""
        if self._mine or await self._is_mine():
            self.pulse.beats.setdefault(LEASE, self._now())
            await self._ask()
        else:
            self.pulse.stop(LEASE)
            await asyncio.sleep(IDLE)

    async def _is_mine(self) -> bool:
        house = self.intake.house
        return await house.store.run(leases.take, house.clock(), LEASE, self.intake.holder)

    async def _ask(self) -> None:
        """Ask once, keep what comes; the offset only ever confirms what was kept."""
        self._mine = False
        async with asyncio.timeout(SECONDS + MARGIN):
            raws: Any = await self.request.post(self._url(), read_timeout=SECONDS + MARGIN / 2)
        self._mine = await self.intake.receive(raws, LEASE)
        if not self._mine:
            return
        # without an offset Telegram gives what is not confirmed: numbers may begin anew
        self._offset = max((one["update_id"] for one in raws), default=-1) + 1
        self._pause = IDLE
        self.pulse.beat(LEASE, self._now())

    def _url(self) -> str:
        words: dict[str, Any] = {"timeout": SECONDS, "allowed_updates": json.dumps(WANTED)}
        if self._offset:
            words["offset"] = self._offset
        return f"{self.intake.app.bot.base_url}/getUpdates?{urlencode(words)}"

    async def _rest(self, error: Exception) -> None:
        """Wait before asking again; after a question without an answer on a new connection."""
        if isinstance(error, TimeoutError | TimedOut):
            if (self.pulse.age(LEASE, self._now()) or 0.0) > WEDGED:
                raise WedgedError from error
            await self.request.shutdown()
            await self.request.initialize()
        wait = error.retry_after if isinstance(error, RetryAfter) else self._pause
        await asyncio.sleep(wait if isinstance(wait, float | int) else wait.total_seconds())
        self._pause = min(self._pause * 2, 30.0)

    def _now(self) -> float:
        return asyncio.get_running_loop().time()
