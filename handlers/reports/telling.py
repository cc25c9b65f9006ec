"""What is said unprompted about reports, and what of them waits for a person."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from handlers.context import Context, House, Screen
from handlers.i18n import Say, _, counted, say
from handlers.render import Bold, Listed
from handlers.reports import wording
from handlers.reports.buttons import All, Mine, Read
from handlers.topic import Waiting, ways
from services.delivery import Due
from services.month import Month
from services.reports import duty, waiting
from services.reports.rows import ACCEPTED, EXCUSED

FIRST, LAST = 1, 5  # days of the month


def remind(data: Mapping[str, Any]) -> Screen:
    """Remind somebody of his report: that it can be written, then what is still missing."""
    month = Month.parse(data["month"])
    name = say(_("{month}月报"), month=month)
    if data["day"] == FIRST:
        text = _("📋 {report}可以写了，数字已经填好，5 日 23:59 前报项目总监（第28条）。")
        lines = [say(text, report=Bold(name))]
    else:
        text = _("📋 {report}还没有交，5 日 23:59 截止，迟交扣 10 分（第28、30条）。")
        if data["day"] == LAST:
            text = _("📋 {report}还没有交，今天 23:59 截止，迟交扣 10 分（第28、30条）。")
        lines = [say(text, report=Bold(name))]
        lines.append(
            say(_("文字部分：写了 {count}/{total}"), count=data["written"], total=data["of"])
        )
        if data["missing"]:
            missing = wording.listed(tuple(data["missing"]))
            lines.append(say(_("必写的还差：{sections}"), sections=missing))
    return Screen(lines, [[(say(_("打开月报")), Mine(month))], ways()], protect=True)


def submitted(data: Mapping[str, Any]) -> Screen:
    """Tell the director that a report was handed in."""
    sentence = _("📋 {name}（{unit}）交了{month}月报。")
    if data["late"]:
        sentence = _("📋 {name}（{unit}）交了{month}月报，迟交。")
    month = Month.parse(data["month"])
    said = say(sentence, name=Bold(data["name"]), unit=data["unit"], month=month)
    row = [(say(_("打开")), Read(data["report"])), (say(_("全部月报")), All(month, 1))]
    return Screen(said, [row, ways()], protect=True)


def judged(data: Mapping[str, Any]) -> Screen:
    """Tell somebody what the director did with his report."""
    month, by = Month.parse(data["month"]), data["by"]
    open_ = (say(_("打开月报")), Mine(month))
    if data["act"] == ACCEPTED:
        said = [say(_("✓ {by} 已阅您的{month}月报。"), by=by, month=month)]
    elif data["act"] == EXCUSED:
        said = [
            say(_("{by} 免记了您{month}月报的迟交，−10 分已撤销。"), by=by, month=month),
            say(_("原因：{reason}"), reason=data["reason"]),
        ]
    else:
        said = [
            say(_("↩ {by} 退回了您的{month}月报。"), by=by, month=month),
            say(_("意见：{reason}"), reason=data["reason"]),
            _until(data),
        ]
    return Screen(said, [[open_], ways()], protect=True)


def _until(data: Mapping[str, Any]) -> Say:
    if data["over"]:
        return say(_("请改好再交。"))
    return say(
        _("请改好再交，{due} 截止，不因退回顺延。"), due=datetime.fromisoformat(data["due"])
    )


def overdue(data: Mapping[str, Any]) -> Screen:
    """Tell the director whose reports are late."""
    month = Month.parse(data["month"])
    names = data["names"]
    lines = [
        counted(
            "⚠ {month}月报迟交 {count} 人",
            "⚠ {month}月报迟交 {count} 人",
            len(names),
            month=month,
        ),
        say("{names}", names=Listed(names)),
        say(_("已按第30条各记 −10 分。本人可以申诉，您可以免记。")),
    ]
    return Screen(lines, [[(say(_("全部月报")), All(month, 1))], ways()], protect=True)


async def waits(context: Context) -> list[Waiting]:
    """Return what of reports waits for the person."""
    found = await context.run(waiting.waits, context.who, context.now)
    all_ = list[Waiting]()
    if found.month:
        sentence = _("{month}月报没交，已过期") if found.over else _("{month}月报没交，{due} 截止")
        text = say(sentence, month=found.month, due=found.due)
        all_.append(Waiting(text, say(_("写月报")), Mine(found.month)))
    if found.of:
        text = counted("等您看的月报 {count} 份", "等您看的月报 {count} 份", found.to_read)
        all_.append(Waiting(text, say(_("看月报")), All(found.of, 1)))
    return all_


async def brief(_house: House, due: Due) -> Waiting:
    """Remind in a line."""
    month = Month.parse(due.data["month"])
    text = say(_("{month}月报没交，{due} 截止"), month=month, due=duty.due(month))
    if due.data["day"] == FIRST:
        text = say(_("{month}月报可以写了，{due} 截止"), month=month, due=duty.due(month))
    return Waiting(text, say(_("写月报")), Mine(month))


BRIEFS = {"report": brief}
NOTICES = {
    "report": remind,
    "report_submitted": submitted,
    "report_judged": judged,
    "report_overdue": overdue,
}
