"""Telegram's limits on messages, and its halts; off until a test switches them on."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil

from bot.stand_in.ledger import Halted, Ledger
from bot.stand_in.refusal import Refusal

MOST_PER_SECOND = 30
MOST_PER_MINUTE = 20  # in a group
BURST = 5  # in a private chat, which then gets one a second
LONG_HALT = 3  # seconds after too many over all
EVERYBODY = 0


@dataclass
class _Halt:
    until: float
    told: float | None = None


@dataclass
class _Bucket:
    left: float = BURST
    at: float = 0.0

    def level(self, now: float) -> float:
        return min(BURST, self.left + now - self.at)


@dataclass
class Flood:
    """Counts messages (edits are messages) and refuses with 429 what is too much.

    During a halt every message to that chat, or to anybody, is refused and written down.
    """

    ledger: Ledger
    clock: Callable[[], float]
    on: bool = False
    _halts: dict[int, _Halt] = field(default_factory=dict)
    _all: deque[float] = field(default_factory=deque)
    _groups: dict[int, deque[float]] = field(default_factory=dict)
    _private: dict[int, _Bucket] = field(default_factory=dict)

    def storm(self, seconds: float) -> None:
        """Refuse every message for so many seconds."""
        self._halts[EVERYBODY] = _Halt(self.clock() + seconds)

    def check(self, chat_id: int) -> None:
        """Refuse a message to the chat if there is a halt or this would be too much."""
        now = self.clock()
        for key in (EVERYBODY, chat_id):
            halt = self._halts.get(key)
            if halt and now < halt.until:
                self._refuse(halt, chat_id, now)
        if self.on:
            key, seconds = self._too_much(chat_id, now)
            if seconds:
                self._halts[key] = _Halt(now + seconds)
                self._refuse(self._halts[key], chat_id, now)

    def count(self, chat_id: int) -> None:
        """Count a message that was accepted."""
        if not self.on:
            return
        now = self.clock()
        self._all.append(now)
        if chat_id < 0:
            self._groups.setdefault(chat_id, deque()).append(now)
        else:
            bucket = self._private.setdefault(chat_id, _Bucket(at=now))
            bucket.left, bucket.at = bucket.level(now) - 1, now

    def _too_much(self, chat_id: int, now: float) -> tuple[int, int]:
        """Return whom a halt must stop and for how many seconds, 0 for none."""
        if len(_recent(self._all, now - 1)) >= MOST_PER_SECOND:
            return EVERYBODY, LONG_HALT
        if chat_id < 0:
            minute = _recent(self._groups.get(chat_id, deque()), now - 60)
            return chat_id, ceil(minute[0] + 60 - now) if len(minute) >= MOST_PER_MINUTE else 0
        level = self._private.get(chat_id, _Bucket(at=now)).level(now)
        return chat_id, ceil(1 - level) if level < 1 else 0

    def _refuse(self, halt: _Halt, chat_id: int, now: float) -> None:
        halt.told = now if halt.told is None else halt.told
        self.ledger.halted.append(Halted(now, chat_id, halt.told))
        seconds = ceil(halt.until - now)
        words = f"Too Many Requests: retry after {seconds}"
        raise Refusal(429, words, retry_after=seconds)


def _recent(times: deque[float], since: float) -> deque[float]:
    while times and times[0] <= since:
        times.popleft()
    return times
