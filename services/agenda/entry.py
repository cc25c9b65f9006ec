"""What stands in somebody's calendar."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from sqlalchemy.orm import Session

from services.organisation import Viewer
from services.recurrence import ZONE


@dataclass(frozen=True)
class Asking:
    """Who asks, and up to which day."""

    session: Session
    who: int
    viewer: Viewer
    now: datetime
    last: date

    @property
    def me(self) -> int:
        """His staff id."""
        return self.viewer.staff_id

    @property
    def today(self) -> date:
        """The first day."""
        return self.now.date()


@dataclass(frozen=True)
class Entry:
    """Something that is due or takes place: on days, or (`start`) at a moment of the first.

    `number` is its row's, or the first day's; `late`: it was due before and still is, so it
    stands on today; `told` is for its wording. Clients are masked.
    """

    kind: str
    number: int
    first: date
    last: date
    start: datetime | None = None
    late: bool = False
    told: Mapping[str, Any] = field(default_factory=dict)

    @property
    def uid(self) -> str:
        """What stays the same of it, whatever becomes of its day."""
        return f"{self.kind}-{self.number}"

    @property
    def moment(self) -> datetime:
        """When it begins."""
        return self.start or datetime.combine(self.first, time(0), ZONE)


def at(kind: str, number: int, start: datetime, /, **told: Any) -> Entry:
    """Return what takes place at a moment."""
    here = start.astimezone(ZONE)
    return Entry(kind, number, here.date(), here.date(), here, told=told)


def by(asking: Asking, kind: str, number: int, day: date, /, **told: Any) -> Entry:
    """Return what is due by a day; overdue, today."""
    shown = max(day, asking.today)
    return Entry(kind, number, shown, shown, late=day < asking.today, told={"due": day, **told})
