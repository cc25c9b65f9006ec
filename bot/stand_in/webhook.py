"""Delivers waiting updates to the bot's webhook as Telegram does."""

import asyncio
from asyncio import sleep as rest
from typing import Any

import aiohttp

from bot.stand_in.core import Telegram
from bot.stand_in.settings import FAILED
from bot.stand_in.updates import Update, chat_of

SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
USUAL_CONNECTIONS = 40
FIRST_PAUSE, LONGEST_PAUSE = 0.05, 30.0
PATIENCE = aiohttp.ClientTimeout(60)


class Delivery:
    """Posts updates, those of one chat in order, up to max_connections at once.

    An update is tried again, after growing pauses, until the answer is 2xx.
    """

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram
        self._busy: set[int] = set()

    async def run(self) -> None:
        """Deliver until cancelled."""
        waiting = self._telegram.updates
        connector = aiohttp.TCPConnector(limit=0)
        session = aiohttp.ClientSession(connector=connector)
        async with session, asyncio.TaskGroup() as lanes:
            while True:
                update = waiting.first(self._busy) if self._has_place() else None
                if update is None:
                    waiting.changed.clear()
                    await waiting.changed.wait()
                else:
                    self._busy.add(chat_of(update))
                    lanes.create_task(self._deliver(session, update))

    def _has_place(self) -> bool:
        hook = self._telegram.webhook
        most = hook.get("max_connections", USUAL_CONNECTIONS)
        return bool(hook["url"]) and len(self._busy) < most

    async def _deliver(self, session: aiohttp.ClientSession, update: Update) -> None:
        hook, pause = self._telegram.webhook, FIRST_PAUSE
        try:
            while self._telegram.webhook is hook:
                mistake = await _post(session, hook, update)
                if not mistake:
                    if self._telegram.updates.done(update):
                        return
                    continue
                now = int(self._telegram.clock().timestamp())
                hook.update(zip(FAILED, (now, mistake), strict=True))
                await rest(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
        finally:
            self._busy.discard(chat_of(update))
            self._telegram.updates.changed.set()


async def _post(session: aiohttp.ClientSession, hook: dict[str, Any], update: Update) -> str:
    """Post an update; return what went wrong."""
    secret = hook.get("secret_token")
    headers = {SECRET: secret} if secret else {}
    try:
        async with session.post(
            hook["url"], json=update, headers=headers, timeout=PATIENCE, allow_redirects=False
        ) as answer:
            wrong = f"Wrong response from the webhook: {answer.status} {answer.reason}"
            return "" if answer.status // 100 == 2 else wrong  # noqa: PLR2004 - 2xx
    except TimeoutError:
        return "Read timeout expired"
    except aiohttp.ClientError:
        return "Connection refused"
