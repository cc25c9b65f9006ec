"""The buttons of small groups."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons import Button


@dataclass(frozen=True)
class Squads(Button):
    """Show a page of the groups beside one another."""

    tag: ClassVar[str] = "sqh"
    page: int


@dataclass(frozen=True)
class SquadOf(Button):
    """Show a group."""

    tag: ClassVar[str] = "sqo"
    squad: int


@dataclass(frozen=True)
class Make(Button):
    """Make a group, by a form."""

    tag: ClassVar[str] = "sqn"


@dataclass(frozen=True)
class Members(Button):
    """Show a page of who can be in a group."""

    tag: ClassVar[str] = "sqm"
    squad: int
    page: int


@dataclass(frozen=True)
class Turn(Button):
    """Take somebody into a group, or out of it."""

    tag: ClassVar[str] = "sqt"
    squad: int
    version: int
    staff: int
    into: bool
    page: int


@dataclass(frozen=True)
class Leaders(Button):
    """Show a page of the members, to pick the leader."""

    tag: ClassVar[str] = "sqc"
    squad: int
    page: int


@dataclass(frozen=True)
class Lead(Button):
    """Have a member lead a group."""

    tag: ClassVar[str] = "sql"
    squad: int
    version: int
    staff: int


@dataclass(frozen=True)
class Rename(Button):
    """Call a group something else, by a form."""

    tag: ClassVar[str] = "sqr"
    squad: int


@dataclass(frozen=True)
class Dissolve(Button):
    """Dissolve a group; unsure it says first what that does."""

    tag: ClassVar[str] = "sqd"
    squad: int
    version: int
    sure: bool
