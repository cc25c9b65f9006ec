"""The buttons of leaving; what changes something carries the version that it was drawn from."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons import Button


@dataclass(frozen=True)
class Mine(Button):
    """Show one's own wish to leave."""

    tag: ClassVar[str] = "rg"


@dataclass(frozen=True)
class Again(Button):
    """Mend what was returned and ask again."""

    tag: ClassVar[str] = "rga"
    resignation: int


@dataclass(frozen=True)
class Stay(Button):
    """Ask to stay after all."""

    tag: ClassVar[str] = "rgs"


@dataclass(frozen=True)
class Handover(Button):
    """Show what is handed over."""

    tag: ClassVar[str] = "hvo"
    resignation: int


@dataclass(frozen=True)
class HandoverOf(Button):
    """Show what a person hands over."""

    tag: ClassVar[str] = "hvp"
    staff: int


@dataclass(frozen=True)
class Ticks(Button):
    """Show a page of the things to tick off."""

    tag: ClassVar[str] = "hvt"
    resignation: int
    page: int


@dataclass(frozen=True)
class Tick(Button):
    """Note that a thing was returned, or that it was not."""

    tag: ClassVar[str] = "hvi"
    item: int
    version: int
    returned: bool
    page: int


@dataclass(frozen=True)
class Add(Button):
    """Add a thing."""

    tag: ClassVar[str] = "hvn"
    resignation: int


@dataclass(frozen=True)
class Taker(Button):
    """Name who takes the clients."""

    tag: ClassVar[str] = "hvk"
    resignation: int


@dataclass(frozen=True)
class Offered(Button):
    """Show the clients that one is to take."""

    tag: ClassVar[str] = "hvf"
    item: int


@dataclass(frozen=True)
class Answer(Button):
    """Take the clients, or say that one cannot."""

    tag: ClassVar[str] = "hvy"
    item: int
    version: int
    takes: bool


@dataclass(frozen=True)
class Funds(Button):
    """Show a page of the risk funds of those who leave."""

    tag: ClassVar[str] = "rfu"
    page: int


@dataclass(frozen=True)
class FundOf(Button):
    """Show the risk fund of somebody who leaves."""

    tag: ClassVar[str] = "rfo"
    staff: int


@dataclass(frozen=True)
class Refund(Button):
    """Ask whether it was paid back; then note it."""

    tag: ClassVar[str] = "rfr"
    staff: int
    version: int
    sure: bool


@dataclass(frozen=True)
class Forfeit(Button):
    """Propose that part of it is forfeited."""

    tag: ClassVar[str] = "rff"
    staff: int


@dataclass(frozen=True)
class Statement(Button):
    """Send what a leaver is handed on paper."""

    tag: ClassVar[str] = "rfs"
    staff: int
