"""Days to pick from: which of a month can be taken, and why the others cannot."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from services.month import Month


@dataclass(frozen=True)
class Days:
    """A month whose days can be taken but for those in `refused`, each with a code that says why.

    `earlier` and `later` tell whether there may be any day to take before or after the month.
    """

    month: Month
    refused: Mapping[date, str] = field(default_factory=dict)
    earlier: bool = True
    later: bool = True

    @classmethod
    def judged(
        cls,
        month: Month,
        judge: Callable[[date], str | None],
        first: date | None = None,
        last: date | None = None,
    ) -> "Days":
        """Ask of each day why it cannot be taken (None: it can).

        Nothing can be taken before `first` or after `last`, which the judge says too.
        """
        found = ((day, judge(day)) for day in days_of(month))
        refused = {day: why for day, why in found if why is not None}
        earlier = first is None or first < month.first_day
        later = last is None or last > month.last_day
        return cls(month, refused, earlier, later)

    @property
    def none_left(self) -> bool:
        """Whether no day of the month can be taken."""
        return all(day in self.refused for day in days_of(self.month))


def days_of(month: Month) -> Iterator[date]:
    """Yield the month's days."""
    for number in range(month.last_day.day):
        yield month.first_day + timedelta(number)
