"""How reminders read: pay day, and what was missed."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from handlers.context import Screen
from handlers.i18n import _, say
from handlers.payslip_card import Latest
from handlers.topic import ways

KINDS = {
    "training": _("培训的提醒"),
    "training_asked": _("培训前一天的询问"),
    "training_marks": _("培训到场登记的提醒"),
    "meeting": _("营业部例会的提醒"),
    "meeting_asked": _("营业部例会前的询问"),
    "meeting_marks": _("营业部例会到场登记的提醒"),
    "report": _("团队月报的提醒"),
    "report_overdue": _("团队月报的逾期登记"),
    "duties.week": _("周进展、周例会的提醒"),
    "duties.chase": _("催交周进展、周例会"),
    "duties.plan": _("月计划的提醒"),
    "duties.last": _("月底催交月计划"),
    "duties.begun": _("月初催交月计划"),
    "rewards": _("银行奖励的提醒"),
    "rewards_late": _("银行奖励没结清的通报"),
    "pay_day": _("发薪日的提醒"),
    "branch_week": _("营业部一周"),
    "digest": _("网点一周简报"),
    "progress": _("15 日的进度"),
    "worklog": _("工作日志的提醒"),
    "worklog_chase": _("催交工作日志"),
    "bindings": _("催办绑定"),
    "approvals": _("催办审批"),
    "certificates": _("催交病历证明"),
    "conduct": _("催办违规与差错案件"),
    "appointments": _("明天到场客户的提醒"),
    "leavers": _("停用离职账号"),
    "audit_head": _("审计日志的每日封存"),
}

STALLED = {
    "inbox": _("收到的消息"),
    "notices": _("待发的通知"),
    "jobs": _("后台任务"),
    "backup": _("每晚的备份"),
}


def _pay_day(_data: Mapping[str, Any]) -> Screen:
    pay = (say(_("我的工资")), Latest(0))
    return Screen(say(_("今天发上月工资（第16条）。")), [[pay], ways()])


def _stalled(data: Mapping[str, Any]) -> Screen:
    words = _("「{what}」从 {since} 起没有进展，请查看日志和健康检查页。")
    what = say(STALLED[data["what"]])
    return Screen(say(words, what=what, since=datetime.fromisoformat(data["since"])))


def _audit_head(data: Mapping[str, Any]) -> Screen:
    words = _(
        "{day} 审计日志：共 {number} 条，链尾 <code>{hash}</code>。请留着这条消息，核对时要用。"
    )
    day = date.fromisoformat(data["day"])
    return Screen(say(words, day=day, number=data["number"], hash=data["hash"]))


def _missed(data: Mapping[str, Any]) -> Screen:
    words = _("{moment} 的「{what}」错过了：那时机器人没有运行，现在补做已太晚。")
    kind = data["what"]
    stem = kind.partition(".")[0]  # as it was written before it was one of several
    found = KINDS.get(kind) or KINDS.get(stem)
    what = say(found) if found else kind
    return Screen(say(words, moment=datetime.fromisoformat(data["moment"]), what=what))


NOTICES = {
    "pay_day": _pay_day,
    "missed": _missed,
    "stalled": _stalled,
    "audit_head": _audit_head,
}
HANDLERS = ()
