"""/squads: groups beside one another, and a group's card."""

from collections.abc import Iterator
from dataclasses import replace

from handlers.context import Context, Row, Screen
from handlers.i18n import Say, _, counted, say
from handlers.lists import Listing
from handlers.render import Bold
from handlers.squads import wording
from handlers.squads.buttons import Dissolve, Leaders, Make, Members, Rename, SquadOf, Squads
from handlers.topic import ways
from services.squads import reading
from services.squads.reading import Card, Line, Overview

SIZE = 6


async def home(context: Context) -> None:
    """Show the groups from the first on."""
    await page(context, Squads(1))


async def page(context: Context, button: Squads) -> None:
    """Show a page of the groups."""
    found = await context.run(reading.overview, context.who, context.today)
    await context.show(listed(found, button.page))


def listed(found: Overview, page: int) -> Screen:
    """Draw a page of the groups beside one another, with the ways to their cards."""
    listing = Listing[Line](
        title=_title(found),
        line=_line,
        page=Squads,
        empty=say(_("还没有分小组。")),
        size=SIZE,
    )
    first = listing.offset(page)
    shown = found.lines[first : first + SIZE]
    *turns, last = listing.screen(shown, len(found.lines), page).rows
    made = listing.screen(shown, len(found.lines), page)
    opened = [
        (say("{name}", name=one.group.name), SquadOf(one.group.id)) for one in shown if one.opens
    ]
    rows: list[Row] = [opened[at : at + 3] for at in range(0, len(opened), 3)]
    acts: list[Row] = [[(say(_("新建小组")), Make())]] if found.makes else []
    text = [*_said(made), *(wording.as_of(found.sums) if shown and found.sums.month else ())]
    return replace(made, text=text, rows=[*rows, *turns, *acts, last])


def _said(made: Screen) -> Iterator[Say]:
    yield from [made.text] if isinstance(made.text, Say) else made.text


def _title(found: Overview) -> Say:
    if found.sums.month is None or not found.lines:
        return say("{title}", title=Bold(say(_("小组"))))
    title = Bold(say(_("小组")))
    return say(_("{title} · {month}，按市值完成率排"), title=title, month=found.sums.month)


def _line(one: Line) -> Say:
    group = one.group
    many = counted("{count} 人", "{count} 人", len(group.members))
    reached = wording.brief(one.reached) if one.reached else say(_("合计不列"))
    told = {"name": Bold(group.name), "people": many, "reached": reached}
    if one.mine:
        return say(_("★ {name}（您的组，{people}）：{reached}"), **told)
    if one.his:
        return say(_("· {name}（{people}）：{reached}"), **told)
    maker = group.maker.name
    return say(_("· {name}（{maker}分的，{people}）：{reached}"), maker=maker, **told)


async def of(context: Context, button: SquadOf) -> None:
    """Show a group."""
    await context.show(
        drawn(await context.run(reading.card, context.who, context.today, button.squad))
    )


def drawn(found: Card, note: Say | None = None) -> Screen:
    """Draw a group's card."""
    line = found.line
    lines = [*([note] if note else []), say("{name}", name=Bold(line.group.name))]
    if not line.his:
        lines.append(say(_("由{maker}分组"), maker=line.group.maker.name))
    lines += wording.people(line.group)
    if line.group.members:
        lines += [say(""), *wording.sums(found.sums, line)]
    return Screen(lines, [*_acts(line), ways(Squads(1))], protect=True)


def _acts(line: Line) -> Iterator[Row]:
    if line.his:
        number, version = line.group.id, line.group.version
        yield [
            (say(_("选组员")), Members(number, 1)),
            (say(_("定组长")), Leaders(number, 1)),
        ]
        yield [
            (say(_("改名")), Rename(number)),
            (say(_("解散")), Dissolve(number, version, sure=False)),
        ]
