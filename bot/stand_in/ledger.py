"""The count of what the bot sent: what is lost, doubled, too fast, or sent against a halt."""

from collections import Counter, deque
from collections.abc import Iterable
from typing import NamedTuple

Wanted = Iterable[tuple[int, str]]
"""Messages as they should arrive: chat and text, each as often as it should."""


class Sent(NamedTuple):
    """A message that Telegram accepted, or an edit of one; seconds are monotonic."""

    at: float
    chat_id: int
    message_id: int
    method: str
    text: str


class Halted(NamedTuple):
    """A message that was refused with 429; `told` is when that halt was first answered."""

    at: float
    chat_id: int
    told: float


class Ledger:
    """Every accepted and every halted message, and how often each method was called."""

    def __init__(self) -> None:
        self.sent: list[Sent] = []
        self.halted: list[Halted] = []
        self.calls: Counter[str] = Counter()

    def copies(self) -> Counter[tuple[int, str]]:
        """Return how often each text was sent to each chat."""
        sends = (one for one in self.sent if one.method.startswith("send"))
        return Counter((one.chat_id, one.text) for one in sends)

    def lost(self, wanted: Wanted) -> int:
        """Count the messages that should have arrived and did not."""
        return (Counter(wanted) - self.copies()).total()

    def duplicates(self, wanted: Wanted) -> int:
        """Count the messages that arrived more often than they should."""
        due = Counter(wanted)
        return sum(max(0, count - due[one]) for one, count in self.copies().items() if one in due)

    def most_in_a_second(self) -> int:
        """Return the largest number of accepted messages and edits within any second."""
        window: deque[float] = deque()
        most = 0
        for one in self.sent:
            window.append(one.at)
            while one.at - window[0] >= 1:
                window.popleft()
            most = max(most, len(window))
        return most

    def inside_halts(self, grace: float = 0.0) -> int:
        """Count the messages sent later than `grace` seconds after their halt was first told.

        What was on its way when the first refusal came back is no fault: give it a round trip.
        """
        return sum(one.at - one.told > grace for one in self.halted)
