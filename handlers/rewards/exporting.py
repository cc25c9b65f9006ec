"""A month's list as a workbook to be signed by the banks."""

import asyncio
from collections.abc import Sequence

from handlers.context import Attachment, Context, Screen
from handlers.i18n import Say, _, say
from handlers.papers.workbook import Sheet, Value, written
from handlers.render import Money, plain
from handlers.rewards import wording
from handlers.rewards.buttons import Export, ListOf
from handlers.topic import ways
from services.rewards import export
from services.rewards.reading import List, Shown

HEADS = (
    _("序号"),
    _("银行"),
    _("网点"),
    _("依据"),
    _("新增有效户"),
    _("金额（元）"),
    _("状态"),
    _("银行核对人"),
    _("兑现日期"),
    _("备注"),
    _("签收"),
)
MONEY = 5  # the column of the amounts
SIGNED = 16  # letters: room for a signature


async def send(context: Context, button: Export) -> None:
    """Write it on record, then send the workbook."""
    unit, month = button.unit, button.month
    found = await context.run(export.export, context.who, context.now, unit, month)
    back = ways(ListOf(unit, month, 1))
    if not found.lines:
        await context.show(Screen(say(_("这个月没有可导出的奖励。")), [back], protect=True))
        return
    reader = await context.reader()
    content = await asyncio.to_thread(written, [sheet(found)], reader)
    named = say(_("银行奖励-{name}-{month}.xlsx"), name=found.department, month=str(month))
    name = plain(named, reader.language, reader.zone)
    words = _("{department} {month} 的银行奖励，{moment} 导出，已记录。")
    said = say(words, department=found.department, month=month, moment=context.now)
    await context.tell(Screen(said, [back], document=Attachment(name, content)))


def sheet(found: List) -> Sheet:
    """Return the list to be signed; below it the sums that the card shows."""
    rows = [_cells(number, one) for number, one in enumerate(found.lines, start=1)]
    one = found.sums
    sums = (
        (_("合计"), one.total),
        (_("其中已兑现"), one.paid),
        (_("已核对"), one.agreed),
        (_("待核对"), one.open),
    )
    rows += [[say(name), *[None] * (MONEY - 1), Money(value)] for name, value in sums]
    title = say(_("{name} {month}"), name=found.department, month=str(found.month))
    return Sheet(title, [say(head) for head in HEADS], rows, _note(found))


def _cells(number: int, shown: Shown) -> Sequence[Value]:
    one = shown.line
    return [
        number,
        one.bank,
        shown.place if one.outlet else say(_("整家银行")),
        one.basis,
        one.accounts,
        say(_("待填")) if one.amount is None else Money(one.amount),
        wording.state(one),
        one.agreed_with,
        one.paid_on,
        one.reason or one.note,
        " " * SIGNED,
    ]


def _note(found: List) -> Say:
    return say(
        _("{department} {month} 银行奖励，新增有效户以导入数据为准。待填金额的不计入合计。"),
        department=found.department,
        month=found.month,
    )
