"""The buttons of disputes."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons import Button


@dataclass(frozen=True)
class Raise(Button):
    """Begin to raise a dispute about a stopped appointment."""

    tag: ClassVar[str] = "dr"
    appointment: int


@dataclass(frozen=True)
class OpenDispute(Button):
    """Show a dispute."""

    tag: ClassVar[str] = "do"
    dispute: int


@dataclass(frozen=True)
class SayMore(Button):
    """Begin to say and show something in a dispute."""

    tag: ClassVar[str] = "ds"
    dispute: int


@dataclass(frozen=True)
class Again(Button):
    """Ask again for a ruling that was given back."""

    tag: ClassVar[str] = "dg"
    dispute: int


@dataclass(frozen=True)
class Evidence(Button):
    """Show a page of what was said and shown."""

    tag: ClassVar[str] = "dp"
    dispute: int
    page: int


@dataclass(frozen=True)
class OneEvidence(Button):
    """Send a piece of it."""

    tag: ClassVar[str] = "dq"
    dispute: int
    number: int
