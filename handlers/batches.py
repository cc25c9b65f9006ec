"""/imports: the batches that were brought in; released to the staff, taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, TypeAlias

from handlers import facts
from handlers.buttons import Button, ButtonHandler
from handlers.context import Context
from handlers.errors import words
from handlers.i18n import Say, _, say
from handlers.lists import Listing
from handlers.render import Bold, Listed
from handlers.screen import Row, Screen
from handlers.topic import Entry, Waiting, command, ways
from services.facts.release import NothingToReleaseError
from services.facts.take_back import MonthClosedError, NothingToTakeBackError, SupersededError
from services.imports import NotBackOfficeError, batches
from services.imports.batches import RELEASED, SAVED, TAKEN_BACK, Brought, NoBatchError
from services.month import Month

POSTS = frozenset({"back_office"})
FEW = 3  # months that are listed one by one
STATES = {SAVED: _("未发布"), RELEASED: _("已发布"), TAKEN_BACK: _("已撤回")}


@dataclass(frozen=True)
class Imports(Button):
    """Show a page of the batches."""

    tag: ClassVar[str] = "im"
    page: int


@dataclass(frozen=True)
class One(Button):
    """Show a batch."""

    tag: ClassVar[str] = "ib"
    number: int


@dataclass(frozen=True)
class Release(Button):
    """Release a batch: ask first, then do it."""

    tag: ClassVar[str] = "ir"
    number: int
    sure: bool


@dataclass(frozen=True)
class Seen(Button):
    """Show a page of who has seen a batch's figures."""

    tag: ClassVar[str] = "is"
    number: int
    page: int


@dataclass(frozen=True)
class TakeBack(Button):
    """Take a batch back: ask first, then do it."""

    tag: ClassVar[str] = "it"
    number: int
    sure: bool


async def first_page(context: Context) -> None:
    """Show the latest batches."""
    await page(context, Imports(1))


async def page(context: Context, button: Imports) -> None:
    """Show a page of the batches."""
    first = LIST.offset(button.page)
    found = await context.run(batches.batches, context.who, context.today, first, LIST.size)
    await context.show(LIST.screen(found.batches, found.total, button.page))


def _line(one: Brought) -> Say:
    state = say(STATES[one.state])
    if not one.months:
        return say(
            _("批次 {batch} {file} {state}"), batch=one.number, file=_file(one), state=state
        )
    return say(
        _("批次 {batch} {file} {months} {state}"),
        batch=one.number,
        file=_file(one),
        months=_months(one.months),
        state=state,
    )


def _file(one: Brought) -> str:
    return one.file or "—"


def _months(months: Sequence[Month]) -> object:
    if len(months) <= FEW:
        return Listed(months)
    return say("{first} – {last}", first=months[0], last=months[-1])


LIST = Listing[Brought](
    title=say(_("导入批次")),
    line=_line,
    page=Imports,
    empty=say(_("还没有导入过。发来 .xlsx 或 .csv 就可以导入。")),
    button=lambda one: (say(_("批次 {batch}"), batch=one.number), One(one.number)),
    in_a_row=3,
    size=6,
)


async def show(context: Context, button: One) -> None:
    """Show a batch."""
    found = await context.run(batches.batch, context.who, context.today, button.number)
    await context.show(card(found))


def card(one: Brought, note: Say | None = None) -> Screen:
    """Draw a batch with what can be done about it; a note goes first."""
    title = say(_("批次 {batch}"), batch=one.number)
    text = [say("{title}　{file}", title=Bold(title), file=_file(one))]
    if one.months:
        text.append(say("{months}", months=_months(one.months)))
    text.append(_moment(_("{moment} {name} 保存"), one.saved_at, one.saved_by))
    if one.state == TAKEN_BACK:
        text.append(say(_("已撤回，不再计算。")))
    elif one.released_at:
        text.append(_moment(_("{moment} {name} 发布"), one.released_at, one.released_by))
    else:
        text.append(say(_("未发布：只有后勤支持岗看得到。")))
    rows = [row for row in (_acts(one), ways(Imports(1))) if row]
    return Screen([*([note] if note else []), *text], rows, protect=True)


def _moment(sentence: str, moment: datetime, name: str) -> Say:
    return say(sentence, moment=moment, name=name or say(_("命令行")))


def _acts(one: Brought) -> Row:
    release = (say(_("发布给员工")), Release(one.number, sure=False))
    looked = (say(_("谁看过")), Seen(one.number, 1))
    take_back = (say(_("撤回")), TakeBack(one.number, sure=False))
    if one.state == TAKEN_BACK:
        return ()
    if one.released_at is None:
        return (release, take_back)
    return (looked, take_back) if one.months else (take_back,)


async def release(context: Context, button: Release) -> None:
    """Release a batch, once it is said what that does."""
    if button.sure:
        found = await context.run(batches.release, context.who, context.now, button.number)
        await context.show(card(found))
        return
    await _ask(
        context,
        button.number,
        [
            say(_("发布批次 {batch}？"), batch=button.number),
            say(_("员工马上看得到这些数据。看过的月份如果变了，本人会收到更正通知。")),
        ],
        (say(_("发布")), Release(button.number, sure=True)),
    )


async def take_back(context: Context, button: TakeBack) -> None:
    """Take a batch back, once it is said what that does."""
    if button.sure:
        found = await context.run(batches.take_back, context.who, context.now, button.number)
        await context.show(card(found))
        return
    await _ask(
        context,
        button.number,
        [
            say(_("撤回批次 {batch}？"), batch=button.number),
            say(
                _(
                    "这些数据不再计算，改用它之前的。已发布的，员工看过的月份如果变了，本人会收到更正通知。"
                )
            ),
            say(_("撤回后不能恢复，要用就重新导入。")),
        ],
        (say(_("撤回")), TakeBack(button.number, sure=True)),
    )


async def _ask(
    context: Context, number: int, text: Sequence[Say], yes: tuple[Say, Button]
) -> None:
    await context.run(batches.batch, context.who, context.today, number)
    await context.show(Screen(text, [(yes,), ways(One(number))], protect=True))


async def waits(context: Context) -> list[Waiting]:
    """Return the batches that wait for their release, for the back office."""
    try:
        numbers = await context.run(batches.unreleased, context.who, context.today)
    except NotBackOfficeError:
        return []
    return [
        Waiting(
            say(_("批次 {batch} 还没有发布"), batch=number),
            say(_("批次 {batch}"), batch=number),
            One(number),
        )
        for number in numbers
    ]


Refusals: TypeAlias = (
    NothingToReleaseError | NothingToTakeBackError | MonthClosedError | SupersededError
)


@words.register
def _refused(error: Refusals) -> Say | None:
    return facts.refused(error)


@words.register
def _no_batch(error: NoBatchError) -> Say:
    return say(_("没有批次 {batch}。"), batch=error.args[0])


MENU = (
    Entry(
        "imports",
        say(_("导入批次：发布、撤回；发来 .xlsx 或 .csv 就是导入")),
        say(_("导入批次")),
        Imports(1),
        POSTS,
    ),
)
WAITING = waits
HANDLERS = (
    command("imports", first_page),
    ButtonHandler(Imports, page),
    ButtonHandler(One, show),
    ButtonHandler(Release, release),
    ButtonHandler(TakeBack, take_back),
)
