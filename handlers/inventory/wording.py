"""How items read: what and how many, who holds them, what became of them."""

from collections.abc import Iterator

from handlers.i18n import Say, _, say
from handlers.render import Bold
from services.inventory.reading import Card, Happened, Line
from services.inventory.rows import HANDED, TAKEN

KINDS = {"material": _("宣传品"), "equipment": _("设备")}
CAUSES = {"used_up": _("用完"), "damaged": _("损坏"), "lost": _("丢失")}
LABEL = 8
SHOWN = 10
HAPPENED = {
    "registered": _("{by} 登记，数量 {count}"),
    "handed": _("{by} 转交给 {whom}"),
    "taken": _("{whom} 收到"),
    "refused": _("{whom} 说不对"),
    "withdrawn": _("{by} 撤回转交"),
    "counted": _("{by} 把数量改为 {count}"),
    "used_up": _("{by} 核销：用完"),
    "damaged": _("{by} 核销：损坏"),
    "lost": _("{by} 核销：丢失"),
}
TAKEN_BACK = _("{by} 收回自己保管")


def kind(code: str) -> Say:
    """Return what a kind is called."""
    return say(KINDS[code])


def cause(code: str) -> Say:
    """Return what a cause of writing off is called."""
    return say(CAUSES[code])


def what(name: str, count: int) -> Say:
    """Return an item and how many of it."""
    return say("{name} ×{count}", name=name, count=count)


def label(name: str) -> Say:
    """Return an item's name as short as a button has it."""
    return say("{name}", name=name if len(name) <= LABEL else f"{name[: LABEL - 1]}…")


def line(one: Line) -> Say:
    """Say an item in a line: how many, who holds it, who is asked to take it."""
    item = one.item
    if item.over and item.ended:
        return say(
            _("· {name}：{ended} {cause}"),
            name=Bold(item.name),
            ended=item.ended,
            cause=cause(item.over),
        )
    held = say(
        _("· {what}：{holder}"),
        what=say("{what}", what=Bold(what(item.name, item.count))),
        holder=one.holder.name,
    )
    if one.taker is None:
        return held
    return say(_("{held}，待 {name} 确认"), held=held, name=one.taker.name)


def own(one: Line, me: int) -> Say:
    """Say an item in the list of who holds it or is asked to take it."""
    told = say("{what}", what=Bold(what(one.item.name, one.item.count)))
    if one.item.holder_id != me:
        return say(_("· {what}：{name} 转交，等您确认"), what=told, name=one.holder.name)
    if one.taker:
        return say(_("· {what}：待 {name} 确认"), what=told, name=one.taker.name)
    return say(_("· {what}：{since} 起"), what=told, since=one.item.since)


def card(found: Card) -> Iterator[Say]:
    """Say all of an item."""
    one = found.line
    item = one.item
    yield say("📦 {what}", what=Bold(item.name if item.over else what(item.name, item.count)))
    yield say(_("{kind}，{outlet}"), kind=kind(item.row.kind), outlet=one.outlet)
    if item.over and item.ended:
        yield say(_("{ended} 已核销：{cause}"), ended=item.ended, cause=cause(item.over))
    else:
        yield say(_("保管：{holder}，{since} 起"), holder=one.holder.name, since=item.since)
    if one.taker:
        yield say(
            _("待 {name} 确认；确认前仍由 {holder} 负责"),
            name=one.taker.name,
            holder=one.holder.name,
        )
    yield say("")
    earlier = len(found.history) - SHOWN
    if earlier > 0:
        yield say(_("……更早的 {count} 条在导出里"), count=earlier)
    for before, entry in _pairs(found):
        yield say(_("· {day} {what}"), day=entry.day, what=happened(entry, before))


def _pairs(found: Card) -> list[tuple[str, Happened]]:
    acts = ["", *(one.act for one in found.history)]
    return [*zip(acts, found.history, strict=False)][-SHOWN:]


def happened(one: Happened, before: str) -> Say:
    """Say what was done, given what was done before it, and the reason."""
    back = one.act == TAKEN and before != HANDED
    said = TAKEN_BACK if back else HAPPENED[one.act]
    told = say(said, by=one.by, whom=one.whom, count=one.count or 0)
    return say(_("{told}（{text}）"), told=told, text=one.text) if one.text else told
