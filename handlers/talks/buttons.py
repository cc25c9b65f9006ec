"""The buttons of talks one to one."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons import Button


@dataclass(frozen=True)
class Talks(Button):
    """Show a page of whom one has spoken with."""

    tag: ClassVar[str] = "tkh"
    page: int


@dataclass(frozen=True)
class OfManager(Button):
    """Show a page of whom a manager below one has spoken with, and when."""

    tag: ClassVar[str] = "tko"
    manager: int
    page: int


@dataclass(frozen=True)
class With(Button):
    """Show a page of the talks with somebody; 0: those that others had with oneself."""

    tag: ClassVar[str] = "tkw"
    staff: int
    page: int


@dataclass(frozen=True)
class TalkOf(Button):
    """Show a talk."""

    tag: ClassVar[str] = "tkc"
    talk: int


@dataclass(frozen=True)
class Record(Button):
    """Record a talk with somebody, by a form."""

    tag: ClassVar[str] = "tkr"
    staff: int


@dataclass(frozen=True)
class Reply(Button):
    """Say one's word to a talk, by a form."""

    tag: ClassVar[str] = "tky"
    talk: int


@dataclass(frozen=True)
class Finish(Button):
    """Mark the step that was agreed as done."""

    tag: ClassVar[str] = "tkf"
    talk: int
