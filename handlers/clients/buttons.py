"""The buttons of clients."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons import Button


@dataclass(frozen=True)
class Clients(Button):
    """Show a page of somebody's clients (staff 0: one's own)."""

    tag: ClassVar[str] = "zl"
    staff: int
    page: int


@dataclass(frozen=True)
class Seek(Button):
    """Say how to look for a client."""

    tag: ClassVar[str] = "zf"


@dataclass(frozen=True)
class OfClient(Button):
    """Show a client's card."""

    tag: ClassVar[str] = "zc"
    client: int


@dataclass(frozen=True)
class Reveal(Button):
    """Say a client's whole name, on record."""

    tag: ClassVar[str] = "zv"
    client: int


@dataclass(frozen=True)
class Hand(Button):
    """Ask to whom a client (0: all of somebody's) is handed over."""

    tag: ClassVar[str] = "zh"
    staff: int
    client: int


@dataclass(frozen=True)
class Offered(Button):
    """Show a handover."""

    tag: ClassVar[str] = "zo"
    handover: int


@dataclass(frozen=True)
class Answer(Button):
    """Take the clients, or decline."""

    tag: ClassVar[str] = "za"
    handover: int
    version: int
    takes: bool


@dataclass(frozen=True)
class Withdraw(Button):
    """Take an offer back."""

    tag: ClassVar[str] = "zw"
    handover: int
    version: int


@dataclass(frozen=True)
class Unsettled(Button):
    """Show a page of the clients to settle."""

    tag: ClassVar[str] = "zs"
    page: int


@dataclass(frozen=True)
class Settle(Button):
    """Settle whose a client (0: all) is."""

    tag: ClassVar[str] = "zt"
    client: int


@dataclass(frozen=True)
class Export(Button):
    """Export clients; unsure it says first what that does."""

    tag: ClassVar[str] = "ze"
    staff: int
    sure: bool


@dataclass(frozen=True)
class MyCard(Button):
    """Begin the card that a client is handed."""

    tag: ClassVar[str] = "zm"
