"""The queue of updates for the bot, confirmed by offset as getUpdates does it."""

import asyncio
import secrets
from collections import deque
from typing import Any

from bot.stand_in.refusal import Refusal

Update = dict[str, Any]

MOST_AT_ONCE = 100
_ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


class Updates:
    """Updates that wait; those already given stay until a higher offset confirms them."""

    def __init__(self) -> None:
        self._number = secrets.randbelow(10**9)  # Telegram begins anywhere
        self._waiting: deque[Update] = deque()
        self._confirmed: deque[Update] = deque(maxlen=MOST_AT_ONCE)
        self._wanted: list[str] = []
        self._arrived = asyncio.Event()
        self._poll = 0

    def __len__(self) -> int:
        """Return how many wait."""
        return len(self._waiting)

    def add(self, kind: str, content: dict[str, Any]) -> None:
        """Queue an update, unless the bot did not ask for its kind."""
        if kind not in self._wanted if self._wanted else kind in _ON_REQUEST:
            return
        self._number += 1
        self._waiting.append({"update_id": self._number, kind: content})
        self._arrived.set()

    def want(self, kinds: list[str]) -> None:
        """Set `allowed_updates`; an empty list is Telegram's default."""
        self._wanted = kinds

    def clear(self) -> None:
        """Forget what waits (drop_pending_updates)."""
        self._waiting.clear()

    def again(self, count: int = 1) -> None:
        """Put the last confirmed updates back: Telegram delivers them a second time."""
        for _ in range(min(count, len(self._confirmed))):
            self._waiting.appendleft(self._confirmed.pop())
        self._arrived.set()

    def take(self) -> list[Update]:
        """Return what waits and confirm it at once."""
        taken = list(self._waiting)
        self._confirm(self._number + 1)
        return taken

    async def get(self, offset: int = 0, limit: int = 100, timeout: float = 0) -> list[Update]:  # noqa: ASYNC109 - it is getUpdates' own parameter
        """Return waiting updates from the offset on, waiting up to `timeout` for the first."""
        self._poll += 1
        poll = self._poll
        self._arrived.set()
        if offset < 0:
            offset = max(self._number + offset + 1, 0)
        self._confirm(offset)
        if not self._waiting and timeout > 0:
            await self._wait(timeout, poll)
        return list(self._waiting)[: limit if 1 <= limit <= MOST_AT_ONCE else MOST_AT_ONCE]

    async def _wait(self, seconds: float, poll: int) -> None:
        try:
            async with asyncio.timeout(seconds):
                while not self._waiting:
                    self._arrived.clear()
                    await self._arrived.wait()
                    if self._poll != poll:
                        raise Refusal(
                            409,
                            "Conflict: terminated by other getUpdates request; make sure that "
                            "only one bot instance is running",
                        )
        except TimeoutError:
            return

    def _confirm(self, offset: int) -> None:
        while self._waiting and self._waiting[0]["update_id"] < offset:
            self._confirmed.append(self._waiting.popleft())
