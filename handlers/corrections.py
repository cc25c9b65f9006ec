"""What people are told whose pay is no longer as they saw it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from handlers import words
from handlers.i18n import Say, _, say
from handlers.notices import Wording
from handlers.payslip_card import Pay
from handlers.render import Bold, Money
from handlers.screen import Screen
from handlers.topic import Handler
from handlers.work import Doing, Work
from services import corrections
from services.corrections import compute
from services.month import Month

WHY = {
    corrections.SAVED: _("原因：组织或人员资料有更新（批次 {number}）"),
    corrections.RELEASED: _("原因：批次 {number} 已发布"),
    corrections.IMPORTED: _("原因：批次 {number} 已发布"),
    corrections.TAKEN_BACK: _("原因：批次 {number} 已撤回"),
}


async def tell(work: Work) -> None:
    """Compute everybody who had looked, and write to those whose figures differ."""
    if work.job.result is not None:
        return
    cause, told = compute.Cause.of(work.job.data), 0
    looked = await work.run(compute.who_looked, cause)
    for number, (staff_id, months) in enumerate(looked.items()):
        work.progress(number, len(looked))
        if found := await work.run(compute.changed, cause, staff_id, months):
            await work.run(compute.tell_person, cause, found, work.now)
            told += len(found)
    await work.finish(compute.counted, told)


def drawn(data: Mapping[str, Any]) -> Screen:
    """Draw the notice: the month, from what to what, and why."""
    month = Month.parse(data["month"])
    if data["gone"]:
        text = say(_("{month} 工资的数据已撤回，更正后会重新发布。"), month=month)
        return Screen([text, _why(data)], protect=True)
    before, after = _amount(data["before"]), _amount(data["after"])
    sentence = _("{month} 工资有更正：实发 {before} → {after}")
    if data["before"] == data["after"]:
        sentence = _("{month} 工资有更正：实发 {after} 不变，明细有变。")
    text = say(sentence, month=month, before=before, after=Bold(after))
    button = (say(_("看工资单")), Pay(data["staff"], month))
    return Screen([text, _why(data)], ((button,),), protect=True)


def _why(data: Mapping[str, Any]) -> Say:
    if data["cause"] == corrections.RULEBOOK:
        return say(_("原因：制度参数「{figure}」有调整"), figure=words.figure(data["figure"]))
    return say(WHY[data["cause"]], number=data["number"])


def _amount(text: str | None) -> object:
    return say(_("尚未配置")) if text is None else Money(Decimal(text))


NOTICES: dict[str, Wording] = {compute.NOTICE: drawn}
JOBS: dict[str, Doing] = {corrections.KIND: tell}
HANDLERS: tuple[Handler, ...] = ()
