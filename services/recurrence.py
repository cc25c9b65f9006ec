"""When things recur: rules by the branch's clock, and the moments at which they are due.

A rule knows no process and no host: moments are in Asia/Shanghai, whatever the zone of the window.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import ClassVar
from zoneinfo import ZoneInfo

from services.month import Month
from services.working_days import UnpublishedYearError, WorkingDays

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
LONGEST_MONTH = 31
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class OffDay(StrEnum):
    """What becomes of an occurrence on a day off."""

    HELD = "held"  # it takes place all the same
    SKIPPED = "skipped"  # on a public holiday it does not take place
    MOVED = "moved"  # on a day that is not worked it moves to the next that is
    EARLIER = "earlier"  # on a day that is not worked it moves to the last before that is


@dataclass(frozen=True, slots=True)
class Daily:
    """Every day at a time."""

    at: time
    off_day: ClassVar[OffDay] = OffDay.HELD

    def days(self, first: date, last: date) -> Iterator[date]:
        """Yield the days that the rule names, from the first to the last."""
        yield from (first + timedelta(n) for n in range((last - first).days + 1))


@dataclass(frozen=True, slots=True)
class Weekly:
    """Every week on a weekday (Monday = 0) at a time."""

    weekday: int
    at: time
    off_day: OffDay = OffDay.HELD

    def __post_init__(self) -> None:
        """Refuse what is no weekday."""
        if not MONDAY <= self.weekday <= SUNDAY:
            raise ValueError(self.weekday)

    def days(self, first: date, last: date) -> Iterator[date]:
        """Yield the days that the rule names, from the first to the last."""
        day = first + timedelta((self.weekday - first.weekday()) % 7)
        while day <= last:
            yield day
            day += timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Monthly:
    """Every month on a day at a time; a month without the day has it on its last."""

    day: int
    at: time
    off_day: OffDay = OffDay.HELD

    def __post_init__(self) -> None:
        """Refuse what is no day of a month."""
        if not 1 <= self.day <= LONGEST_MONTH:
            raise ValueError(self.day)

    def day_in(self, month: Month) -> date:
        """Return the day that the rule names in a month."""
        return min(month.last_day, month.first_day + timedelta(self.day - 1))

    def days(self, first: date, last: date) -> Iterator[date]:
        """Yield the days that the rule names, from the first to the last."""
        start = Month.of(first)
        named = (self.day_in(start.later(n)) for n in range(Month.of(last).since(start) + 1))
        yield from (day for day in named if first <= day <= last)


@dataclass(frozen=True, slots=True)
class EveryMinutes:
    """Every so many minutes, counted from 1970 in UTC: the same moments for every process."""

    minutes: int

    def __post_init__(self) -> None:
        """Refuse a pace that does not advance."""
        if self.minutes < 1:
            raise ValueError(self.minutes)


@dataclass(frozen=True, slots=True)
class Ahead:
    """A reminder: so many calendar days before another rule is due, at a time of its own."""

    of: Daily | Weekly | Monthly
    days: int
    at: time

    def __post_init__(self) -> None:
        """Refuse a reminder that comes when the thing itself is due, or later."""
        if self.days < 0 or (self.days == 0 and self.at >= self.of.at):
            raise LateReminderError(self.days, self.at)


@dataclass(frozen=True, slots=True)
class Leads:
    """Reminders of another rule: each so many calendar days before it is due, at a time."""

    of: Daily | Weekly | Monthly
    leads: tuple[tuple[int, time], ...]

    def __post_init__(self) -> None:
        """Refuse none at all, one twice, and one that is no reminder; LateReminderError."""
        if not self.leads or len({*self.reminders}) != len(self.leads):
            raise ValueError(self.leads)

    @property
    def reminders(self) -> tuple[Ahead, ...]:
        """Each of them as a rule."""
        return tuple(Ahead(self.of, days, at) for days, at in self.leads)


class LateReminderError(Exception):
    """A reminder would not come before what it reminds of."""

    def __init__(self, days: int, at: time) -> None:
        super().__init__(days, at)
        self.days, self.at = days, at


ByClock = Daily | Weekly | Monthly
Rule = ByClock | EveryMinutes | Ahead | Leads

TRAINING = Weekly(WEDNESDAY, time(16), OffDay.SKIPPED)  # Article 21
TRAINING_OVER = Weekly(WEDNESDAY, time(17), OffDay.SKIPPED)  # an hour: who came is asked then
MEETING = Weekly(MONDAY, time(9), OffDay.SKIPPED)  # Article 21 says weekly: the rest is assumed
MEETING_OVER = Weekly(MONDAY, time(10), OffDay.SKIPPED)
REPORT = Monthly(5, time(23, 59))  # Article 28.4: whoever submits within that minute is in time
REPORT_LEADS = Leads(
    REPORT, ((4, time(9)), (2, time(9)), (1, time(9)), (0, time(9)), (0, time(18)))
)
REPORT_REMINDERS = REPORT_LEADS.reminders
REPORT_OVERDUE = Monthly(6, time(0))  # that minute is over
WORKLOG = Weekly(FRIDAY, time(16), OffDay.EARLIER)  # related documents: a log every week
WORKLOG_CHASE = Weekly(MONDAY, time(9), OffDay.MOVED)
BRANCH_WEEK = Weekly(MONDAY, time(8, 30), OffDay.MOVED)
DIGEST = Weekly(MONDAY, time(9, 30), OffDay.MOVED)
PROGRESS = Monthly(15, time(9), OffDay.MOVED)  # related documents: the work is done by then
REWARDS = Monthly(25, time(9), OffDay.EARLIER)  # Article 11.4 says monthly: the day is ours
REWARDS_LATE = Monthly(1, time(9), OffDay.MOVED)  # the month in which to pay is over
PAY_DAY = Monthly(10, time(9), OffDay.MOVED)  # Article 16: the pay of the month before


def day_of(moment: datetime) -> date:
    """Return the day of a moment by the branch's clock: a stored one is in UTC."""
    return moment.astimezone(ZONE).date()


