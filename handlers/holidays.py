"""/holidays: free days and make-up days of the coming months, and the outlet's own days."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from handlers import reading
from handlers.buttons import Button, ButtonHandler
from handlers.context import Context
from handlers.errors import words
from handlers.forms import Form, Question
from handlers.i18n import Say, _, say
from handlers.lists import Listing
from handlers.render import Bold
from handlers.screen import Row, Screen
from handlers.topic import Entry, command, ways
from services import calendar
from services.calendar import Calendar, NoSuchDayError, OwnDay, Span, WeighedDay
from services.office import rights
from services.working_days import Kind

POSTS = frozenset({"back_office", "general_manager"})
LONGEST_BASIS = 100
WORKING, FREE = "working", "free"
WORKS, RESTS = say(_("上班")), say(_("休息"))


class NotWorkingOrFreeError(Exception):
    """It is neither of the two."""


class NoBasisError(Exception):
    """A day of one's own needs a basis, of some length."""


@words.register
def _neither(_error: NotWorkingOrFreeError) -> Say:
    return say(_("请点「上班」或「休息」。"))


@words.register
def _no_basis(_error: NoBasisError) -> Say:
    return say(_("请写明依据，100 字以内，例如：营业部通知〔2026〕12号。"))


@words.register
def _no_such_day(_error: NoSuchDayError) -> Say:
    return say(_("这一天已经没有另作规定。"))


@dataclass(frozen=True)
class Holidays(Button):
    """Show the coming months and a page of the outlet's own days."""

    tag: ClassVar[str] = "ho"
    page: int


@dataclass(frozen=True)
class OneDay(Button):
    """Show one of the outlet's own days, by its number in the calendar."""

    tag: ClassVar[str] = "hd"
    day: int


@dataclass(frozen=True)
class Add(Button):
    """Declare a day."""

    tag: ClassVar[str] = "ha"


@dataclass(frozen=True)
class Remove(Button):
    """Let the published calendar hold again for a day."""

    tag: ClassVar[str] = "hx"
    day: int


async def first_page(context: Context) -> None:
    """Show the coming months."""
    await show(context, Holidays(1))


async def show(context: Context, button: Holidays) -> None:
    """Show the coming months and a page of the outlet's own days."""
    first = LIST.offset(button.page)
    found = await context.run(calendar.calendar, context.who, context.today, first, LIST.size)
    title = say("{lines}", lines=[*_coming(found), say(""), LIST.title])
    screen = replace(LIST, title=title).screen(found.days, found.total, button.page)
    add: list[Row] = [[(say(_("＋ 另作规定")), Add())]] if found.keeps else []
    *rows, last = screen.rows
    await context.show(replace(screen, rows=[*rows, *add, last]))


def _coming(found: Calendar) -> list[Say]:
    lines = [say("{title}", title=Bold(say(_("节假日与调休"))))]
    lines += [_span(one) for one in found.spans]
    if not found.spans:
        lines.append(say(_("到 {until} 没有节假日和调休。"), until=found.until))
    if found.unpublished:
        lines.append(say(_("{day}起未公布"), day=found.unpublished))
    return lines


def _span(one: Span) -> Say:
    days = say("{day}", day=one.first)
    if one.first != one.last:
        days = say(_("{first}至{last}"), first=one.first, last=one.last)
    return say(KINDS[one.kind], days=days)


KINDS = {
    Kind.HOLIDAY: _("{days} 放假"),
    Kind.MAKE_UP: _("{days} 上班（调休）"),
    Kind.WEEKEND: _("{days} 周末休息"),
    Kind.WORKING: _("{days} 正常上班"),
}


def _own(one: OwnDay) -> Say:
    sentence = _("{day} 上班：{basis}") if one.working else _("{day} 休息：{basis}")
    return say(sentence, day=one.day, basis=one.basis)


LIST = Listing[OwnDay](
    title=say(_("本营业部另作规定的日子")),
    line=_own,
    page=Holidays,
    empty=say(_("没有，全按公布的日历。")),
    button=lambda one: (say("{day}", day=one.day), OneDay(one.day.toordinal())),
    size=4,
    in_a_row=2,
)


async def one_day(context: Context, button: OneDay) -> None:
    """Show one of the outlet's own days."""
    one, keeps = await context.run(calendar.own_day, context.who, context.today, _day(button.day))
    lines = [_own(one), say(_("{by} {moment} 录入"), by=one.by, moment=one.at)]
    if keeps:
        lines.append(say(_("取消后，这一天按公布的日历。")))
    rows: list[Row] = [[(say(_("取消规定")), Remove(button.day))]] if keeps else []
    await context.show(Screen(lines, [*rows, ways(Holidays(1))], protect=True))


async def remove(context: Context, button: Remove) -> None:
    """Let the published calendar hold again for a day."""
    day = _day(button.day)
    await context.run(calendar.remove_day, context.who, context.now, day)
    done = say(_("{day} 已改回按公布的日历。"), day=day)
    await context.show(Screen(done, [ways(Holidays(1))], protect=True))


async def add(context: Context, _button: Add) -> None:
    """Begin the form for a day; NotYoursToKeepError."""
    await context.run(rights.branch_office, context.who, context.today)
    await FORM.begin(context)


def _day(number: int) -> date:
    """Return the day of a button; NoSuchDayError if it is none."""
    try:
        return date.fromordinal(number)
    except (ValueError, OverflowError) as error:
        raise NoSuchDayError from error


def _working(typed: str, _today: date) -> bool:
    """Read whether the day is worked; NotWorkingOrFreeError."""
    text = typed.strip().lower()
    if text in {WORKING, "true"}:
        return True
    if text in {FREE, "false"}:
        return False
    raise NotWorkingOrFreeError


def _effects(weighed: WeighedDay) -> Sequence[Say]:
    days = say("{day}", day=weighed.day)
    lines = [say(_("公布的日历：未公布"))]
    if weighed.published:
        lines = [say(_("公布的日历：{what}"), what=say(KINDS[weighed.published], days=days))]
    if weighed.before:
        lines.append(say(_("现在的规定：{what}"), what=_own(weighed.before)))
    return lines


def _done(one: OwnDay) -> Screen:
    return Screen([say(_("已记下。")), _own(one)], [ways(Holidays(1))], protect=True)


FORM = Form(
    "own day",
    say(_("另作规定")),
    (
        Question("day", say(_("日期")), say(_("哪一天？例如 2026-12-31")), reading.day),
        Question(
            "working",
            say(_("上班还是休息")),
            say(_("这一天上班还是休息？")),
            _working,
            lambda working: WORKS if working else RESTS,
            picks=lambda _: [(WORKS, WORKING), (RESTS, FREE)],
        ),
        Question(
            "basis",
            say(_("依据")),
            say(_("依据是什么？例如：营业部通知〔2026〕12号")),
            reading.words(LONGEST_BASIS, NoBasisError),
        ),
    ),
    calendar.set_day,
    _done,
    preview=calendar.weigh_day,
    effects=_effects,
)
FORMS = (FORM,)
MENU = (Entry("holidays", say(_("节假日、调休和本营业部另作规定的日子")), posts=POSTS),)
HANDLERS = (
    command("holidays", first_page),
    ButtonHandler(Holidays, show),
    ButtonHandler(OneDay, one_day),
    ButtonHandler(Add, add),
    ButtonHandler(Remove, remove),
)
