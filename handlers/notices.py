"""Notices in words: each topic declares `NOTICES`, kinds and how they read."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from handlers.screen import Screen

Wording: TypeAlias = Callable[[Mapping[str, Any]], Screen]


def wordings(topics: Sequence[Any]) -> dict[str, Wording]:
    """Return how every kind of notice reads, from all topics."""
    return {
        kind: wording
        for topic in topics
        for kind, wording in getattr(topic, "NOTICES", {}).items()
    }
