"""How appointments and their clients read."""

from handlers.i18n import Say, _, say
from handlers.near import Near
from services.appointments.reminding import reminders
from services.appointments.rows import (
    ALONE,
    CANCELLED,
    COMES,
    EXPIRED,
    REBOOKED,
    RENEWED,
    RESERVED,
    STOPPED,
)
from services.appointments.view import Card, Entry, Listed
from services.disputes.raising import DISPUTED
from services.duplicates.stopping import LET_IN
from services.store.clients import Appointment

STATES = {
    "reserved": _("已预约"),
    "opened": _("签核中"),
    "signed": _("待录入"),
    "recorded": _("已录入"),
    "archived": _("已归档"),
    "returned": _("已退回"),
    "rejected": _("已驳回"),
    "stopped": _("重复，未登记"),
    "cancelled": _("已取消"),
    "expired": _("已过期"),
    "transferred": _("已移交"),
}
REASONS = {
    "=time": _("客户改时间"),
    "=papers": _("材料没备齐"),
    "=outlet": _("网点有事"),
    "=mind": _("客户不开户了"),
}
"""Reasons that are picked, by the text that is kept; no one types these."""
DONE = {
    RESERVED: _("{at} {by} 登记，定于 {planned}"),
    REBOOKED: _("{at} {by} 改到 {planned}：{why}"),
    COMES: _("{at} {by} 改为陪同"),
    ALONE: _("{at} {by} 改为不陪同"),
    CANCELLED: _("{at} {by} 取消：{why}"),
    EXPIRED: _("{at} 到期未开户，自动失效"),
    RENEWED: _("{at} {by} 重新登记了这位客户"),
    STOPPED: _("{at} {by} 登记，因重复留存"),
    LET_IN: _("{at} {by} 留存的预约生效"),
    DISPUTED: _("{at} 归属争议提出"),
    "dispute_upheld": _("{at} {by} 裁定：归后登记的一方"),
    "dispute_dismissed": _("{at} {by} 裁定：维持更早的预约"),
    "dispute_withdrawn": _("{at} 归属争议撤回"),
}


def state(code: str) -> Say:
    """Return how a state reads."""
    return say(STATES[code])


def standing(one: Card) -> Say:
    """Return how an appointment stands: its state, and whether a dispute about it runs."""
    if one.about.disputed:
        return say(_("{state} · 争议中"), state=state(one.state))
    return state(one.state)


def client(one: Card | Listed) -> Say:
    """Return the client, masked, with the last digits of the phone where they are known."""
    if one.tail:
        return say(_("{name}（尾号 {tail}）"), name=one.name, tail=one.tail)
    return say("{name}", name=one.name)


def kind(institution: object) -> Say:
    """Return whether the client is a person or an institution."""
    return say(_("机构")) if institution else say(_("个人"))


def company(accompanied: object) -> Say:
    """Return whether the marketer goes with the client."""
    return say(_("陪同")) if accompanied else say(_("不陪同，请后勤协助"))


def why(text: str) -> Say:
    """Return a reason, picked or typed."""
    return say(REASONS[text]) if text in REASONS else say("{text}", text=text)


def done(one: Entry) -> Say:
    """Return what was done with an appointment, by whom and why."""
    by, at = one.by or "", Near(one.at)
    if one.act in DONE:
        planned = Near(one.planned) if one.planned else ""
        return say(DONE[one.act], at=at, by=by, planned=planned, why=why(one.why))
    return say("{at} {by} {act} {why}", at=at, by=by, act=state(one.act), why=why(one.why))


REMINDED = {
    (True, True): _("前一天傍晚和提前一小时会提醒您。"),
    (True, False): _("前一天傍晚会提醒您。"),
    (False, True): _("提前一小时会提醒您。"),
}


def reminded(row: Appointment) -> list[Say]:
    """Return when whoever registered a client is reminded of him."""
    found = reminders(row.planned, row.made_at)
    return [say(REMINDED[found])] if any(found) else []


def alone(one: Listed) -> Say:
    """Mark the client whom nobody accompanies."""
    return say("") if one.accompanied else say(_("　⚠ 不陪同"))
