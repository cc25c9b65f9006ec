"""Where one begins: outlets with counts, an outlet's items, what one holds oneself."""

from collections.abc import Callable
from dataclasses import replace

from handlers.buttons import Button
from handlers.context import Context, Row, Screen
from handlers.i18n import Say, _, counted, say
from handlers.inventory import wording
from handlers.inventory.buttons import ExportItems, ItemOf, MyItems, Outlets, Register, Shelf
from handlers.lists import Listing
from handlers.render import Bold
from handlers.topic import Waiting, ways
from services.inventory import reading
from services.inventory.export import ALL
from services.inventory.reading import Line, Place
from services.inventory.reading import Shelf as Found

SIZE, IN_A_ROW = 6, 3
OUTLETS, TWO = 4, 2


async def home(context: Context) -> None:
    """Show the outlets that one reads, the only one's items, or what one holds."""
    await outlets(context, Outlets(1))


async def outlets(context: Context, button: Outlets) -> None:
    """Show a page of outlets; who reads one sees its items, who reads none what he holds."""
    found = await context.run(reading.places, context.who, context.today)
    if not found:
        await mine(context, MyItems(1))
        return
    if len(found) == 1:
        await shelf(context, Shelf(found[0].code, 1, over=False))
        return
    listing = Listing[Place](
        title=say("{title}", title=Bold(say(_("物品登记")))),
        line=_place,
        page=Outlets,
        empty=say(_("现在没有物品。")),
        button=lambda one: (say("{name}", name=one.name), Shelf(one.code, 1, over=False)),
        size=OUTLETS,
        in_a_row=TWO,
    )
    first = listing.offset(button.page)
    made = listing.screen(found[first : first + OUTLETS], len(found), button.page)
    acts: Row = [(say(_("我保管的")), MyItems(1)), (say(_("导出")), ExportItems(ALL, sure=False))]
    await context.show(_with(made, acts, None))


def _place(one: Place) -> Say:
    told = counted("· {name}：{count} 项", "· {name}：{count} 项", one.items, name=one.name)
    if not one.waiting:
        return told
    return say(_("{told}，{waiting} 项待确认"), told=told, waiting=one.waiting)


async def shelf(context: Context, button: Shelf) -> None:
    """Show a page of an outlet's items."""
    listing = _items(lambda at: Shelf(button.outlet, at, button.over), wording.line)
    first = listing.offset(button.page)
    found = await context.run(
        reading.shelf,
        context.who,
        context.today,
        button.outlet,
        first,
        SIZE,
        over=button.over,
    )
    listing = replace(listing, title=_title(found, over=button.over))
    made = listing.screen(found.lines, found.total, button.page)
    if button.over:
        await context.show(_with(made, (), Shelf(found.code, 1, over=False)))
        return
    await context.show(_with(made, _acts(found), None if found.single else Outlets(1)))


def _title(found: Found, *, over: bool) -> Say:
    name = Bold(found.name)
    if over:
        return counted(
            "{name} · 已核销 {count} 项", "{name} · 已核销 {count} 项", found.total, name=name
        )
    return counted("{name} · 物品 {count} 项", "{name} · 物品 {count} 项", found.total, name=name)


def _acts(found: Found) -> Row:
    """Return what can be done with an outlet's register."""
    return [
        *([(say(_("登记")), Register(found.code))] if found.keeps else []),
        *([(say(_("已核销")), Shelf(found.code, 1, over=True))] if found.over else []),
        (say(_("我保管的")), MyItems(1)),
        *(
            [(say(_("导出")), ExportItems(found.code, sure=False))]
            if found.total + found.over
            else []
        ),
    ]


async def mine(context: Context, button: MyItems) -> None:
    """Show a page of what one holds, and is asked to take."""
    found = await context.run(reading.mine, context.who, context.today)
    me = (await context.viewer()).staff_id
    listing = replace(
        _items(MyItems, lambda one: wording.own(one, me)),
        title=say("{title}", title=Bold(say(_("我保管的物品")))),
        empty=say(_("没有登记在您名下的物品。")),
    )
    first = listing.offset(button.page)
    made = listing.screen(found[first : first + SIZE], len(found), button.page)
    reads = await context.run(reading.places, context.who, context.today)
    acts: Row = [(say(_("导出")), ExportItems(ALL, sure=False))] if found and not reads else ()
    await context.show(_with(made, acts, Outlets(1) if reads else None))


def _items(page: Callable[[int], Button], line: Callable[[Line], Say]) -> Listing[Line]:
    return Listing[Line](
        title=say(""),
        line=line,
        page=page,
        empty=say(_("现在没有物品。")),
        button=lambda one: (wording.label(one.item.name), ItemOf(one.item.id)),
        size=SIZE,
        in_a_row=IN_A_ROW,
    )


def _with(made: Screen, acts: Row, back: Button | None) -> Screen:
    *rows, _last = made.rows
    return replace(made, rows=[*rows, *([acts] if acts else []), ways(back)])


async def waits(context: Context) -> list[Waiting]:
    """Return the items that whoever asks is asked to take."""
    found = await context.run(reading.waits, context.who, context.today)
    return [
        Waiting(
            say(
                _("请确认收到 {name} 转交的{what}"),
                name=one.holder.name,
                what=wording.what(one.item.name, one.item.count),
            ),
            say(_("签收 {name}"), name=wording.label(one.item.name)),
            ItemOf(one.item.id),
        )
        for one in found
    ]
