"""A calendar month, written YYYY-MM."""

import calendar
import re
from datetime import date
from typing import NamedTuple, Self

MONTHS = 12


class Month(NamedTuple):
    """A month; months order and count like numbers."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read '2026-10'; ValueError for anything else."""
        if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text, re.ASCII):
            raise ValueError(text)
        return cls(int(text[:4]), int(text[5:]))

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the month of the day."""
        return cls(day.year, day.month)

    def __str__(self) -> str:
        """Write '2026-10'."""
        return f"{self.year:04}-{self.number:02}"

    @property
    def first_day(self) -> date:
        """The month's 1st."""
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        """The month's last day."""
        return date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])

    def later(self, months: int) -> "Month":
        """Return the month so many months later (earlier if negative)."""
        years, number = divmod(self.year * MONTHS + self.number - 1 + months, MONTHS)
        return Month(years, number + 1)

    def since(self, other: "Month") -> int:
        """Return how many months lie between the other month and this one."""
        return (self.year - other.year) * MONTHS + self.number - other.number
