"""The calendar under a form's question: a month's days as buttons, and the days near by."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy.orm import Session

from handlers.buttons import StaleError
from handlers.context import Context, Row
from handlers.errors import words
from handlers.form_card import in_rows
from handlers.form_filling import Act, Filled
from handlers.form_question import Question
from handlers.i18n import Say, say
from services.days import Days
from services.month import MONTHS, Month

WEEK = 7
MOST_WEEKS = 6  # rows of the grid: the one exception from five rows of buttons
FARTHEST = 10 * MONTHS  # months from today that are shown
CLOSED = "·"  # a day that cannot be taken
EMPTY = "\N{BRAILLE PATTERN BLANK}"  # before the 1st and after the last; a button needs a label

Near = Sequence[tuple[Say, str]]


class DayRefusedError(Exception):
    """The day cannot be taken; the code says why."""

    def __init__(self, day: date, why: Say | None) -> None:
        super().__init__()
        self.day, self.why = day, why


@words.register
def _refused(error: DayRefusedError) -> Say:
    if error.why is None:
        return say("{day}不能选。", day=error.day)
    return say("{day}不能选：{why}。", day=error.day, why=error.why)


@dataclass(frozen=True)
class Leaf:
    """A month as it is shown, and the quick picks that can be taken."""

    days: Days
    near: Near
    chosen: date | None = None


@dataclass(frozen=True)
class Turned:
    """The month to turn to; if that was not asked for in itself, only if it has a day to take."""

    month: Month
    asked: bool = True


def day_in(value: object) -> date | None:
    """Return the day of an answer, if it is one."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


async def leaf(context: Context, filling: Filled, to: Turned | None) -> Leaf:
    """Return what to show under the question asked: that month, else where days may be found."""
    question, today = filling.question, filling.today
    if question is None:
        raise LookupError
    chosen, near = day_in(filling.values.get(question.name)), _near(question, today)
    opening = Month.of(chosen or _last_day(filling, question) or today)
    offered = [opening, opening.later(1)]
    if to and _is_shown(to.month, today):
        offered = [to.month] if to.asked else [to.month, *offered]

    def look(session: Session) -> tuple[Days, dict[Month, Days]]:
        ask = _asker(session, context.who, filling, question)
        days = next((ask(one) for one in offered if not ask(one).none_left), ask(offered[0]))
        return days, {one: ask(one) for one in sorted({Month.of(day) for _, _, day in near})}

    shown, found = await context.run(look)
    open_ = [
        (label, typed) for label, typed, day in near if day not in found[Month.of(day)].refused
    ]
    return Leaf(shown, open_, chosen)


async def check(context: Context, filling: Filled, value: object) -> None:
    """Refuse a day that cannot be taken: DayRefusedError."""
    question, day = filling.question, day_in(value)
    if question is None or question.calendar is None or day is None:
        return

    def look(session: Session) -> Days:
        return _asker(session, context.who, filling, question)(Month.of(day))

    why = (await context.run(look)).refused.get(day)
    if why is not None:
        raise DayRefusedError(day, question.refusals.get(why))


def month_named(text: str, today: date) -> Month:
    """Return the month that a button names; StaleError if none was ever drawn."""
    try:
        month = Month.parse(text)
    except ValueError as error:
        raise StaleError from error
    if not _is_shown(month, today):
        raise StaleError
    return month


def grid(filling: Filled, one: Leaf) -> tuple[list[Say], list[Row]]:
    """Return the line above the calendar and its rows: quick picks, the month, its weeks."""
    line = say("每行周一到周日，{closed} 不能选。", closed=CLOSED)
    near = in_rows([(label, filling.act("pick", typed)) for label, typed in one.near])
    return [line], [*near, _head(filling, one.days), *_weeks(filling, one)]


def _head(filling: Filled, days: Days) -> Row:
    here = filling.act("month", str(days.month))

    def way(label: Say, step: int, *, leads: bool) -> tuple[Say, Act]:
        other = days.month.later(step)
        leads = leads and _is_shown(other, filling.today)
        return (label, filling.act("month", str(other))) if leads else (_empty(), here)

    back, on = way(say("◀"), -1, leads=days.earlier), way(say("▶"), 1, leads=days.later)
    return [back, (say("{month}", month=days.month), here), on]


def _weeks(filling: Filled, one: Leaf) -> list[Row]:
    first, here = one.days.month.first_day, filling.act("month", str(one.days.month))
    blank = (_empty(), here)
    cells: list[tuple[Say, Act]] = [blank] * first.weekday()
    for number in range(1, one.days.month.last_day.day + 1):
        day = first.replace(day=number)
        cells.append((_label(day, one, filling.today), filling.act("pick", day.isoformat())))
    cells += [blank] * (-len(cells) % WEEK)
    return in_rows(cells, WEEK)


def _label(day: date, one: Leaf, today: date) -> Say:
    closed = day in one.days.refused
    number = CLOSED if closed else str(day.day)
    if day == one.chosen and not closed:
        return say("✓{number}", number=number)
    if day == today:
        return say("‹{number}›", number=number)
    return say("{number}", number=number)


def _empty() -> Say:
    return say("{nothing}", nothing=EMPTY)


def _is_shown(month: Month, today: date) -> bool:
    return abs(month.since(Month.of(today))) <= FARTHEST


def _near(question: Question[Any], today: date) -> list[tuple[Say, str, date]]:
    """Return the quick picks with their days; without those that cannot even be read."""
    found: dict[date, tuple[Say, str]] = {}
    for label, typed in question.picks(today):
        try:
            day = day_in(question.read(typed, today))
        except Exception as error:
            if words(error) is None:
                raise
        else:
            if day is not None:
                found.setdefault(day, (label, typed))
    return [(label, typed, day) for day, (label, typed) in found.items()]


def _last_day(filling: Filled, question: Question[Any]) -> date | None:
    """Return the day answered last before this question."""
    days = [day for value in _before(filling, question).values() if (day := day_in(value))]
    return days[-1] if days else None


def _before(filling: Filled, question: Question[Any]) -> Mapping[str, Any]:
    """Return what the form is about, and the answers before this question; None: not given."""
    questions = filling.form.questions
    names = [*filling.form.given, *(one.name for one in questions[: questions.index(question)])]
    return {name: filling.values.get(name) for name in names}


def _asker(
    session: Session, who: int, filling: Filled, question: Question[Any]
) -> Callable[[Month], Days]:
    """Return what tells of a month which days can be taken, asking once of each."""
    calendar, answers = question.calendar, _before(filling, question)
    if calendar is None:
        raise LookupError
    return cache(lambda month: calendar(session, who, filling.today, month, **answers))
