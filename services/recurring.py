"""What recurs in an outlet, as it is declared: its rule, what is done, who may move it.

`bot.timetable` declares what recurs; the outlet's own times are laid over it (`schedules`).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from services.recurrence import MEETING, REPORT, TRAINING, ByClock, Rule, Weekly

Work = Callable[[Session, datetime, datetime], None]
EVERYBODY: frozenset[str] = frozenset()
LEADERS = frozenset({"station_manager", "district_manager", "project_director"})
MEETING_HEARD = frozenset({"project_director", "general_manager"})
REPORTING = frozenset({"station_manager", "district_manager"})


class Editable(StrEnum):
    """What of a rule the outlet may change."""

    NOT = "not"
    HOUR = "hour"  # the day is the article's
    WHOLE = "whole"  # weekday or day of the month, hour, lead times


@dataclass(frozen=True)
class Recurring:
    """Something that recurs: its rule, how late it may still be done, and what is done.

    The work gets the session, now, and the moment at which it was due. `told`: administrators
    hear of an occurrence that was missed; what only keeps house is simply done the next time.
    `closes`: what it comes after, on the same day; it follows when that is moved. `by_day`: what
    it tells people waits for the morning if it could only go at night. `hears`: the posts that it
    speaks to (empty: all), to whom /reminders shows it (None: nobody).
    """

    kind: str
    rule: Rule
    window: timedelta
    work: Work
    told: bool = True
    editable: Editable = Editable.NOT
    hears: frozenset[str] | None = None
    by_day: bool = True
    closes: Weekly | None = None


@dataclass(frozen=True)
class Held:
    """Something that takes place or is due; what reminds of it follows when it is moved."""

    kind: str
    rule: ByClock
    editable: Editable
    hears: frozenset[str] | None


HELD = (
    Held("training_held", TRAINING, Editable.WHOLE, LEADERS),
    Held("meeting_held", MEETING, Editable.WHOLE, MEETING_HEARD),
    Held("report_due", REPORT, Editable.NOT, REPORTING),  # Article 28.4: nobody moves it
)
Declared = Recurring | Held
DECLARED: dict[str, Declared] = {one.kind: one for one in HELD}


def declare(all_: Iterable[Recurring]) -> None:
    """Make known what recurs, so that it can be shown and moved."""
    DECLARED.update({one.kind: one for one in all_})
