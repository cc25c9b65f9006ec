"""The buttons of attendance; days are numbers in the calendar."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons import Button
from services.month import Month


@dataclass(frozen=True)
class Mark(Button):
    """Show what can be recorded of a person on a day (0: today)."""

    tag: ClassVar[str] = "em"
    staff: int
    day: int


@dataclass(frozen=True)
class Record(Button):
    """Record an event, on the card of so many events."""

    tag: ClassVar[str] = "er"
    staff: int
    day: int
    version: int
    code: str


@dataclass(frozen=True)
class Fill(Button):
    """Record an event by a form: any day, with a note."""

    tag: ClassVar[str] = "ef"
    staff: int


@dataclass(frozen=True)
class UndoEvent(Button):
    """Take back what one just recorded."""

    tag: ClassVar[str] = "eu"
    event: int


@dataclass(frozen=True)
class Contest(Button):
    """Contest an event of one's own."""

    tag: ClassVar[str] = "ec"
    event: int


@dataclass(frozen=True)
class ContestRow(Button):
    """Contest an imported row of one's own."""

    tag: ClassVar[str] = "ei"
    row: int


@dataclass(frozen=True)
class Score(Button):
    """Show a month's daily score (staff 0: one's own)."""

    tag: ClassVar[str] = "es"
    staff: int
    month: Month


@dataclass(frozen=True)
class ScoreNow(Button):
    """Show this month's daily score (staff 0: one's own)."""

    tag: ClassVar[str] = "en"
    staff: int


@dataclass(frozen=True)
class Scores(Button):
    """Show a page of one's people's daily scores of a month."""

    tag: ClassVar[str] = "el"
    month: Month
    page: int


@dataclass(frozen=True)
class Promote(Button):
    """Ask for a promotion day."""

    tag: ClassVar[str] = "ep"


@dataclass(frozen=True)
class Photo(Button):
    """Show a photo of a contest: of the record (0) or of the reasons."""

    tag: ClassVar[str] = "eph"
    approval: int
    number: int
