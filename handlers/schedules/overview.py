"""What recurs, as a list; one of it, and what the outlet may change."""

from collections.abc import Iterator
from dataclasses import replace

from handlers.context import Context, Row, Screen
from handlers.i18n import Say, _, say
from handlers.lists import Listing
from handlers.render import Bold
from handlers.schedules import wording
from handlers.schedules.buttons import All, Coming, Drop, Missed, Move, One, Restore
from handlers.topic import ways
from services.recurrence import Daily
from services.schedules import editing, view
from services.schedules.checks import leads_of
from services.schedules.view import Card, Line

SIZE = 6
IN_A_ROW = 2


async def first_page(context: Context) -> None:
    """Show what recurs."""
    await page(context, All(1))


async def page(context: Context, button: All) -> None:
    """Show a page of what recurs."""
    found = await context.run(view.overview, context.who, context.now)
    listing = Listing[Line](
        title=say("{title}", title=Bold(say(_("提醒时间")))),
        line=_line,
        page=All,
        empty=say(_("没有提醒您的事。")),
        button=lambda one: (wording.name(one.kind), One(one.kind)),
        size=SIZE,
        in_a_row=IN_A_ROW,
    )
    first = listing.offset(button.page)
    screen = listing.screen(found.lines[first : first + SIZE], len(found.lines), button.page)
    more: Row = [(say(_("未来一个月")), Coming(1))]
    if found.missed:
        more = [*more, (say(_("错过的 {count}"), count=found.missed), Missed(1))]
    *rows, last = screen.rows
    await context.show(replace(screen, rows=[*rows, more, last]))


def _line(one: Line) -> Say:
    told = say(_("{name}：{rule}"), name=Bold(wording.name(one.kind)), rule=wording.rule(one.rule))
    if one.own:
        told = say(_("{told}（已改）"), told=told)
    if one.next is None:
        return told
    return say(_("{told}\n　下次 {due}"), told=told, due=wording.due(one.next))


async def card(context: Context, button: One) -> None:
    """Show one thing that recurs."""
    await context.show(await _card(context, button.kind))


async def _card(context: Context, kind: str, note: Say | None = None) -> Screen:
    found = await context.run(view.card, context.who, context.now, kind)
    return Screen(
        [*([note] if note else []), *_told(found)], [*_acts(found), ways(All(1))], protect=True
    )


def _told(found: Card) -> Iterator[Say]:
    line = found.line
    yield say("{name}", name=Bold(wording.name(line.kind)))
    yield wording.rule(line.rule)
    of = getattr(line.rule, "of", None)
    if of:
        yield say(_("提醒的是：{rule}"), rule=wording.rule(of))
    if line.next:
        yield say(_("下次：{due}"), due=wording.due(line.next))
    if line.own and found.at:
        yield say(_("原来是：{rule}"), rule=wording.rule(found.declared))
        yield say(_("{by} {moment} 改"), by=found.by, moment=found.at)
    if found.fields == {"at"} and not isinstance(line.rule, Daily):
        yield say(_("只能改时间，日子是条文或流程定的。"))


def _acts(found: Card) -> Iterator[Row]:
    if not found.fields:
        return
    kind, version, rule = found.line.kind, found.version, found.line.rule
    leads = leads_of(rule)
    drops = [
        (say(_("－ {lead}"), lead=wording.lead(*lead)), Drop(kind, version, place))
        for place, lead in enumerate(leads)
        if len(leads) > 1
    ]
    yield from (drops[at : at + IN_A_ROW] for at in range(0, len(drops), IN_A_ROW))
    if leads:
        yield [(say(_("＋ 加一次提醒")), Move("lead", kind, version))]
    else:
        yield [
            (label, Move(what, kind, version))
            for what, label in LABELS.items()
            if what in found.fields
        ]
    if found.line.own:
        yield [(say(_("恢复原来的")), Restore(kind, version))]


LABELS = {"weekday": say(_("改星期")), "day": say(_("改日期")), "at": say(_("改时间"))}


async def drop(context: Context, button: Drop) -> None:
    """Remind once less."""
    kind = button.kind
    await context.run(
        editing.drop_lead, context.who, context.now, kind, button.version, button.place
    )
    await context.show(await _card(context, kind, say(_("✓ 少提醒一次。"))))


async def restore(context: Context, button: Restore) -> None:
    """Have it as declared again."""
    await context.run(editing.restore, context.who, context.now, button.kind, button.version)
    await context.show(await _card(context, button.kind, say(_("✓ 已恢复。"))))
