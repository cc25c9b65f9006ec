"""The buttons of the register of items."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons import Button


@dataclass(frozen=True)
class Outlets(Button):
    """Show a page of the outlets that one reads."""

    tag: ClassVar[str] = "ivo"
    page: int


@dataclass(frozen=True)
class Shelf(Button):
    """Show a page of an outlet's items, those in use or those written off."""

    tag: ClassVar[str] = "ivs"
    outlet: str
    page: int
    over: bool


@dataclass(frozen=True)
class MyItems(Button):
    """Show a page of what one holds."""

    tag: ClassVar[str] = "ivm"
    page: int


@dataclass(frozen=True)
class ItemOf(Button):
    """Show an item with its history."""

    tag: ClassVar[str] = "ivi"
    item: int


@dataclass(frozen=True)
class Register(Button):
    """Begin the form for a new item of an outlet."""

    tag: ClassVar[str] = "ivr"
    outlet: str


@dataclass(frozen=True)
class HandOn(Button):
    """Ask to whom an item is handed on."""

    tag: ClassVar[str] = "ivh"
    item: int
    version: int


@dataclass(frozen=True)
class TakeBack(Button):
    """Take back that an item was handed on."""

    tag: ClassVar[str] = "ivb"
    item: int
    version: int


@dataclass(frozen=True)
class Recount(Button):
    """Ask how many there are now."""

    tag: ClassVar[str] = "ivc"
    item: int
    version: int


@dataclass(frozen=True)
class WriteOff(Button):
    """Ask why an item is written off."""

    tag: ClassVar[str] = "ivw"
    item: int
    version: int


@dataclass(frozen=True)
class Take(Button):
    """Confirm that one has an item."""

    tag: ClassVar[str] = "ivt"
    item: int
    version: int


@dataclass(frozen=True)
class Refuse(Button):
    """Ask what is wrong with an item that one was handed."""

    tag: ClassVar[str] = "ivx"
    item: int
    version: int


@dataclass(frozen=True)
class ExportItems(Button):
    """Export an outlet's items, '' all that one reads; `sure`: after it was said what it does."""

    tag: ClassVar[str] = "ive"
    outlet: str
    sure: bool
