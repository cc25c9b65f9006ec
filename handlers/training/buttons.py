"""The buttons of trainings and meetings; days are numbers in the calendar, people staff ids.

`gathering` is the code of the kind. A button from before there were two kinds has none and is
outdated.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from handlers.buttons import Button, StaleError, day_of
from services.training.kinds import KINDS, Which


@dataclass(frozen=True)
class Called:
    """What a button says of one that the presser is asked to."""

    gathering: str
    day: int

    @property
    def place(self) -> tuple[str, date]:
        """The kind's code and the day; StaleError."""
        return _known(self.gathering), day_of(self.day)


@dataclass(frozen=True)
class Chaired:
    """What a button says of one that somebody chairs."""

    gathering: str
    chair: int
    day: int

    @property
    def which(self) -> Which:
        """Which it is; StaleError."""
        return Which(_known(self.gathering), self.chair, day_of(self.day))


def _known(code: str) -> str:
    if code not in KINDS:
        raise StaleError
    return code


def at(which: Which) -> tuple[str, int, int]:
    """Return what a button on a card of this one begins with."""
    return which.kind, which.chair, which.day.toordinal()


@dataclass(frozen=True)
class Open(Button):
    """Show what concerns whoever presses."""

    tag: ClassVar[str] = "jh"


@dataclass(frozen=True)
class Mine(Called, Button):
    """Show a training that one is asked to."""

    tag: ClassVar[str] = "jo"


@dataclass(frozen=True)
class Come(Called, Button):
    """Say that one comes."""

    tag: ClassVar[str] = "jc"


@dataclass(frozen=True)
class AskOff(Called, Button):
    """Ask to be excused, by a form."""

    tag: ClassVar[str] = "js"


@dataclass(frozen=True)
class MyMaterial(Called, Button):
    """Send the file of a training that one is asked to."""

    tag: ClassVar[str] = "jg"


@dataclass(frozen=True)
class Lead(Chaired, Button):
    """Show a training as its chair sees it."""

    tag: ClassVar[str] = "jl"


@dataclass(frozen=True)
class Announce(Chaired, Button):
    """Say what a training is about, by a form."""

    tag: ClassVar[str] = "ja"


@dataclass(frozen=True)
class Material(Chaired, Button):
    """Send the file of a training that one leads."""

    tag: ClassVar[str] = "jf"


@dataclass(frozen=True)
class Judge(Chaired, Button):
    """Excuse somebody who asked for it, or do not; as the wish was when it was drawn."""

    tag: ClassVar[str] = "jj"
    seat: int
    version: int
    accepts: bool


@dataclass(frozen=True)
class CallOff(Chaired, Button):
    """Say that a training does not take place, by a form."""

    tag: ClassVar[str] = "jx"


@dataclass(frozen=True)
class Marks(Chaired, Button):
    """Show who is marked as what."""

    tag: ClassVar[str] = "jm"


@dataclass(frozen=True)
class Turn(Chaired, Button):
    """Mark somebody as the next that he can be."""

    tag: ClassVar[str] = "jt"
    seat: int
    version: int


@dataclass(frozen=True)
class Confirm(Chaired, Button):
    """Have the marks stand; unsure it says first what they come to."""

    tag: ClassVar[str] = "jk"
    version: int
    sure: bool


@dataclass(frozen=True)
class UndoMarks(Chaired, Button):
    """Take the marks back at once."""

    tag: ClassVar[str] = "ju"


@dataclass(frozen=True)
class Past(Button):
    """Show a page of the trainings that one may read."""

    tag: ClassVar[str] = "jp"
    page: int
