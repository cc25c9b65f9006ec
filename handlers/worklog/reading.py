"""The logs of one's people: who filed on a week, each log, what clients asked."""

from dataclasses import replace
from datetime import date

from handlers.buttons import day_of
from handlers.context import Context, Row, Screen
from handlers.i18n import Say, _, say
from handlers.lists import Listing
from handlers.render import Bold
from handlers.topic import ways
from handlers.worklog import own, wording
from handlers.worklog.buttons import All, Mine, Open, Questions, Read
from services.worklog import own as logs
from services.worklog import reading
from services.worklog.duty import READS
from services.worklog.own import NoLogError
from services.worklog.reading import Card, Line, Overview

SIZE, IN_A_ROW = 10, 3


async def home(context: Context) -> None:
    """Send one's own log that is to be written, or those that one may read."""
    await context.tell(await _home(context))


async def open_(context: Context, _button: Open) -> None:
    """Put it in place of the card."""
    await context.show(await _home(context))


async def _home(context: Context) -> Screen:
    try:
        return own.card(await context.run(logs.own, context.who, context.now))
    except NoLogError:
        if not (await context.viewer()).posts & READS:
            raise
        found = await context.run(reading.overview, context.who, context.now)
        return listed(found, 1)


async def page(context: Context, button: All) -> None:
    """Show a page of the logs on a week."""
    week = day_of(button.week)
    found = await context.run(reading.overview, context.who, context.now, week)
    await context.show(listed(found, button.page))


def listed(found: Overview, at: int) -> Screen:
    """Draw a page of the logs on a week: who filed, who did not."""
    week = found.week.toordinal()
    listing = Listing[Line](
        title=wording.title(found.week),
        line=lambda one: _line(one, over=found.over),
        page=lambda number: All(week, number),
        empty=say(_("这一周没有人要交日志。")),
        size=SIZE,
    )
    first = listing.offset(at)
    shown = found.lines[first : first + SIZE]
    made = listing.screen(shown, len(found.lines), at)
    head, *rest = made.text if isinstance(made.text, list) else [made.text]
    count = say(_("已交 {count}/{total}"), count=found.filed, total=len(found.lines))
    lines = [head, *([count] if found.lines else []), *rest]
    return replace(made, text=lines, rows=[*_opens(shown), *_ways(found), *made.rows])


def _line(one: Line, *, over: bool) -> Say:
    return say(
        "· {name} {unit}：{state}",
        name=Bold(one.author.name),
        unit=one.unit,
        state=wording.state(one.log, over=over),
    )


def _opens(lines: tuple[Line, ...]) -> list[Row]:
    buttons = [(say("{name}", name=one.author.name), Read(one.log.id)) for one in lines if one.log]
    return [buttons[at : at + IN_A_ROW] for at in range(0, len(buttons), IN_A_ROW)]


def _ways(found: Overview) -> list[Row]:
    week = found.week.toordinal()
    row: list[tuple[Say, All | Questions | Mine]] = [
        (say(_("◀ 前一周")), All(found.earlier.toordinal(), 1))
    ]
    if found.later:
        row.append((say(_("后一周 ▶")), All(found.later.toordinal(), 1)))
    besides: list[tuple[Say, Questions | Mine]] = []
    if any(one.log and "asked" in one.log.answers for one in found.lines):
        besides.append((say(_("客户问了什么")), Questions(week)))
    if found.mine:
        besides.append((say(_("我的日志")), Mine(week)))
    return [row, besides] if besides else [row]


async def read(context: Context, button: Read) -> None:
    """Show a log."""
    found = await context.run(reading.card, context.who, context.now, button.log)
    await context.show(card(found))


def card(found: Card) -> Screen:
    """Draw a log as whoever is above reads it."""
    lines = [
        wording.title(found.log.week),
        say(_("{unit} {name}"), unit=found.unit, name=found.author.name),
        say(_("状态：{state}"), state=wording.state(found.log, over=False)),
        say(""),
        *wording.answers(found.log),
    ]
    week = found.log.week.toordinal()
    return Screen(lines, [ways(Mine(week) if found.mine else All(week, 1))], protect=True)


async def questions(context: Context, button: Questions) -> None:
    """Show what clients asked, by whose logs say so."""
    week = day_of(button.week)
    found = await context.run(reading.questions, context.who, context.now, week)
    await context.show(Screen(_asked(week, found), [ways(All(button.week, 1))], protect=True))


def _asked(week: date, found: tuple[Line, ...]) -> list[Say]:
    title = say(_("客户问了什么 · {week}"), week=wording.Week(week))
    lines = [say("{title}", title=Bold(title))]
    for one in found:
        text = one.log.answers["asked"] if one.log else ""
        lines.append(say("· {name}：{text}", name=one.author.name, text=text))
    return lines if found else [*lines, say(_("日志里没有写。"))]
