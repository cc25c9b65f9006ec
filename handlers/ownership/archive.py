"""The archive: what waits for a number, and each marketer's part by number."""

from handlers.appointments.buttons import Show
from handlers.buttons import ButtonHandler
from handlers.context import Context, Row, Screen
from handlers.i18n import Say, _, counted, say
from handlers.lists import Listing
from handlers.ownership import wording
from handlers.ownership.buttons import (
    Archive,
    ArchiveAll,
    Owners,
    Shelf,
    ShelfOf,
    ToArchive,
    ToRecord,
)
from handlers.payslip_card import Person
from handlers.render import Bold
from handlers.topic import command, ways
from services.ownership import archiving
from services.ownership.archiving import Filed, Owner
from services.ownership.archiving import ToArchive as Case
from services.ownership.rows import MOST_AT_ONCE

OUTDATED = say(_("此卡片已更新。"))


def _case(one: Case) -> Say:
    return say(
        _("{client}，{owner}，{day}录入"),
        client=Bold(wording.client(one.name, one.tail)),
        owner=one.owner,
        day=one.recorded_on,
    )


def _filed(one: Filed) -> Say:
    return say(
        _("{document}　{client}，{day}归档"),
        document=Bold(one.document),
        client=wording.client(one.name, one.tail),
        day=one.archived_on,
    )


def _owner(one: Owner) -> Say:
    return counted(
        "{number} {name}：{count} 件",
        "{number} {name}：{count} 件",
        one.count,
        number=one.number,
        name=one.name,
    )


PILE = Listing[Case](
    title=say(_("<b>待归档</b>")),
    line=_case,
    page=ToArchive,
    empty=say(_("没有等您归档的客户。")),
    button=lambda one: (
        say(_("归档 {client}"), client=wording.client(one.name, one.tail)),
        Archive(one.id),
    ),
    size=6,
    in_a_row=2,
)
OWNERS = Listing[Owner](
    title=say(_("<b>归档目录</b>")),
    line=_owner,
    page=Owners,
    empty=say(_("还没有归档的客户。")),
    button=lambda one: (
        say("{number} {name}", number=one.number, name=one.name),
        Shelf(one.staff, 1),
    ),
    size=6,
    in_a_row=2,
)


async def archive(context: Context) -> None:
    """Show those who have something in the archive."""
    await owners(context, Owners(1))


async def owners(context: Context, button: Owners) -> None:
    """Show a page of them."""
    first = OWNERS.offset(button.page)
    found, total = await context.run(
        archiving.owners, context.who, context.today, first, OWNERS.size
    )
    await context.show(OWNERS.screen(found, total, button.page))


async def shelf(context: Context, button: Shelf | ShelfOf) -> None:
    """Show a page of somebody's part."""
    size, staff, kind = OWNERS.size, button.staff, type(button)
    back = Person(staff) if isinstance(button, ShelfOf) else Owners(1)
    first = (max(button.page, 1) - 1) * size
    found = await context.run(
        archiving.shelf, context.who, context.today, staff=staff, first=first, most=size
    )
    listing = Listing[Filed](
        title=say(_("<b>归档目录</b>　{number} {name}"), number=found.number, name=found.name),
        line=_filed,
        page=lambda at: kind(staff, at),
        empty=say(_("还没有归档的客户。")),
        button=lambda one: (say("{document}", document=one.document), Show(one.id)),
        size=size,
        in_a_row=2,
    )
    await context.show(listing.screen(found.filed, found.total, button.page, back))


async def page(context: Context, button: ToArchive) -> None:
    """Show a page of what waits for a number."""
    await context.show(await _page(context, button.page))


async def _page(context: Context, number: int, note: Say | None = None) -> Screen:
    first = PILE.offset(number)
    found = await context.run(archiving.waiting, context.who, context.today, first, PILE.size)
    drawn = PILE.screen(found.cases, found.total, number, ToRecord(1))
    lines = drawn.text if isinstance(drawn.text, list) else [drawn.text]
    every: list[Row] = []
    if found.total > 1:
        count = min(found.total, MOST_AT_ONCE)
        every = [[(say(_("全部归档 {count} 件"), count=count), ArchiveAll(""))]]
    rows = [*drawn.rows[:-1], *every, drawn.rows[-1]]
    return Screen([*([note] if note else []), *lines], rows, protect=True)


async def one(context: Context, button: Archive) -> None:
    """Archive one and say its number."""
    done = await context.run(archiving.archive, context.who, context.now, button.appointment)
    said = say(
        _("✓ 已归档：{document}，{client}"),
        document=Bold(done.document),
        client=wording.client(done.name, done.tail),
    )
    row: Row = [(say(_("继续归档")), ToArchive(1)), (say(_("去录入")), ToRecord(1))]
    await context.show(Screen(said, [row, ways()], protect=True))


async def every(context: Context, button: ArchiveAll) -> None:
    """List all, then archive what was listed."""
    if not button.mark:
        await context.show(await _confirm(context))
        return
    done = await context.run(archiving.archive_all, context.who, context.now, button.mark)
    if not done:
        await context.show(await _page(context, 1, OUTDATED))
        return
    head = counted("✓ 已归档 {count} 件：", "✓ 已归档 {count} 件：", len(done))
    row: Row = [(say(_("去录入")), ToRecord(1)), (say(_("归档目录")), Owners(1))]
    await context.show(Screen([head, *map(_given, done)], [row, ways()], protect=True))


def _given(one: Filed) -> Say:
    client = wording.client(one.name, one.tail)
    return say(
        _("{document}　{client}，{owner}"), document=one.document, client=client, owner=one.owner
    )


async def _confirm(context: Context) -> Screen:
    found = await context.run(archiving.waiting, context.who, context.today, 0, MOST_AT_ONCE)
    if not found.cases:
        return await _page(context, 1)
    count = len(found.cases)
    head = counted(
        "<b>归档这 {count} 件？</b>编号按客户经理续编。",
        "<b>归档这 {count} 件？</b>编号按客户经理续编。",
        count,
    )
    row: Row = [(say(_("确认归档 {count} 件"), count=count), ArchiveAll(found.mark))]
    return Screen([head, *map(_case, found.cases)], [row, ways(ToArchive(1))], protect=True)


HANDLERS = (
    command("archive", archive),
    ButtonHandler(Owners, owners),
    ButtonHandler(Shelf, shelf),
    ButtonHandler(ShelfOf, shelf),
    ButtonHandler(ToArchive, page),
    ButtonHandler(Archive, one),
    ButtonHandler(ArchiveAll, every),
)
