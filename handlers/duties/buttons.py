"""The buttons of what managers file; a period is the number of its first day."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons import Button


@dataclass(frozen=True)
class Open(Button):
    """Show what one has to file, and what others file."""

    tag: ClassVar[str] = "yh"


@dataclass(frozen=True)
class File(Button):
    """File something, by a form."""

    tag: ClassVar[str] = "yf"
    code: str
    period: int


@dataclass(frozen=True)
class Filed(Button):
    """Show what somebody filed of a period (author 0: oneself)."""

    tag: ClassVar[str] = "yo"
    code: str
    author: int
    period: int


@dataclass(frozen=True)
class All(Button):
    """Show what was filed of a period (0: the current one)."""

    tag: ClassVar[str] = "yl"
    code: str
    period: int
    page: int
