"""How what stands in a calendar reads, in a line."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from handlers.approvals import card as approvals
from handlers.conduct import card as conduct
from handlers.i18n import Say, _, say
from handlers.leave import wording as leave
from handlers.resignation.telling import TEXTS
from services.agenda.entry import Entry
from services.approvals.machine import APPROVED

LEAVING = "leaving_"
Topics = Sequence[Any]


def told(one: Entry, topics: Topics) -> Say:
    """Say what it is; overdue, that it is late."""
    if one.kind.startswith(LEAVING):
        code = one.kind.removeprefix(LEAVING)
        text = say(TEXTS[code][0], name=one.told["name"], by=one.told["due"])
    else:
        text = WORDS[one.kind](one.told, topics)
    if not one.late:
        return text
    return say(_("{what}（{day} 已到期）"), what=text, day=one.told["due"])


def _training(data: Mapping[str, Any], _topics: Topics) -> Say:
    if data["unpublished"]:
        return say(_("培训（{year}年放假安排未公布，可能变）"), year=data["unpublished"])
    return say(_("培训（第21条）"))


def _meeting(data: Mapping[str, Any], _topics: Topics) -> Say:
    if data["unpublished"]:
        return say(_("例会（{year}年放假安排未公布，可能变）"), year=data["unpublished"])
    return say(_("例会（第21条）"))


def _pay_day(data: Mapping[str, Any], _topics: Topics) -> Say:
    if data["unpublished"]:
        return say(_("发上月工资（{year}年放假安排未公布，可能变）"), year=data["unpublished"])
    return say(_("发上月工资（第16条）"))


def _leave(data: Mapping[str, Any], _topics: Topics) -> Say:
    values = {"kind": leave.kind(data["kind"]), "span": leave.span(data["span"])}
    if data["state"] == APPROVED:
        return say(_("{kind}：{span}"), **values)
    return say(_("{kind}：{span}（待批）"), **values)


def _client(data: Mapping[str, Any], _topics: Topics) -> Say:
    if not data["tail"]:
        return say(_("客户到场：{name}"), name=data["name"])
    return say(_("客户到场：{name}（尾号 {tail}）"), name=data["name"], tail=data["tail"])


def _report(data: Mapping[str, Any], _topics: Topics) -> Say:
    return say(_("交{month}月报（第28条）"), month=data["month"])


def _decide(data: Mapping[str, Any], topics: Topics) -> Say:
    title = approvals.title(data["kind"], data["title"], topics)
    return say(_("审批：{title} {name}"), title=title, name=data["name"])


def _certificate(_data: Mapping[str, Any], _topics: Topics) -> Say:
    return say(_("交医院证明（第29条）"))


def _case(data: Mapping[str, Any], _topics: Topics) -> Say:
    return say(_("{case}：办您这一步"), case=conduct.title(data["number"], data["kind"]))


def _dispute(_data: Mapping[str, Any], _topics: Topics) -> Say:
    return say(_("归属争议：最晚陈述日"))


WORDS: dict[str, Callable[[Mapping[str, Any], Topics], Say]] = {
    "training": _training,
    "meeting": _meeting,
    "pay_day": _pay_day,
    "leave": _leave,
    "appointment": _client,
    "report": _report,
    "decide": _decide,
    "certificate": _certificate,
    "case": _case,
    "dispute": _dispute,
}
