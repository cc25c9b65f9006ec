"""The buttons of certificates and licences."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons import Button


@dataclass(frozen=True)
class Expiring(Button):
    """Show a page of what expires soon."""

    tag: ClassVar[str] = "jll"
    page: int


@dataclass(frozen=True)
class LicencesOf(Button):
    """Show a person's licences, 0 one's own."""

    tag: ClassVar[str] = "jlo"
    staff: int


@dataclass(frozen=True)
class AddLicence(Button):
    """Begin the form for a licence, a new or a renewed one."""

    tag: ClassVar[str] = "jla"
    staff: int


@dataclass(frozen=True)
class Reveal(Button):
    """Show a licence's number and photo, on record."""

    tag: ClassVar[str] = "jlv"
    licence: int
