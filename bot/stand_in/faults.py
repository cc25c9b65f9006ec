"""Failing on demand, as the real Telegram fails."""

from collections import deque
from dataclasses import dataclass

from bot.stand_in.refusal import Refusal


class Cut(Exception):  # noqa: N818 - what the network does, in its word
    """No answer comes; the call may have taken effect all the same."""


@dataclass(frozen=True)
class Fault:
    """What happens to a call: an answer in its place, or none; `after` it has taken effect."""

    refusal: Refusal | None = None
    after: bool = False

    def strike(self) -> None:
        """Fail."""
        raise self.refusal or Cut


def too_many(retry_after: int) -> Fault:
    """Return 429 with the seconds to wait."""
    words = f"Too Many Requests: retry after {retry_after}"
    return Fault(Refusal(429, words, retry_after=retry_after))


def refused(code: int, description: str) -> Fault:
    """Return any error answer, such as 403 or 502."""
    return Fault(Refusal(code, description))


def timed_out() -> Fault:
    """Return a call that Telegram never saw."""
    return Fault()


def lost_answer() -> Fault:
    """Return a call that took effect and whose answer was cut off."""
    return Fault(after=True)


class Faults:
    """The faults that wait for their call, by method; "*" strikes any."""

    def __init__(self) -> None:
        self._waiting: deque[tuple[str, Fault]] = deque()

    def add(self, method: str, *faults: Fault) -> None:
        """Let the next calls of the method fail, one fault each."""
        self._waiting.extend((method, fault) for fault in faults)

    def next(self, method: str) -> Fault | None:
        """Take the fault that is meant for this call."""
        for entry in self._waiting:
            if entry[0] in {method, "*"}:
                self._waiting.remove(entry)
                return entry[1]
        return None
