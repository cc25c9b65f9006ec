"""The buttons of leave."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons import Button


@dataclass(frozen=True)
class Leaves(Button):
    """Show a page of somebody's leave (staff 0: one's own)."""

    tag: ClassVar[str] = "lv"
    staff: int
    page: int


@dataclass(frozen=True)
class Ask(Button):
    """Ask for leave (staff 0: one's own, else on somebody's behalf)."""

    tag: ClassVar[str] = "la"
    staff: int


@dataclass(frozen=True)
class Show(Button):
    """Show leave."""

    tag: ClassVar[str] = "lo"
    leave: int


@dataclass(frozen=True)
class Cancel(Button):
    """Give up approved leave before it begins; unsure it asks first."""

    tag: ClassVar[str] = "lx"
    leave: int
    sure: bool


@dataclass(frozen=True)
class Return(Button):
    """Come back early."""

    tag: ClassVar[str] = "lr"
    leave: int


@dataclass(frozen=True)
class Mend(Button):
    """Change leave that was returned."""

    tag: ClassVar[str] = "lm"
    leave: int


@dataclass(frozen=True)
class MendChange(Button):
    """Mend a cancelling or an early return that was given back."""

    tag: ClassVar[str] = "ln"
    leave: int


@dataclass(frozen=True)
class HandIn(Button):
    """Hand in the hospital's record."""

    tag: ClassVar[str] = "lh"
    leave: int


@dataclass(frozen=True)
class See(Button):
    """Look at the hospital's record of leave that an approval is about."""

    tag: ClassVar[str] = "lc"
    approval: int
