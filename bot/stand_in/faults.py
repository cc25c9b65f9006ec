"""Failing on demand, as the real Telegram and the way to it fail."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from random import Random

from bot.stand_in.refusal import Refusal


class Cut(Exception):  # noqa: N818 - what the network does, in its word
    """No answer comes; the call may have taken effect all the same."""


@dataclass
class Fault:
    """What happens to a call: an answer in its place, none, silence, or so many seconds' delay.

    `after` it has taken effect; `struck` counts how often it happened.
    """

    refusal: Refusal | None = None
    after: bool = False
    silent: bool = False
    delay: float = 0.0
    struck: int = 0

    async def strike(self) -> None:
        """Fail, or only be late."""
        self.struck += 1
        if self.delay:
            await asyncio.sleep(self.delay)
            return
        if self.silent:
            await asyncio.get_running_loop().create_future()
        raise self.refusal or Cut


def too_many(retry_after: int) -> Fault:
    """Return 429 with the seconds to wait."""
    words = f"Too Many Requests: retry after {retry_after}"
    return Fault(Refusal(429, words, retry_after=retry_after))


def refused(code: int, description: str) -> Fault:
    """Return any error answer, such as 403 or 502."""
    return Fault(Refusal(code, description))


def timed_out() -> Fault:
    """Return a call that Telegram never saw: over HTTP the connection is reset."""
    return Fault()


def lost_answer() -> Fault:
    """Return a call that took effect and whose answer was cut off."""
    return Fault(after=True)


def wedged() -> Fault:
    """Return a call that is taken and never answered."""
    return Fault(silent=True)


def slow(seconds: float) -> Fault:
    """Return a call that takes effect so much later."""
    return Fault(delay=seconds)


@dataclass
class Rule:
    """Lets calls fail again and again: those of a share, or every so many, or of one chat."""

    methods: str
    fault: Fault
    share: float
    every: int
    random: Random
    chat: int = 0
    seen: int = field(default=0, init=False)

    def strikes(self, method: str, chat: str | None) -> bool:
        """Tell whether this call is to fail."""
        if not fnmatchcase(method, self.methods) or (self.chat and str(self.chat) != chat):
            return False
        self.seen += 1
        return self.seen % self.every == 0 and self.random.random() < self.share


class Faults:
    """What goes wrong; methods are patterns such as `sendMessage`, `send*` or `*`."""

    def __init__(self) -> None:
        self._waiting: deque[tuple[str, Fault]] = deque()
        self._rules: list[Rule] = []
        self.round_trip = 0.0
        """Seconds from a call to its answer, half of them before it takes effect."""
        self.drip = 0.0
        """Seconds between the first and the last byte of an answer over HTTP."""

    def add(self, methods: str, *faults: Fault) -> None:
        """Let the next calls of the methods fail, one fault each."""
        self._waiting.extend((methods, fault) for fault in faults)

    def always(  # noqa: PLR0913 - which calls
        self,
        methods: str,
        fault: Fault,
        *,
        share: float = 1.0,
        every: int = 1,
        chat: int = 0,
        seed: int = 1,
    ) -> Callable[[], None]:
        """Let a share of the calls fail, or every so many, until the returned end is called.

        With a chat only what is sent there, or changed there.
        """
        rule = Rule(methods, fault, share, every, Random(seed), chat)  # noqa: S311 - no secret
        self._rules.append(rule)
        return lambda: self._rules.remove(rule)

    def next(self, method: str, chat: str | None = None) -> Fault | None:
        """Take the fault that is meant for this call."""
        for entry in self._waiting:
            if fnmatchcase(method, entry[0]):
                self._waiting.remove(entry)
                return entry[1]
        return next((rule.fault for rule in self._rules if rule.strikes(method, chat)), None)

    async def travel(self) -> None:
        """Take the time that one way takes."""
        if self.round_trip:
            await asyncio.sleep(self.round_trip / 2)
