"""How Monday's digest of an outlet reads."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from handlers.briefs import wording
from handlers.briefs.wording import amount, change, day_of, number
from handlers.buttons import Button
from handlers.context import Row, Screen
from handlers.i18n import Say, _, say
from handlers.render import Bold, Number
from handlers.topic import ways
from handlers.worklog.buttons import All, Open, Questions
from handlers.worklog.wording import Day, Span

MEASURES = ("accounts", "value")


def drawn(data: Mapping[str, Any]) -> Screen:
    """Tell what one's outlets did last week."""
    first, last = day_of(data["week"]), day_of(data["last"])
    title = say(_("📊 网点一周 {days}"), days=Span(first, last))
    lines = [say("{title}", title=Bold(title))]
    for one in data["outlets"]:
        lines += [say(""), say("{text}", text=Bold(one["unit"])), *_outlet(one)]
    if data.get("squad"):
        lines += [say(""), *wording.squad(data["squad"])]
        if any(data["squad"][measure]["assumed"] for measure in MEASURES):
            lines.append(say(_("※ 用到假定值，待营业部确认")))
    lines += _as_of(data["outlets"])
    return Screen(lines, [_logs(data), ways()], protect=True)


def _logs(data: Mapping[str, Any]) -> Row:
    """Return the ways to the logs: to those of one's people, if one has any."""
    week = day_of(data["week"]).toordinal()
    if not data["reads"]:
        return [(say(_("工作日志")), Open())]
    row: list[tuple[Say, Button]] = [(say(_("下属日志")), All(week, 1))]
    if any(one.get("asked") for one in data["outlets"]):
        row.append((say(_("客户问了什么")), Questions(week)))
    return row


def _as_of(outlets: Sequence[Mapping[str, Any]]) -> Iterator[Say]:
    """Say of when the figures are: all of one moment."""
    told = [one for one in outlets if one.get("month")]
    if told:
        yield say("")
        yield from wording.as_of(told[0])


def _outlet(one: Mapping[str, Any]) -> Iterator[Say]:
    if not one["crowd"]:
        yield say(_("网点人少，合计会露出个人数字，这里不列。"))
    else:
        yield from _sums(one)
        yield say(
            _("预约：新登记 {registered}，到场开户 {came}"),
            registered=Number(one["registered"]),
            came=Number(one["came"]),
        )
    if one["owed"]:
        yield say(_("工作日志：交了 {logs}/{owed}"), logs=one["logs"], owed=one["owed"])
    if one.get("asked"):
        yield say(_("其中 {count} 份写了客户的问题，晨会上可以请写的人讲。"), count=one["asked"])


def _sums(one: Mapping[str, Any]) -> Iterator[Say]:
    if one["month"] is None:
        yield say(_("还没有发布过客户数据。"))
        return
    accounts, value = number(one["accounts"]), number(one["value"])
    yield say(
        _("{month} 新增有效户 {accounts}，新增托管市值 {value}"),
        month=wording.month_of(one),
        accounts=amount("accounts", accounts),
        value=amount("value", value),
    )
    yield from _since(one)
    if one["opened"] is not None:
        yield say(_("　这些天开户 {count} 户（数据里的开户日期）"), count=one["opened"])


def _since(one: Mapping[str, Any]) -> Iterator[Say]:
    """Say what came since the digest before, of the same month."""
    if one["since"] is None:
        return
    accounts, value = (wording.grown(one[name], one[f"{name}_before"]) for name in MEASURES)
    if accounts is None or value is None:
        return
    since = Day(day_of(one["since"]))
    if not accounts and not value:
        yield say(_("　和 {since} 那次一样，没有新数据"), since=since)
        return
    yield say(
        _("　比 {since} 那次：有效户 {accounts}，市值 {value}"),
        since=since,
        accounts=change(accounts, "accounts"),
        value=change(value, "assets"),
    )
