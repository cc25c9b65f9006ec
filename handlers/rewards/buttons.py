"""The buttons of the rewards to banks; units by the id of one of their rows."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons import Button
from services.month import Month


@dataclass(frozen=True)
class Open(Button):
    """Show last month's list, or the departments to choose from."""

    tag: ClassVar[str] = "rwh"


@dataclass(frozen=True)
class ListOf(Button):
    """Show a page of a department's month."""

    tag: ClassVar[str] = "rwm"
    unit: int
    month: Month
    page: int


@dataclass(frozen=True)
class LineOf(Button):
    """Show a line."""

    tag: ClassVar[str] = "rwl"
    line: int


@dataclass(frozen=True)
class Choose(Button):
    """Choose for which bank or outlet a line is."""

    tag: ClassVar[str] = "rwc"
    unit: int
    month: Month
    page: int


@dataclass(frozen=True)
class Add(Button):
    """Begin the form for a line of an outlet, or of its whole bank."""

    tag: ClassVar[str] = "rwa"
    unit: int
    month: Month
    outlet: int
    whole: bool


@dataclass(frozen=True)
class Copy(Button):
    """Copy the lines of the month before."""

    tag: ClassVar[str] = "rwy"
    unit: int
    month: Month


@dataclass(frozen=True)
class Nothing(Button):
    """Say that nothing is owed for the month."""

    tag: ClassVar[str] = "rwn"
    unit: int
    month: Month
    sure: bool


@dataclass(frozen=True)
class Export(Button):
    """Send the month as a workbook."""

    tag: ClassVar[str] = "rwx"
    unit: int
    month: Month


@dataclass(frozen=True)
class Change(Button):
    """Begin the form that changes a line."""

    tag: ClassVar[str] = "rwe"
    line: int
    version: int


@dataclass(frozen=True)
class Agree(Button):
    """Begin the form that says who agreed at the bank."""

    tag: ClassVar[str] = "rwg"
    line: int
    version: int


@dataclass(frozen=True)
class Pay(Button):
    """Begin the form that says when it was paid."""

    tag: ClassVar[str] = "rwp"
    line: int
    version: int


@dataclass(frozen=True)
class TakeBack(Button):
    """Begin the form that takes back what was paid."""

    tag: ClassVar[str] = "rwt"
    line: int
    version: int


@dataclass(frozen=True)
class Drop(Button):
    """Drop a line that is not paid."""

    tag: ClassVar[str] = "rwd"
    line: int
    version: int
    sure: bool
