"""The register as a workbook, after a screen that says what is in it and that it is on record."""

import asyncio
from collections.abc import Iterator, Sequence

from handlers.buttons import Button
from handlers.context import Attachment, Context, Row, Screen
from handlers.i18n import Say, _, counted, say
from handlers.inventory import wording
from handlers.inventory.buttons import ExportItems, Outlets, Shelf
from handlers.papers.workbook import Sheet, Value, written
from handlers.render import plain
from handlers.topic import ways
from services.inventory import export
from services.inventory.reading import Card

HEADS = (
    *(_("网点"), _("物品"), _("类别"), _("数量"), _("保管人"), _("工号"), _("起始日期")),
    *(_("状态"), _("备注")),
)
HISTORY = (_("网点"), _("物品"), _("日期"), _("登记时间"), _("经过"))


async def ask(context: Context, button: ExportItems) -> None:
    """Say what an export holds and that it is on record; then do it."""
    if button.sure:
        await send(context, button)
        return
    found = await context.run(export.count, context.who, context.today, button.outlet)
    back = _back(button)
    if not found.items:
        await context.show(Screen(say(_("没有可导出的物品。")), [ways(back)], protect=True))
        return
    asked = counted("导出物品 {count} 项为 Excel？", "导出物品 {count} 项为 Excel？", found.items)
    lines = [asked, say(_("已核销的和每一步经过也在里面。这次导出会记录。"))]
    rows: list[Row] = [
        [(say(_("确定导出")), ExportItems(button.outlet, sure=True))],
        ways(back),
    ]
    await context.show(Screen(lines, rows, protect=True))


async def send(context: Context, button: ExportItems) -> None:
    """Write it on record, then send the workbook."""
    found = await context.run(export.log, context.who, context.now, button.outlet)
    cards = await context.run(export.cards, context.who, context.today, button.outlet)
    reader = await context.reader()
    content = await asyncio.to_thread(written, sheets(cards), reader)
    named = say(_("物品-{day}.xlsx"), day=context.today.isoformat())
    if found.outlet:
        day = context.today.isoformat()
        named = say(_("物品-{outlet}-{day}.xlsx"), outlet=found.outlet, day=day)
    name = plain(named, reader.language, reader.zone)
    said = counted(
        "物品 {count} 项，{moment} 导出，已记录。",
        "物品 {count} 项，{moment} 导出，已记录。",
        len(cards),
        moment=context.now,
    )
    await context.tell(Screen(said, [ways(_back(button))], document=Attachment(name, content)))


def _back(button: ExportItems) -> Button:
    return Shelf(button.outlet, 1, over=False) if button.outlet else Outlets(1)


def sheets(cards: Sequence[Card]) -> list[Sheet]:
    """Return the items, and what became of each."""
    steps = [row for one in cards for row in _steps(one)]
    return [
        Sheet(say(_("物品")), [say(one) for one in HEADS], list(map(_cells, cards)), frozen=2),
        Sheet(say(_("经过")), [say(one) for one in HISTORY], steps, frozen=2),
    ]


def _cells(one: Card) -> Sequence[Value]:
    line, item = one.line, one.line.item
    held = item.over is None
    return [
        line.outlet,
        item.name,
        wording.kind(item.row.kind),
        item.count,
        line.holder.name if held else None,
        line.holder.number if held else None,
        item.since if held else None,
        _state(one),
        item.note,
    ]


def _state(one: Card) -> Say:
    if one.line.item.over:
        return say(_("已核销：{cause}"), cause=wording.cause(one.line.item.over))
    if one.line.taker:
        return say(_("待 {name} 确认"), name=one.line.taker.name)
    return say(_("在用"))


def _steps(one: Card) -> Iterator[Sequence[Value]]:
    before = ""
    for entry in one.history:
        told = wording.happened(entry, before)
        yield [one.line.outlet, one.line.item.name, entry.day, entry.at, told]
        before = entry.act
