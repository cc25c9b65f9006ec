"""An item's card, and what is done from it with one press: confirmed, taken back."""

from handlers.context import Context, Row, Screen
from handlers.i18n import Say, _, say
from handlers.inventory import wording
from handlers.inventory.buttons import (
    HandOn,
    ItemOf,
    MyItems,
    Recount,
    Refuse,
    Shelf,
    Take,
    TakeBack,
    WriteOff,
)
from handlers.topic import ways
from services.inventory import answering, changing, reading
from services.inventory.noting import Done
from services.inventory.reading import Card

OUTDATED = say(_("此卡片已更新。"))


async def show(context: Context, button: ItemOf) -> None:
    """Show an item."""
    found = await context.run(reading.card, context.who, context.today, button.item)
    await context.show(drawn(found))


async def take(context: Context, button: Take) -> None:
    """Confirm that one has an item."""
    done = await context.run(
        answering.take, context.who, context.now, item=button.item, version=button.version
    )
    await context.show(after(done))


async def take_back(context: Context, button: TakeBack) -> None:
    """Take back that an item was handed on."""
    done = await context.run(
        changing.withdraw, context.who, context.now, item=button.item, version=button.version
    )
    await context.show(after(done))


def after(done: Done) -> Screen:
    """Return an item after a press: as it stands, or a word where it is no longer his to see."""
    if done.card:
        return drawn(done.card, None if done.done else OUTDATED)
    said = say(_("这件物品不在您这里，也不等您确认。"))
    if done.done:
        said = say(_("✓ 已回复，物品仍由原保管人负责。"))
    return Screen(said, [[(say(_("我保管的")), MyItems(1))], ways()], protect=True)


def drawn(found: Card, note: Say | None = None) -> Screen:
    """Draw an item."""
    item = found.line.item
    over = item.over is not None
    back = Shelf(item.row.outlet, 1, over) if found.reads else MyItems(1)
    lines = [*([note] if note else []), *wording.card(found)]
    return Screen(lines, [*_rows(found), ways(back)], protect=True)


def _rows(found: Card) -> list[Row]:
    one, version = found.line.item, found.line.item.version
    rows: list[Row] = []
    if found.takes:
        rows.append(
            [
                (say(_("确认收到")), Take(one.id, version)),
                (say(_("不对")), Refuse(one.id, version)),
            ]
        )
    elif found.keeps and one.offered:
        rows.append([(say(_("撤回转交")), TakeBack(one.id, version))])
    elif found.keeps and not one.over:
        rows.append(
            [
                (say(_("转交")), HandOn(one.id, version)),
                (say(_("改数量")), Recount(one.id, version)),
                (say(_("核销")), WriteOff(one.id, version)),
            ]
        )
    return rows
