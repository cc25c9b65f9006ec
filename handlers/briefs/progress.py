"""How the progress of the month reads: what is done, what is missing, for how many days still."""

from collections.abc import Iterator, Mapping
from typing import Any

from handlers.briefs import wording
from handlers.briefs.wording import NAMES, amount, number
from handlers.context import Screen
from handlers.i18n import Say, _, counted, say
from handlers.payslip_card import Latest
from handlers.render import Bold
from handlers.topic import ways

MEASURES = ("accounts", "value")


def drawn(data: Mapping[str, Any]) -> Screen:
    """Tell somebody how far he is from his standards, and his outlet and team from theirs."""
    title = say(_("🎯 {month} 进度"), month=wording.month_of(data))
    left = counted("还有 {count} 个工作日", "还有 {count} 个工作日", data["left"])
    lines = [say(_("{title}，{left}"), title=Bold(title), left=left), *_own(data)]
    lines += [*_outlet(data["outlet"]), *wording.squad(data.get("squad"))]
    lines += [*_team(data.get("team", []), known=_known(data))]
    if _assumed(data):
        lines.append(say(_("※ 用到假定值，待营业部确认")))
    lines += wording.as_of(data)
    row = [(say(_("我的工资")), Latest(0))]
    return Screen(lines, [row, ways()], protect=True)


def _known(data: Mapping[str, Any]) -> bool:
    return data["as_of"] is not None


def _own(data: Mapping[str, Any]) -> Iterator[Say]:
    if not _known(data):
        yield say(_("本月还没有发布数据，先列标准："))
    for measure in MEASURES:
        name, standard = say(NAMES[measure]), data["standards"][measure]
        if _known(data):
            yield say(
                "{name} {value}", name=name, value=_against(measure, data[measure], standard)
            )
        else:
            yield say(_("{name} 标准 {standard}"), name=name, standard=_bound(measure, standard))
    if data["opened"]:
        yield say(_("您登记的预约，本月已开户 {count} 户"), count=data["opened"])


def _bound(measure: str, standard: Mapping[str, Any]) -> Say:
    sentence = "{value} ※" if standard["assumed"] else "{value}"
    return say(sentence, value=amount(measure, number(standard["value"])))


def _against(measure: str, done: str | None, standard: Mapping[str, Any]) -> Say:
    """Say a figure against its standard, and what is missing."""
    lacks = wording.grown(standard["value"], done)
    told = {"done": Bold(amount(measure, number(done))), "standard": _bound(measure, standard)}
    if lacks is None:
        return say(_("{done}，标准 {standard}"), **told)
    if lacks <= 0:
        return say(_("{done}，标准 {standard}，已达标 ✓"), **told)
    return say(_("{done}，标准 {standard}，差 {lacks}"), **told, lacks=amount(measure, lacks))


def _outlet(found: Mapping[str, Any] | None) -> Iterator[Say]:
    if found:
        told = _against("accounts", found["accounts"], found["standard"])
        yield say(_("{unit} 新增有效户 {told}（第9条）"), unit=found["name"], told=told)


def _team(team: list[Mapping[str, Any]], *, known: bool) -> Iterator[Say]:
    if not team or not known:
        return
    yield say("")
    yield say("{title}", title=Bold(say(_("团队"))))
    for one in team:
        parts = [_brief(measure, one) for measure in MEASURES]
        yield say("· {name}：{first}，{second}", name=one["name"], first=parts[0], second=parts[1])


def _brief(measure: str, one: Mapping[str, Any]) -> Say:
    """Say a figure of somebody against his standard in a few words."""
    standard = one["standards"][measure]["value"]
    lacks = wording.grown(standard, one[measure])
    told = {
        "name": say(SHORT[measure]),
        "done": amount(measure, number(one[measure])),
        "standard": amount(measure, number(standard)),
    }
    if lacks is not None and lacks <= 0:
        return say("{name} {done}/{standard} ✓", **told)
    return say("{name} {done}/{standard}", **told)


SHORT = {"accounts": _("有效户"), "value": _("市值")}


def _assumed(data: Mapping[str, Any]) -> bool:
    standards = [data["standards"][measure] for measure in MEASURES]
    standards += [data["outlet"]["standard"]] if data["outlet"] else []
    standards += [data["squad"][measure] for measure in MEASURES] if data.get("squad") else []
    return any(one["assumed"] for one in standards)
