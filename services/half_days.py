"""Half days: a day as a whole, its morning or its afternoon."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Half(StrEnum):
    """How much of a day."""

    WHOLE = "day"
    MORNING = "am"
    AFTERNOON = "pm"


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, or half of it."""

    day: date
    half: Half = Half.WHOLE

    def __str__(self) -> str:
        """Write '2026-11-25 pm'; a whole day as '2026-11-25'."""
        return str(self.day) if self.half is Half.WHOLE else f"{self.day} {self.half}"
