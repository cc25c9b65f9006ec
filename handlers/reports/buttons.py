"""The buttons of reports; what changes something carries the version it was drawn from."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons import Button
from services.month import Month


@dataclass(frozen=True)
class Open(Button):
    """Show one's own report that is due, or those that one may read."""

    tag: ClassVar[str] = "qh"


@dataclass(frozen=True)
class Mine(Button):
    """Show one's own report on a month."""

    tag: ClassVar[str] = "qo"
    month: Month


@dataclass(frozen=True)
class Write(Button):
    """Ask for a section, by its place; what is typed next answers it."""

    tag: ClassVar[str] = "qw"
    month: Month
    section: int


@dataclass(frozen=True)
class Clear(Button):
    """Take what was written in a section away."""

    tag: ClassVar[str] = "qc"
    month: Month
    section: int


@dataclass(frozen=True)
class LeaveOff(Button):
    """Leave off writing and show the report."""

    tag: ClassVar[str] = "qz"
    month: Month


@dataclass(frozen=True)
class Sections(Button):
    """Show the sections to choose from."""

    tag: ClassVar[str] = "qs"
    month: Month


@dataclass(frozen=True)
class Through(Button):
    """Show all that was written."""

    tag: ClassVar[str] = "qv"
    month: Month


@dataclass(frozen=True)
class MyPeople(Button):
    """Show a page of the people in one's own report."""

    tag: ClassVar[str] = "qp"
    month: Month
    page: int


@dataclass(frozen=True)
class Submit(Button):
    """Hand the report in; unsure it says first what that does."""

    tag: ClassVar[str] = "qt"
    month: Month
    version: int
    sure: bool


@dataclass(frozen=True)
class All(Button):
    """Show a page of the reports on a month that one may read."""

    tag: ClassVar[str] = "ql"
    month: Month
    page: int


@dataclass(frozen=True)
class Read(Button):
    """Show a report."""

    tag: ClassVar[str] = "qr"
    report: int


@dataclass(frozen=True)
class People(Button):
    """Show a page of the people in a report."""

    tag: ClassVar[str] = "qq"
    report: int
    page: int


@dataclass(frozen=True)
class Accept(Button):
    """Say that one has read it."""

    tag: ClassVar[str] = "qa"
    report: int
    version: int


@dataclass(frozen=True)
class Return(Button):
    """Begin the form that returns a report with a comment."""

    tag: ClassVar[str] = "qb"
    report: int
    version: int


@dataclass(frozen=True)
class Excuse(Button):
    """Begin the form that excuses a late report."""

    tag: ClassVar[str] = "qe"
    report: int


@dataclass(frozen=True)
class Take(Button):
    """Send a report as a workbook or as PDF."""

    tag: ClassVar[str] = "qx"
    report: int
    pdf: bool


@dataclass(frozen=True)
class TakeAll(Button):
    """Send all reports on a month as a workbook or as PDF."""

    tag: ClassVar[str] = "qy"
    month: Month
    pdf: bool


@dataclass(frozen=True)
class Picture(Button):
    """Send the outlets of a month compared in a picture."""

    tag: ClassVar[str] = "qi"
    month: Month
