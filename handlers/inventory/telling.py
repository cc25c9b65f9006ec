"""What is said unprompted about items: one is handed to somebody, something was done with one."""

from handlers.context import House, Screen
from handlers.i18n import Say, _, say
from handlers.inventory import card, wording
from handlers.inventory.buttons import ItemOf, MyItems
from handlers.notices import Drawing
from handlers.render import Bold
from handlers.topic import ways
from services.delivery import Due
from services.inventory import noting, reading
from services.inventory.reading import Card
from services.organisation import NotYoursError, UnknownPersonError

CHANGED = {
    "taken": _("📦 {what}：{whom} 已收到，由 TA 保管。"),
    "refused": _("📦 {what}：{whom} 说不对（{text}）。仍由原保管人负责，请核对。"),
    "withdrawn": _("📦 {what}：{by} 撤回了转交，不用您确认了。"),
    "counted": _("📦 您保管的{what}：{by} 改了数量（{text}）。"),
    "used_up": _("📦 您保管的{name}：{by} 已核销，用完。"),
    "damaged": _("📦 您保管的{name}：{by} 已核销，损坏。"),
    "lost": _("📦 您保管的{name}：{by} 已核销，丢失。"),
}


async def _found(house: House, due: Due) -> Card | None:
    today = house.clock().astimezone(house.zone).date()
    try:
        return await house.store.run(reading.card, due.chat_id or 0, today, due.data["item"])
    except (NotYoursError, UnknownPersonError):
        return None


async def _hand(house: House, due: Due) -> Screen | None:
    """Ask somebody whether he has an item, unless that was settled."""
    found = await _found(house, due)
    if found is None or not found.takes or found.line.item.version != due.data["version"]:
        return None
    return card.drawn(found, _asked(found))


def _asked(found: Card) -> Say:
    by = next(one.by for one in reversed(found.history))
    return say(_("📦 {by} 把下面的物品转交给您，请核对后点「确认收到」。"), by=by)


async def _changed(house: House, due: Due) -> Screen | None:
    """Say what was done; lead to the item whoever may still see it."""
    data, found = due.data, await _found(house, due)
    what = Bold(wording.what(data["name"], data["count"]))
    told = {"what": what, "name": Bold(data["name"])}
    told |= {one: data[one] for one in ("by", "whom", "text")}
    row = (say(_("看物品")), ItemOf(data["item"])) if found else (say(_("我保管的")), MyItems(1))
    return Screen(say(CHANGED[data["act"]], **told), [[row], ways()], protect=True)


CARDS: dict[str, Drawing] = {noting.HAND: _hand, noting.CHANGED: _changed}
