"""What is known of the update being dealt with, wherever below it one is."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from services.sights import Seen


@dataclass
class Attempt:
    """One try at an update: whether its effect is committed, what was raised, and shown."""

    update_id: int
    done: bool = False
    errors: list[Exception] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)


_current: ContextVar[Attempt | None] = ContextVar("attempt", default=None)


def current() -> Attempt | None:
    """Return the try that is under way; none where updates do not come through the intake."""
    return _current.get()


@contextmanager
def trying(update_id: int) -> Iterator[Attempt]:
    """Deal with an update."""
    attempt = Attempt(update_id)
    mark = _current.set(attempt)
    try:
        yield attempt
    finally:
        _current.reset(mark)
