"""The buttons of work logs; a week is known by its Monday, counted from the year 1."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons import Button


@dataclass(frozen=True)
class Open(Button):
    """Show one's own log that is to be written, or those that one may read."""

    tag: ClassVar[str] = "wlh"


@dataclass(frozen=True)
class Mine(Button):
    """Show one's own log on a week."""

    tag: ClassVar[str] = "wlm"
    week: int


@dataclass(frozen=True)
class Write(Button):
    """Begin the form that files a week's log, or corrects it."""

    tag: ClassVar[str] = "wlw"
    week: int


@dataclass(frozen=True)
class All(Button):
    """Show a page of the logs on a week that one may read."""

    tag: ClassVar[str] = "wla"
    week: int
    page: int


@dataclass(frozen=True)
class Read(Button):
    """Show a log."""

    tag: ClassVar[str] = "wlr"
    log: int


@dataclass(frozen=True)
class Questions(Button):
    """Show what clients asked in a week, by the logs that one may read."""

    tag: ClassVar[str] = "wlq"
    week: int
