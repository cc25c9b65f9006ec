"""The buttons of trainings; days are numbers in the calendar, people staff ids."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons import Button


@dataclass(frozen=True)
class Open(Button):
    """Show what of trainings concerns whoever presses."""

    tag: ClassVar[str] = "jh"


@dataclass(frozen=True)
class Mine(Button):
    """Show a training that one is asked to."""

    tag: ClassVar[str] = "jo"
    day: int


@dataclass(frozen=True)
class Come(Button):
    """Say that one comes."""

    tag: ClassVar[str] = "jc"
    day: int


@dataclass(frozen=True)
class AskOff(Button):
    """Ask to be excused, by a form."""

    tag: ClassVar[str] = "js"
    day: int


@dataclass(frozen=True)
class MyMaterial(Button):
    """Send the file of a training that one is asked to."""

    tag: ClassVar[str] = "jg"
    day: int


@dataclass(frozen=True)
class Lead(Button):
    """Show a training as its chair sees it."""

    tag: ClassVar[str] = "jl"
    chair: int
    day: int


@dataclass(frozen=True)
class Announce(Button):
    """Say what a training is about, by a form."""

    tag: ClassVar[str] = "ja"
    chair: int
    day: int


@dataclass(frozen=True)
class Material(Button):
    """Send the file of a training that one leads."""

    tag: ClassVar[str] = "jf"
    chair: int
    day: int


@dataclass(frozen=True)
class Judge(Button):
    """Excuse somebody who asked for it, or do not; as the wish was when it was drawn."""

    tag: ClassVar[str] = "jj"
    chair: int
    day: int
    seat: int
    version: int
    accepts: bool


@dataclass(frozen=True)
class CallOff(Button):
    """Say that a training does not take place, by a form."""

    tag: ClassVar[str] = "jx"
    chair: int
    day: int


@dataclass(frozen=True)
class Marks(Button):
    """Show who is marked as what."""

    tag: ClassVar[str] = "jm"
    chair: int
    day: int


@dataclass(frozen=True)
class Turn(Button):
    """Mark somebody as the next that he can be."""

    tag: ClassVar[str] = "jt"
    chair: int
    day: int
    seat: int
    version: int


@dataclass(frozen=True)
class Confirm(Button):
    """Have the marks stand; unsure it says first what they come to."""

    tag: ClassVar[str] = "jk"
    chair: int
    day: int
    version: int
    sure: bool


@dataclass(frozen=True)
class UndoMarks(Button):
    """Take the marks back at once."""

    tag: ClassVar[str] = "ju"
    chair: int
    day: int


@dataclass(frozen=True)
class Past(Button):
    """Show a page of the trainings that one may read."""

    tag: ClassVar[str] = "jp"
    page: int
