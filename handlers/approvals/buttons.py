"""The buttons of approvals; each act carries the version of the card it was drawn on."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons import Button


@dataclass(frozen=True)
class Inbox(Button):
    """Show what waits for one's word."""

    tag: ClassVar[str] = "ai"


@dataclass(frozen=True)
class Asked(Button):
    """Show a page of what one asked for."""

    tag: ClassVar[str] = "aa"
    page: int


@dataclass(frozen=True)
class Open(Button):
    """Show an approval."""

    tag: ClassVar[str] = "ao"
    approval: int


@dataclass(frozen=True)
class Approve(Button):
    """Agree."""

    tag: ClassVar[str] = "ay"
    approval: int
    version: int


@dataclass(frozen=True)
class Reject(Button):
    """Ask why it is refused."""

    tag: ClassVar[str] = "an"
    approval: int
    version: int


@dataclass(frozen=True)
class Back(Button):
    """Choose to which step it goes back (to -2: choose; -1: the applicant)."""

    tag: ClassVar[str] = "ab"
    approval: int
    version: int
    to: int


@dataclass(frozen=True)
class Takers(Button):
    """Choose to whom it is handed."""

    tag: ClassVar[str] = "at"
    approval: int
    version: int
    page: int


@dataclass(frozen=True)
class HandOver(Button):
    """Hand it to somebody."""

    tag: ClassVar[str] = "ah"
    approval: int
    version: int
    to: int


@dataclass(frozen=True)
class Later(Button):
    """Be reminded in so many hours (0: choose; -1: tomorrow morning)."""

    tag: ClassVar[str] = "al"
    approval: int
    version: int
    hours: int


@dataclass(frozen=True)
class Withdraw(Button):
    """Take back what one asked for."""

    tag: ClassVar[str] = "aw"
    approval: int
    version: int
    sure: bool


@dataclass(frozen=True)
class Nudge(Button):
    """Ask those who decide for haste."""

    tag: ClassVar[str] = "ag"
    approval: int
