"""The reports of others: who handed in what and when; each report, accepted or returned."""

from collections.abc import Iterator
from dataclasses import replace

from handlers.buttons import StaleError
from handlers.context import Context, Row, Screen
from handlers.i18n import Say, _, counted, say
from handlers.lists import Listing
from handlers.render import Bold
from handlers.reports import wording
from handlers.reports.buttons import (
    Accept,
    All,
    Excuse,
    Mine,
    Open,
    People,
    Picture,
    Read,
    Return,
    TakeAll,
)
from handlers.reports.own import drawn, takes
from handlers.reports.people import persons
from handlers.topic import ways
from services.reports import own as reports
from services.reports import reading
from services.reports.own import NothingOwedError
from services.reports.reading import Card, Line, Overview

SIZE = 6
IN_A_ROW = 3


async def home(context: Context) -> None:
    """Show one's own report that is due, or else those that one may read."""
    try:
        found = await context.run(reports.own, context.who, context.now)
    except NothingOwedError:
        await context.show(await screen(context, None, 1))
    else:
        await context.show(drawn(found))


async def open_(context: Context, _button: Open) -> None:
    """Show the same in place of a card."""
    await home(context)


async def page(context: Context, button: All) -> None:
    """Show a page of the reports on a month."""
    await context.show(await screen(context, button, button.page))


async def screen(context: Context, button: All | None, at: int) -> Screen:
    """Return a page of the reports on a month, that due now with no button."""
    month = button.month if button else None
    found = await context.run(reading.overview, context.who, context.now, month)
    listing = Listing[Line](
        title=say("{title}", title=Bold(say(_("月报 · {month}"), month=found.month))),
        line=lambda one: line(one, over=found.over),
        page=lambda page: All(found.month, page),
        empty=say(_("这个月没有要交月报的人。")),
        size=SIZE,
    )
    first = listing.offset(at)
    shown = found.lines[first : first + SIZE]
    made = listing.screen(shown, len(found.lines), at)
    first_line, *rest = made.text if isinstance(made.text, list) else [made.text]
    lines = [first_line, *_head(found), *rest]
    return replace(made, text=lines, rows=[*_opens(shown), *_ways(found), *made.rows])


def _head(found: Overview) -> Iterator[Say]:
    yield say(
        _("{due} 截止，已交 {count}/{total}"),
        due=found.due,
        count=found.handed_in,
        total=len(found.lines),
    )
    if found.people and found.totals:
        many = counted("已交的合计 {count} 人：", "已交的合计 {count} 人：", len(found.people))
        yield say("{many}{told}", many=many, told=wording.brief(found.totals))


def line(one: Line, *, over: bool) -> Say:
    """Say whose report it is, how it stands, and its totals."""
    told = say(
        "· {name} {unit}：{state}",
        name=Bold(one.author.name),
        unit=one.unit,
        state=wording.state(one.standing, over=over),
    )
    if not one.totals:
        return told
    return say("{told}\n　{totals}", told=told, totals=wording.brief(one.totals))


def _opens(lines: tuple[Line, ...]) -> list[Row]:
    buttons = [
        (say("{name}", name=one.author.name), Read(one.report)) for one in lines if one.report
    ]
    return [buttons[at : at + IN_A_ROW] for at in range(0, len(buttons), IN_A_ROW)]


def _ways(found: Overview) -> Iterator[Row]:
    month = found.month
    if found.people:
        yield [
            (say(_("网点对比图")), Picture(month)),
            (say(_("全部 Excel")), TakeAll(month, pdf=False)),
            (say(_("全部 PDF")), TakeAll(month, pdf=True)),
        ]
    row: list[tuple[Say, All | Mine]] = [
        (say(_("◀ {month}"), month=month.later(-1)), All(month.later(-1), 1))
    ]
    if not found.latest:
        row.append((say(_("{month} ▶"), month=month.later(1)), All(month.later(1), 1)))
    if found.mine:
        row.append((say(_("我的月报")), Mine(month)))
    yield row


async def read(context: Context, button: Read) -> None:
    """Show a report."""
    found = await context.run(reading.card, context.who, context.now, button.report)
    await context.show(card(found))


def card(found: Card, note: Say | None = None) -> Screen:
    """Draw a report as it was handed in, what changed since, and what is to be done with it."""
    one = found.line
    lines = [
        *([note] if note else []),
        say("{title}", title=Bold(wording.title(found.month, district=one.district))),
        say(_("{unit} {name}"), unit=one.unit, name=one.author.name),
        say(_("状态：{state}"), state=Bold(wording.state(one.standing, over=found.over))),
    ]
    if one.standing.returned:
        lines.append(say(_("退回意见：{reason}"), reason=one.standing.returned))
    if found.content is None:
        lines.append(say(_("还没有交过，没有内容可看。")))
    else:
        figures = found.content.figures
        lines += [say(""), *wording.totals(figures), *wording.as_of(figures)]
        lines += [*wording.changed(found.changed), *wording.sections(found.content.answers)]
    rows = [*_acts(found), ways(All(found.month, 1))]
    return Screen(lines, [row for row in rows if row], protect=True)


def _acts(found: Card) -> Iterator[Row]:
    report, version = found.line.report, found.line.standing.version
    if found.judges:
        yield [
            (say(_("已阅")), Accept(report, version)),
            (say(_("退回")), Return(report, version)),
        ]
    if found.content:
        yield [(say(_("每人数字")), People(report, 1)), *takes(report)]
    if found.excusable:
        yield [(say(_("免记迟交")), Excuse(report))]


async def people(context: Context, button: People) -> None:
    """Show a page of the people in a report."""
    found = await context.run(reading.card, context.who, context.now, button.report)
    if found.content is None:
        raise StaleError
    figures, report = found.content.figures, button.report
    turn = lambda at: People(report, at)  # noqa: E731 - as short as it is
    await context.show(persons(figures, button.page, turn, Read(report)))
