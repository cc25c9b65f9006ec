"""The buttons of one's duties and of what one may do."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons import Button


@dataclass(frozen=True)
class Duties(Button):
    """Show the duties of one of one's posts, the first for 0."""

    tag: ClassVar[str] = "rd"
    number: int


@dataclass(frozen=True)
class Allowed(Button):
    """Show what one may do with a client."""

    tag: ClassVar[str] = "ra"


@dataclass(frozen=True)
class Forbidden(Button):
    """Show what nobody may do, and what it costs."""

    tag: ClassVar[str] = "rf"
