"""The buttons of the sign-off."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons import Button


@dataclass(frozen=True)
class Opened(Button):
    """Report that the client has opened an account."""

    tag: ClassVar[str] = "oo"
    appointment: int


@dataclass(frozen=True)
class Mend(Button):
    """Mend what was given back."""

    tag: ClassVar[str] = "om"
    appointment: int


@dataclass(frozen=True)
class Look(Button):
    """Look at the signed form, on record."""

    tag: ClassVar[str] = "ol"
    appointment: int


@dataclass(frozen=True)
class Waiting(Button):
    """Show a page of what waits to be signed."""

    tag: ClassVar[str] = "ow"
    page: int


@dataclass(frozen=True)
class Tick(Button):
    """Tick a case as it is shown, or take the tick away."""

    tag: ClassVar[str] = "ot"
    approval: int
    version: int
    page: int
    on: bool


@dataclass(frozen=True)
class TickPlain(Button):
    """Tick all that nothing sets apart, or with `on` false none at all."""

    tag: ClassVar[str] = "op"
    on: bool


@dataclass(frozen=True)
class List(Button):
    """List what is ticked, to be signed."""

    tag: ClassVar[str] = "os"


@dataclass(frozen=True)
class Sign(Button):
    """Sign all that was listed."""

    tag: ClassVar[str] = "oy"
    mark: str


@dataclass(frozen=True)
class ToRecord(Button):
    """Show a page of what waits to be recorded."""

    tag: ClassVar[str] = "or"
    page: int


@dataclass(frozen=True)
class Record(Button):
    """Ask for the client's number."""

    tag: ClassVar[str] = "on"
    appointment: int


@dataclass(frozen=True)
class ToArchive(Button):
    """Show a page of what waits to be archived."""

    tag: ClassVar[str] = "oa"
    page: int


@dataclass(frozen=True)
class Archive(Button):
    """Archive one."""

    tag: ClassVar[str] = "ob"
    appointment: int


@dataclass(frozen=True)
class ArchiveAll(Button):
    """Archive all that was listed; without its mark list it first."""

    tag: ClassVar[str] = "oc"
    mark: str


@dataclass(frozen=True)
class Owners(Button):
    """Show a page of those who have something in the archive."""

    tag: ClassVar[str] = "of"
    page: int


@dataclass(frozen=True)
class Shelf(Button):
    """Show a page of somebody's part of the archive (staff 0: one's own)."""

    tag: ClassVar[str] = "oh"
    staff: int
    page: int


@dataclass(frozen=True)
class ShelfOf(Button):
    """Show a page of somebody's part of the archive, from the person's card."""

    tag: ClassVar[str] = "og"
    staff: int
    page: int


@dataclass(frozen=True)
class Print(Button):
    """Ask for which program the form is to be printed."""

    tag: ClassVar[str] = "oq"
    appointment: int


@dataclass(frozen=True)
class Printed(Button):
    """Print the form, on record."""

    tag: ClassVar[str] = "ox"
    appointment: int
    word: bool
