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
