"""How fast messages may go: in all, a chat, a group; answers before edits before notices."""

import asyncio
from bisect import insort
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from enum import IntEnum

PER_SECOND = 30
WINDOW = 1.0
SPARE = 1.3
"""So many a second are left to answers while notices go out."""
LATE = 0.01
"""Seconds that a late notice may be behind and the next one still goes in its own time."""
CHAT_BURST, CHAT_SECONDS = 5, 1.0
GROUP_BURST, GROUP_SECONDS = 20, 60.0
MANY_CHATS = 4096


class Rank(IntEnum):
    """Who goes first."""

    ANSWER = 0
    EDIT = 1
    NOTICE = 2


@dataclass(order=True)
class _Waiter:
    rank: Rank
    number: int
    chat: int = field(compare=False)
    turn: "asyncio.Future[float]" = field(compare=False)


class Pace:
    """Gives turns to send, `per_second` at most in any second; none at all (0) means no limit.

    Notices are spread evenly below the limit, so that an answer need not wait for a place.
    """

    def __init__(self, per_second: float = PER_SECOND) -> None:
        self.per_second = per_second
        self._waiting: list[_Waiter] = []
        self._number = 0
        self._sent: deque[float] = deque()
        self._fastest = float("inf")
        self._slot = 0.0
        self._halted = 0.0
        self._chats: dict[int, deque[float]] = {}
        self._halts: dict[int, float] = {}
        self._timer: asyncio.TimerHandle | None = None

    async def turn(self, chat: int, rank: Rank) -> float:
        """Wait until a message may go to the chat (a negative number is a group); tell when."""
        self._number += 1
        waiter = _Waiter(rank, self._number, chat, asyncio.get_running_loop().create_future())
        self._waiting.append(waiter)
        self._serve()
        try:
            return await waiter.turn
        except asyncio.CancelledError:
            with suppress(ValueError):
                self._waiting.remove(waiter)
            raise

    def answered(self, at: float) -> None:
        """Note that what went at a moment is answered: held up on its way, it came in late.

        A way that takes long always only moves all moments alike: what is counted is how much
        longer this one took than the fastest.
        """
        if not self.per_second:
            return
        took = _now() - at
        self._fastest = min(self._fastest, took)
        if took - self._fastest > LATE:
            with suppress(ValueError):  # a second ago already
                self._sent.remove(at)
            insort(self._sent, at + took - self._fastest)

    def halt(self, chat: int, seconds: float) -> None:
        """Send nothing for so long: to a group, if it was one that had too many, else at all."""
        until = _now() + seconds
        if chat < 0:
            self._halts[chat] = max(self._halts.get(chat, 0.0), until)
        else:
            self._halted = max(self._halted, until)

    def _serve(self) -> None:
        """Give turns to all who may go now; come back when the next one may."""
        if self._timer:
            self._timer.cancel()
            self._timer = None
        now, soonest = _now(), float("inf")
        for waiter in sorted(self._waiting):
            wait = max(self._wait(waiter.rank, now), self._wait_in(waiter.chat, now))
            if wait <= 0:
                self._waiting.remove(waiter)
                self._note(waiter.chat, now)
                if not waiter.turn.done():
                    waiter.turn.set_result(now)
            else:
                soonest = min(soonest, wait)
        if self._waiting:
            self._timer = asyncio.get_running_loop().call_later(soonest, self._serve)

    def _wait(self, rank: Rank, now: float) -> float:
        if not self.per_second:
            return self._halted - now
        while self._sent and self._sent[0] <= now - WINDOW:
            self._sent.popleft()
        full = len(self._sent) >= max(1, int(self.per_second))
        wait = self._sent[0] + WINDOW - now if full else 0.0
        if rank is Rank.NOTICE:
            wait = max(wait, self._slot - now)
        return max(wait, self._halted - now)

    def _wait_in(self, chat: int, now: float) -> float:
        halted = self._halts.get(chat, 0.0) - now
        if not self.per_second or chat not in self._chats:
            return halted
        burst, seconds = _budget(chat)
        sent = self._chats[chat]
        while sent and sent[0] <= now - seconds:
            sent.popleft()
        return max(halted, sent[0] + seconds - now if len(sent) >= burst else 0.0)

    def _note(self, chat: int, now: float) -> None:
        if not self.per_second:
            return
        gap = 1 / (self.per_second - SPARE) if self.per_second > SPARE else 1.0
        self._sent.append(now)
        self._slot = max(self._slot, now - LATE) + gap
        if len(self._chats) > MANY_CHATS:
            self._chats.clear()  # a second later none of them would count
        self._chats.setdefault(chat, deque()).append(now)


def _budget(chat: int) -> tuple[int, float]:
    """Return how many messages in how many seconds: a private chat bears short bursts."""
    return (GROUP_BURST, GROUP_SECONDS) if chat < 0 else (CHAT_BURST, CHAT_BURST * CHAT_SECONDS)


def _now() -> float:
    return asyncio.get_running_loop().time()
