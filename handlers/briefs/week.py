"""How the general manager's week reads."""

from collections.abc import Iterator, Mapping
from typing import Any

from handlers.approvals.buttons import Inbox
from handlers.briefs import wording
from handlers.briefs.buttons import Week
from handlers.briefs.wording import NAMES, UNITS, amount, change, day_of, number
from handlers.context import Row, Screen
from handlers.i18n import Say, _, counted, say
from handlers.render import Bold, Listed, Money
from handlers.topic import ways
from handlers.worklog.buttons import Open
from handlers.worklog.wording import Day

NAMED = 10  # people of one danger; the rest is counted
OLDEST = 5  # of what waits
COUNTED = "at_risk"
DANGERS = {
    "dismissal_review": _("要复核去留（第17、18条）"),
    "demote": _("将降级（第18条）"),
    "score": _("考核得分低于下限（第18条）"),
    "absent": _("本月有旷工（第29条）"),
    "at_risk": _("有效户未达标"),
}


def drawn(data: Mapping[str, Any]) -> Screen:
    """Tell how the branch stands."""
    lines = [say("{title}", title=Bold(say(_("📈 营业部一周"))))]
    if data["month"] is None:
        lines.append(say(_("还没有发布过客户数据。")))
    else:
        lines += [*_figures(data), *_cost(data), *wording.as_of(data), say(""), *_risks(data)]
    lines += [say(""), *_waits(data["waits"])]
    rows: list[Row] = [
        [(say(_("等您审批")), Inbox()), (say(_("工作日志")), Open())],
        [(say(_("重新计算")), Week())],
        ways(),
    ]
    return Screen(lines, rows, protect=True)


def _figures(data: Mapping[str, Any]) -> Iterator[Say]:
    yield say("{month}", month=Bold(wording.month_of(data)))
    for measure, name in NAMES.items():
        line = say(
            "{name} {value}",
            name=say(name),
            value=Bold(amount(measure, number(data["sums"][measure]))),
        )
        yield _compared(line, measure, data)
    if data["last"]:
        yield from _since(data)


def _compared(line: Say, measure: str, data: Mapping[str, Any]) -> Say:
    before = data["before"] and data["before"][measure]
    went = wording.grown(data["sums"][measure], before)
    if went is None:
        return line
    return say(_("{line}（比上月 {change}）"), line=line, change=change(went, UNITS[measure]))


def _since(data: Mapping[str, Any]) -> Iterator[Say]:
    """Say what came since the week before, of the same month."""
    last = data["last"]
    went = {one: wording.grown(data["sums"][one], last[one]) for one in ("assets", "accounts")}
    since = Day(day_of(last["week"]))
    if not any(went.values()):
        yield say(_("和 {since} 那周一样，没有新数据。"), since=since)
    elif went["assets"] is not None and went["accounts"] is not None:
        yield say(
            _("比 {since} 那周：资产 {assets}，有效户 {accounts}"),
            since=since,
            assets=change(went["assets"], "assets"),
            accounts=change(went["accounts"], "accounts"),
        )


def _cost(data: Mapping[str, Any]) -> Iterator[Say]:
    cost = number(data["cost"])
    line = say(
        _("应发合计 {cost}，{count} 人"),
        cost=Bold(Money(cost)) if cost is not None else "",
        count=data["people"],
    )
    went = wording.grown(data["cost"], data["cost_before"])
    if went is not None:
        line = say(_("{line}（比上月 {change}）"), line=line, change=change(went, "yuan"))
    yield line
    if data["unknown"]:
        yield counted(
            "另有 {count} 人的工资缺参数，算不出，没有计入。",
            "另有 {count} 人的工资缺参数，算不出，没有计入。",
            data["unknown"],
        )


def _risks(data: Mapping[str, Any]) -> Iterator[Say]:
    yield say("{title}", title=Bold(say(_("要留意的人"))))
    if not data["dangers"]:
        yield say(_("没有。"))
    for danger, names in data["dangers"].items():
        count, about = len(names), say(DANGERS[danger])
        if danger == COUNTED:
            yield say(_("· {about}：{count} 人"), about=about, count=count)
            continue
        sentence = _("· {about}：{names}")
        if count > NAMED:
            sentence = _("· {about} {count} 人：{names} 等")
        yield say(sentence, about=about, count=count, names=Listed(names[:NAMED]))


def _waits(found: list[Mapping[str, Any]]) -> Iterator[Say]:
    if not found:
        yield say(_("没有等您审批的申请。"))
        return
    yield counted("等您审批 {count} 件：", "等您审批 {count} 件：", len(found))
    for one in found[:OLDEST]:
        sentence = _("· {name}，等了 {days} 天") if one["days"] else _("· {name}，今天提的")
        yield say(sentence, name=one["name"], days=one["days"])
    if len(found) > OLDEST:
        yield say(_("· 还有 {count} 件"), count=len(found) - OLDEST)
