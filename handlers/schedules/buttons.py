"""The buttons of what recurs; what changes something carries the version it was drawn from."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons import Button


@dataclass(frozen=True)
class All(Button):
    """Show a page of what recurs."""

    tag: ClassVar[str] = "ta"
    page: int


@dataclass(frozen=True)
class One(Button):
    """Show one thing that recurs."""

    tag: ClassVar[str] = "to"
    kind: str


@dataclass(frozen=True)
class Coming(Button):
    """Show a page of the coming month."""

    tag: ClassVar[str] = "tm"
    page: int


@dataclass(frozen=True)
class Missed(Button):
    """Show a page of what was missed."""

    tag: ClassVar[str] = "tx"
    page: int


@dataclass(frozen=True)
class Move(Button):
    """Begin the form for the weekday, the day of the month, the hour or one more reminder."""

    tag: ClassVar[str] = "te"
    what: str
    kind: str
    version: int


@dataclass(frozen=True)
class Drop(Button):
    """Remind once less."""

    tag: ClassVar[str] = "td"
    kind: str
    version: int
    place: int


@dataclass(frozen=True)
class Restore(Button):
    """Have it as declared again."""

    tag: ClassVar[str] = "tr"
    kind: str
    version: int
