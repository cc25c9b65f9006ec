"""What is said unprompted about those who leave, and what waits for somebody because of it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from handlers.buttons import Button
from handlers.context import Context, House, Screen
from handlers.i18n import Say, _, say
from handlers.notices import Drawing
from handlers.office.record_forms import RecordOf
from handlers.resignation import funds, handover
from handlers.resignation.buttons import Again, FundOf, Handover, Offered
from handlers.topic import Waiting, ways
from services.delivery import Due
from services.organisation import NotYoursError, UnknownPersonError
from services.resignation import clients, fund, waiting
from services.resignation import handover as handovers
from services.resignation.fund import NotLeavingError

OPENED = say(_("📦 离职已批准，请在最后工作日以前交接完。"))
OWED = say(_("⏰ 还有没交接的，请抓紧。"))
GONE = say(_("🚪 最后工作日已过，账号已停用。"))
MISSING = say(_("🚪 最后工作日已过，账号已停用；下面打 ○ 的没有交还。"))
DUE = say(_("💰 这笔风险基金今天到期，可退。付款后请登记。"))
HELD = say(_("⚠️ 这笔风险基金今天到期，但有未了结的事，先不退。"))


def _list(note: Say) -> Drawing:
    """Return how a handover is drawn, if whoever gets it may still see it."""

    async def draw(house: House, due: Due) -> Screen | None:
        today = house.clock().astimezone(house.zone).date()
        try:
            found = await house.store.run(
                handovers.checklist, due.chat_id or 0, today, due.data["resignation"]
            )
        except (NotYoursError, UnknownPersonError):
            return None
        said = MISSING if note is GONE and not found.done else note
        return handover.drawn(found, said)

    return draw


async def _offer(house: House, due: Due) -> Screen | None:
    today = house.clock().astimezone(house.zone).date()
    try:
        found = await house.store.run(clients.offer, due.chat_id or 0, today, due.data["item"])
    except (NotYoursError, UnknownPersonError):
        return None
    return handover.offer(found) if found.running and not found.item.done_at else None


def _fund(note: Say) -> Drawing:
    async def draw(house: House, due: Due) -> Screen | None:
        today = house.clock().astimezone(house.zone).date()
        try:
            found = await house.store.run(fund.fund, due.chat_id or 0, today, due.data["staff"])
        except (NotYoursError, UnknownPersonError, NotLeavingError):
            return None
        return funds.drawn(found, note)

    return draw


def _by_hand(data: Mapping[str, Any]) -> Screen:
    said = _(
        "{name} {number} 离职已批准（最后工作日 {day}），但没能自动登记，请在档案里办理离职。"
    )
    if data["what"] == "take_out":
        said = _("{name} {number} 撤回辞职已批准，但没能自动取消离职登记，请在档案里更正。")
    day = date.fromisoformat(data["last_day"])
    text = say(said, name=data["name"], number=data["number"], day=day)
    return Screen(text, [[(say(_("档案")), RecordOf(data["staff"]))], ways()], protect=True)


def _stays(data: Mapping[str, Any]) -> Screen:
    text = _("{name} {number} 撤回了辞职，继续在职，不用交接了。")
    return Screen(say(text, name=data["name"], number=data["number"]), [ways()], protect=True)


def _taken(data: Mapping[str, Any]) -> Screen:
    said = _("{name} 确认接手客户。") if data["takes"] else _("{name} 不能接手客户，请另外指定。")
    row = [(say(_("交接清单")), Handover(data["resignation"]))]
    return Screen(say(said, name=data["name"]), [row, ways()], protect=True)


TEXTS: dict[str, tuple[str, str, Callable[[int], Button]]] = {
    waiting.AGAIN: (_("辞职申请被退回，要修改再提交"), _("修改再提交"), Again),
    waiting.RETURN: (_("离职前要交还物品（{by} 前）"), _("交接清单"), Handover),
    waiting.TICK: (_("{name} {by} 离职，物品还没收齐"), _("收 {name}"), Handover),
    waiting.TAKER: (_("{name} {by} 离职，要指定客户接手人"), _("交接 {name}"), Handover),
    waiting.TAKES: (_("请确认接手 {name} 的客户"), _("接手 {name}"), Offered),
    waiting.REFUND: (_("{name} 的风险基金可退（{by} 到期）"), _("退款 {name}"), FundOf),
}


async def waits(context: Context) -> list[Waiting]:
    """Return what waits for whoever asks because people leave."""
    found = await context.run(waiting.waits, context.who, context.today)
    return [
        Waiting(
            say(TEXTS[one.what][0], name=one.name, by=one.by),
            say(TEXTS[one.what][1], name=one.name),
            TEXTS[one.what][2](one.row),
        )
        for one in found
    ]


async def _brief(house: House, due: Due) -> Waiting | None:
    """Say in a line whose handover is open, if whoever gets it may still see it."""
    today, number = house.clock().astimezone(house.zone).date(), due.data["resignation"]
    try:
        found = await house.store.run(handovers.checklist, due.chat_id or 0, today, number)
    except (NotYoursError, UnknownPersonError):
        return None
    if found.done:
        return None
    return Waiting(say(_("离职交接还没完成")), say(_("交接清单")), Handover(number))


BRIEFS = {"handover_owed": _brief}
NOTICES = {"resignation_by_hand": _by_hand, "resignation_stays": _stays, "handover_taken": _taken}
CARDS = {
    "handover": _list(OPENED),
    "handover_owed": _list(OWED),
    "handover_gone": _list(GONE),
    "handover_takes": _offer,
    "fund_due": _fund(DUE),
    "fund_held": _fund(HELD),
}
