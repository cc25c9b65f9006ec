"""The buttons of cases; each act carries the version of the card it was drawn on."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons import Button


@dataclass(frozen=True)
class Cases(Button):
    """Show a page of the cases that concern one."""

    tag: ClassVar[str] = "kl"
    page: int


@dataclass(frozen=True)
class Report(Button):
    """Begin the form that opens a case."""

    tag: ClassVar[str] = "kr"


@dataclass(frozen=True)
class OpenCase(Button):
    """Show a case."""

    tag: ClassVar[str] = "ko"
    case: int


@dataclass(frozen=True)
class Begin(Button):
    """Begin the investigation."""

    tag: ClassVar[str] = "kb"
    case: int
    version: int


@dataclass(frozen=True)
class AskHim(Button):
    """Ask the accused for his statement."""

    tag: ClassVar[str] = "ka"
    case: int
    version: int


@dataclass(frozen=True)
class Fill(Button):
    """Begin a form about a case: add, evidence, hand_over, state, propose, appeal, set_amount."""

    tag: ClassVar[str] = "kf"
    case: int
    version: int
    what: str


@dataclass(frozen=True)
class Forfeit(Button):
    """Forfeit the fixed pay that is held, or release it after all."""

    tag: ClassVar[str] = "kx"
    case: int
    version: int
    sure: bool


@dataclass(frozen=True)
class Pieces(Button):
    """Show a page of a case's evidence."""

    tag: ClassVar[str] = "kv"
    case: int
    page: int


@dataclass(frozen=True)
class OnePiece(Button):
    """Send a piece of a case's evidence, by its number."""

    tag: ClassVar[str] = "kw"
    case: int
    number: int
