# ruff: noqa: SLF001 - asyncio keeps its timers to itself
"""A loop whose time passes at once: whatever waits is woken as soon as nothing else is to do."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")
BEGIN = 1000.0


class VirtualLoop(asyncio.SelectorEventLoop):
    """Jumps to the next timer when nothing is ready; only for what needs no other thread."""

    def __init__(self) -> None:
        super().__init__()
        self._now = BEGIN

    def time(self) -> float:
        """Return the seconds as they have passed here."""
        return self._now

    def _run_once(self) -> None:
        loop: Any = self  # of asyncio's own insides, two names
        if not loop._ready and loop._scheduled:
            self._now = max(self._now, loop._scheduled[0]._when)
        loop_once: Any = super()
        loop_once._run_once()


def at_once(work: Coroutine[Any, Any, T]) -> T:
    """Run the work in virtual time."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(work)


def passed() -> float:
    """Return how many virtual seconds have passed, to the millisecond."""
    return round(asyncio.get_running_loop().time() - BEGIN, 3)
