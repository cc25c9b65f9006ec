"""Notices in words: each topic declares `NOTICES`, kinds and how they read.

Those that show how something stands when they are sent are `CARDS`: drawn from the database.
Reminders have `BRIEFS` besides: several that a person has due at once are one message.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, TypeAlias

from handlers.context import House
from handlers.screen import Screen
from handlers.topic import Waiting
from services.delivery import Due

Wording: TypeAlias = Callable[[Mapping[str, Any]], Screen]
Drawing: TypeAlias = Callable[[House, Due], Awaitable[Screen | None]]
Brief: TypeAlias = Callable[[House, Due], Awaitable[Waiting | None]]


def wordings(topics: Sequence[Any]) -> dict[str, Wording]:
    """Return how every kind of notice reads, from all topics."""
    return {
        kind: wording
        for topic in topics
        for kind, wording in getattr(topic, "NOTICES", {}).items()
    }


def drawings(topics: Sequence[Any]) -> dict[str, Drawing]:
    """Return how every kind of card is drawn, from all topics; it may be there no more: None."""
    return {
        kind: drawing for topic in topics for kind, drawing in getattr(topic, "CARDS", {}).items()
    }


def briefs(topics: Sequence[Any]) -> dict[str, Brief]:
    """Return how a reminder reads in one line of several, from all topics; None: it is over."""
    return {
        kind: brief for topic in topics for kind, brief in getattr(topic, "BRIEFS", {}).items()
    }
