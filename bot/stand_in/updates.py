"""The queue of updates for the bot, confirmed by offset as getUpdates does it, or one by one."""

import asyncio
import secrets
from collections import OrderedDict, deque
from collections.abc import Container
from itertools import islice
from typing import Any

from bot.stand_in.refusal import Refusal

Update = dict[str, Any]

MOST_AT_ONCE = 100
_ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


class Updates:
    """Updates that wait; those already given stay until a higher offset confirms them."""

    def __init__(self) -> None:
        self._number = secrets.randbelow(10**9)  # Telegram begins anywhere
        self._waiting: OrderedDict[int, Update] = OrderedDict()
        self._left: dict[int, int] = {}
        self._confirmed: deque[Update] = deque(maxlen=MOST_AT_ONCE)
        self._wanted: list[str] = []
        self._poll = 0
        self.changed = asyncio.Event()
        """Set when something waits anew; whoever waits for it clears it first."""
        self.copies = 1
        """How often each update is delivered: one that is confirmed comes again until then."""

    def __len__(self) -> int:
        """Return how many wait."""
        return len(self._waiting)

    def add(self, kind: str, content: dict[str, Any]) -> None:
        """Queue an update, unless the bot did not ask for its kind."""
        if kind not in self._wanted if self._wanted else kind in _ON_REQUEST:
            return
        self._number += 1
        self._waiting[self._number] = {"update_id": self._number, kind: content}
        self.changed.set()

    def want(self, kinds: list[str]) -> None:
        """Set `allowed_updates`; an empty list is Telegram's default."""
        self._wanted = kinds

    def clear(self) -> None:
        """Forget what waits (drop_pending_updates)."""
        self._waiting.clear()
        self._left.clear()

    def again(self, count: int = 1) -> None:
        """Put the last confirmed updates back: Telegram delivers them a second time."""
        for _ in range(min(count, len(self._confirmed))):
            self._put_first(self._confirmed.pop())
        self.changed.set()

    def take(self) -> list[Update]:
        """Return what waits and confirm it at once."""
        taken = list(self._waiting.values())
        self._confirm(self._number + 1)
        return taken

    def first(self, busy: Container[int]) -> Update | None:
        """Return the first update of a chat that is not busy."""
        return next((one for one in self._waiting.values() if chat_of(one) not in busy), None)

    def done(self, update: Update) -> bool:
        """Confirm one update that was delivered; tell whether no copy of it is due any more."""
        number = update["update_id"]
        self._left[number] = self._left.get(number, self.copies) - 1
        if number in self._waiting and self._left[number] > 0:
            return False
        del self._left[number]
        if self._waiting.pop(number, None):
            self._confirmed.append(update)
        return True

    async def get(self, offset: int = 0, limit: int = 100, timeout: float = 0) -> list[Update]:  # noqa: ASYNC109 - it is getUpdates' own parameter
        """Return waiting updates from the offset on, waiting up to `timeout` for the first."""
        self._poll += 1
        poll = self._poll
        self.changed.set()
        if offset < 0:
            offset = max(self._number + offset + 1, 0)
        self._confirm(offset)
        if not self._waiting and timeout > 0:
            await self._wait(timeout, poll)
        most = limit if 1 <= limit <= MOST_AT_ONCE else MOST_AT_ONCE
        return list(islice(self._waiting.values(), most))

    async def _wait(self, seconds: float, poll: int) -> None:
        try:
            async with asyncio.timeout(seconds):
                while not self._waiting:
                    self.changed.clear()
                    await self.changed.wait()
                    if self._poll != poll:
                        raise Refusal(
                            409,
                            "Conflict: terminated by other getUpdates request; make sure that "
                            "only one bot instance is running",
                        )
        except TimeoutError:
            return

    def _confirm(self, offset: int) -> None:
        again = []
        while self._waiting and next(iter(self._waiting)) < offset:
            update = next(iter(self._waiting.values()))
            if not self.done(update):
                again.append(self._waiting.pop(update["update_id"]))
        for update in reversed(again):
            self._put_first(update)

    def _put_first(self, update: Update) -> None:
        self._waiting[update["update_id"]] = update
        self._waiting.move_to_end(update["update_id"], last=False)


def chat_of(update: Update) -> int:
    """Return the chat that an update is about."""
    content = next(value for name, value in update.items() if name != "update_id")
    about = content if "chat" in content else content["message"]
    return int(about["chat"]["id"])