@dataclass(frozen=True, slots=True)
class Due:
    """A moment at which a rule is due.

    `plain` is the moment as the rule names it and stays the same when a schedule moves the day;
    `unpublished` is the year whose schedule can still move or drop it: `at` is then plain.
    """

    plain: datetime
    at: datetime
    unpublished: int | None = None


def due(rule: Rule, start: datetime, end: datetime, calendar: WorkingDays) -> tuple[Due, ...]:
    """Return when the rule is due from the start on and before the end, in order.

    ValueError for a window without a zone.
    """
    if start.tzinfo is None or end.tzinfo is None:
        raise ValueError(start, end)
    start, end = start.astimezone(ZONE), end.astimezone(ZONE)
    found = sorted(_near(rule, start, end, calendar), key=lambda one: one.at)
    return tuple(one for one in found if start <= one.at < end)


def on(rule: ByClock, day: date, calendar: WorkingDays) -> Due | None:
    """Return when a rule is due that names the day; nothing if a holiday drops it."""
    plain = _moment(day, rule.at)
    if rule.off_day is OffDay.HELD:
        return Due(plain, plain)
    try:
        if rule.off_day is OffDay.SKIPPED:
            return None if calendar.is_holiday(day) else Due(plain, plain)
        earlier = rule.off_day is OffDay.EARLIER
        worked = calendar.on_or_before(day) if earlier else calendar.on_or_after(day)
        return Due(plain, _moment(worked, rule.at))
    except UnpublishedYearError as unknown:
        return Due(plain, plain, unknown.year)


def _near(rule: Rule, start: datetime, end: datetime, calendar: WorkingDays) -> Iterator[Due]:
    """Yield what is due in the window, and something around it."""
    if isinstance(rule, EveryMinutes):
        yield from _paced(timedelta(minutes=rule.minutes), start, end)
    elif isinstance(rule, Ahead):
        for one in _near(rule.of, start, end + timedelta(rule.days + 1), calendar):
            yield Due(_ahead(rule, one.plain), _ahead(rule, one.at), one.unpublished)
    elif isinstance(rule, Leads):
        for reminder in rule.reminders:
            yield from _near(reminder, start, end, calendar)
    else:
        first = start.date() - timedelta(LONGEST_MONTH)  # it may move into the window
        for day in rule.days(first, end.date() + _later(rule)):
            if found := on(rule, day, calendar):
                yield found


def _later(rule: ByClock) -> timedelta:
    """Return how long after the window a day may lie that moves into it."""
    return timedelta(LONGEST_MONTH if rule.off_day is OffDay.EARLIER else 0)


def _paced(pace: timedelta, start: datetime, end: datetime) -> Iterator[Due]:
    moment = _EPOCH + (start - _EPOCH) // pace * pace
    while moment < end:
        yield Due(moment.astimezone(ZONE), moment.astimezone(ZONE))
        moment += pace


def _ahead(rule: Ahead, moment: datetime) -> datetime:
    return _moment(moment.date() - timedelta(rule.days), rule.at)


def _moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, ZONE)
