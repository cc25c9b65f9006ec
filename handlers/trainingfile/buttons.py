"""The buttons of training files; what changes something carries what it was drawn from."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons import Button


@dataclass(frozen=True)
class Files(Button):
    """Show a page of the files that one may read: the open ones, or those that are done."""

    tag: ClassVar[str] = "jfl"
    page: int
    done: bool = False


@dataclass(frozen=True)
class Show(Button):
    """Show a file."""

    tag: ClassVar[str] = "jfs"
    file: int


@dataclass(frozen=True)
class FileOf(Button):
    """Show a person's file, 0 one's own."""

    tag: ClassVar[str] = "jfo"
    staff: int


@dataclass(frozen=True)
class OpenFile(Button):
    """Open a file for somebody."""

    tag: ClassVar[str] = "jfn"
    staff: int


@dataclass(frozen=True)
class RecordLevel(Button):
    """Begin the form for a level, by its place."""

    tag: ClassVar[str] = "jfv"
    file: int
    level: int


@dataclass(frozen=True)
class RecordExam(Button):
    """Begin the form for an exam."""

    tag: ClassVar[str] = "jfe"
    file: int


@dataclass(frozen=True)
class ListNames(Button):
    """Hand the names to the office: first shown (mark 0), then as they were shown."""

    tag: ClassVar[str] = "jfh"
    mark: int
    sure: bool


@dataclass(frozen=True)
class Conclude(Button):
    """Begin the form for the contract."""

    tag: ClassVar[str] = "jfc"
    file: int


@dataclass(frozen=True)
class Issue(Button):
    """Issue the notice of new staff; unsure it says first what that does."""

    tag: ClassVar[str] = "jfi"
    file: int
    version: int
    sure: bool


@dataclass(frozen=True)
class Copy(Button):
    """Send a copy of the notice once more, as PDF or for Word."""

    tag: ClassVar[str] = "jfp"
    file: int
    trading: bool
    word: bool
