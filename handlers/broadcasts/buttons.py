"""The buttons of notices to many."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons import Button


@dataclass(frozen=True)
class Notices(Button):
    """Show a page of the notices that one got."""

    tag: ClassVar[str] = "bcj"
    page: int


@dataclass(frozen=True)
class Open(Button):
    """Show a notice that one got."""

    tag: ClassVar[str] = "bco"
    broadcast: int


@dataclass(frozen=True)
class Read(Button):
    """Mark a notice as read; `listed`: it was opened from the list."""

    tag: ClassVar[str] = "bcr"
    broadcast: int
    listed: bool


@dataclass(frozen=True)
class Vote(Button):
    """Choose an answer."""

    tag: ClassVar[str] = "bcv"
    broadcast: int
    option: int
    listed: bool


@dataclass(frozen=True)
class Write(Button):
    """Write an answer."""

    tag: ClassVar[str] = "bcw"
    broadcast: int


@dataclass(frozen=True)
class File(Button):
    """Send a notice's file."""

    tag: ClassVar[str] = "bcf"
    broadcast: int


@dataclass(frozen=True)
class Tried(Button):
    """Do nothing: it is only a copy for the author."""

    tag: ClassVar[str] = "bct"


@dataclass(frozen=True)
class Written(Button):
    """Show a page of the notices that one sent."""

    tag: ClassVar[str] = "bcl"
    page: int


@dataclass(frozen=True)
class New(Button):
    """Write a notice."""

    tag: ClassVar[str] = "bcn"


@dataclass(frozen=True)
class Draft(Button):
    """Show a draft."""

    tag: ClassVar[str] = "bcd"
    broadcast: int


@dataclass(frozen=True)
class Choose(Button):
    """Show what there is to choose of a field."""

    tag: ClassVar[str] = "bcc"
    broadcast: int
    name: str
    page: int


@dataclass(frozen=True)
class Turn(Button):
    """Choose something, or no more."""

    tag: ClassVar[str] = "bcu"
    broadcast: int
    version: int
    name: str
    code: str
    page: int


@dataclass(frozen=True)
class To(Button):
    """Show to whom a draft goes, by what it is chosen."""

    tag: ClassVar[str] = "bca"
    broadcast: int


@dataclass(frozen=True)
class Name(Button):
    """Name people: to be added, or left out."""

    tag: ClassVar[str] = "bcp"
    broadcast: int
    out: bool


@dataclass(frozen=True)
class People(Button):
    """Show a page of those to whom a draft goes."""

    tag: ClassVar[str] = "bcg"
    broadcast: int
    page: int


@dataclass(frozen=True)
class Plan(Button):
    """Have a draft go at a moment."""

    tag: ClassVar[str] = "bch"
    broadcast: int


@dataclass(frozen=True)
class Try(Button):
    """Send the author a copy."""

    tag: ClassVar[str] = "bcy"
    broadcast: int


@dataclass(frozen=True)
class Send(Button):
    """Send a notice: ask first, then do it."""

    tag: ClassVar[str] = "bcs"
    broadcast: int
    version: int
    count: int
    sure: bool


@dataclass(frozen=True)
class Drop(Button):
    """Forget a draft: ask first, then do it."""

    tag: ClassVar[str] = "bcx"
    broadcast: int
    sure: bool


@dataclass(frozen=True)
class Manage(Button):
    """Show a notice that was sent; `beside` the card that shows how far it is."""

    tag: ClassVar[str] = "bcm"
    broadcast: int
    beside: bool


@dataclass(frozen=True)
class Readers(Button):
    """Show a page of a notice's readers; `unread`: those who have not read it."""

    tag: ClassVar[str] = "bcq"
    broadcast: int
    unread: bool
    page: int


@dataclass(frozen=True)
class Remind(Button):
    """Remind those who have not read it."""

    tag: ClassVar[str] = "bci"
    broadcast: int


@dataclass(frozen=True)
class Edit(Button):
    """Change a notice's text."""

    tag: ClassVar[str] = "bce"
    broadcast: int


@dataclass(frozen=True)
class Close(Button):
    """Take no more answers: ask first, then do it."""

    tag: ClassVar[str] = "bck"
    broadcast: int
    sure: bool


@dataclass(frozen=True)
class Recall(Button):
    """Call a notice back: ask first, then do it."""

    tag: ClassVar[str] = "bcb"
    broadcast: int
    sure: bool


@dataclass(frozen=True)
class Report(Button):
    """Send how far a notice is as a workbook."""

    tag: ClassVar[str] = "bcz"
    broadcast: int
