"""The buttons of appointments."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons import Button


@dataclass(frozen=True)
class Book(Button):
    """Begin to register a client."""

    tag: ClassVar[str] = "bk"


@dataclass(frozen=True)
class Mine(Button):
    """Show a page of one's own appointments."""

    tag: ClassVar[str] = "bm"
    page: int


@dataclass(frozen=True)
class Show(Button):
    """Show an appointment."""

    tag: ClassVar[str] = "bo"
    appointment: int


@dataclass(frozen=True)
class Reveal(Button):
    """Say the client's whole name and phone, on record."""

    tag: ClassVar[str] = "bv"
    appointment: int


@dataclass(frozen=True)
class Rebook(Button):
    """Put an appointment off."""

    tag: ClassVar[str] = "br"
    appointment: int
    version: int


@dataclass(frozen=True)
class GiveUp(Button):
    """Cancel an appointment."""

    tag: ClassVar[str] = "bc"
    appointment: int
    version: int


@dataclass(frozen=True)
class Company(Button):
    """Say whether somebody comes with the client."""

    tag: ClassVar[str] = "bp"
    appointment: int
    version: int
    comes: bool


@dataclass(frozen=True)
class Again(Button):
    """Register the client of an appointment that is over once more."""

    tag: ClassVar[str] = "ba"
    appointment: int


@dataclass(frozen=True)
class Arrivals(Button):
    """Show a page of who is coming, in a span of days, in a state (none: live)."""

    tag: ClassVar[str] = "bd"
    span: int
    state: str
    page: int


@dataclass(frozen=True)
class Arrival(Button):
    """Show an appointment out of the list of who is coming."""

    tag: ClassVar[str] = "bw"
    appointment: int
    span: int
    state: str
    page: int


@dataclass(frozen=True)
class States(Button):
    """Choose a state to show in the list of who is coming."""

    tag: ClassVar[str] = "bs"
    span: int


@dataclass(frozen=True)
class BookFor(Button):
    """Begin to register a client for somebody of the department."""

    tag: ClassVar[str] = "bf"


@dataclass(frozen=True)
class LetIn(Button):
    """Say that a stopped one is another client; unsure it asks first."""

    tag: ClassVar[str] = "bi"
    appointment: int
    sure: bool
