"""Why something is zero or does not apply, and how far away it is."""

from datetime import date
from decimal import Decimal

from handlers.i18n import Say, _, say
from handlers.render import Money
from handlers.words.people import POSTS
from handlers.words.values import amount, marked, of_unit
from services.month import Month
from services.step import Step

PLAIN = {
    "no_grade": _("没有营销职级，不适用"),
    "agent_without_fixed_pay": _("居间协议未选固定报酬，不适用"),
    "score_zero": _("日常管理评分为零"),
    "no_net_revenue": _("本月没有净创收"),
    "no_new_account": _("本月没有新增有效户"),
    "small_accounts": _("新开户的月末资产都未超过起点"),
    "no_fund_fees": _("本月没有基金手续费"),
    "no_team_post": _("没有管理岗位"),
    "post_withdrawn": _("管理岗位已取消"),
    "director": _("项目总监只在兼任区域经理时有管理提成"),
    "director_doubles": _("项目总监兼任区域经理，只有管理提成"),
    "no_district_post": _("不是区域经理"),
    "no_team_revenue": _("所辖人员本月没有净创收"),
    "no_promotion_day": _("本月没有公休促销"),
    "no_referral": _("本月没有被推荐人达到营销经理"),
    "none_entered": _("财务未录入"),
    "none_held_before": _("没有解除暂扣的固定报酬"),
    "never_late": _("本月没有迟到早退"),
    "no_leave": _("本月没有扣款的假"),
    "no_absence": _("本月没有旷工"),
    "no_fixed_pay_left": _("固定报酬已扣完"),
    "no_fine": _("没有罚款"),
    "no_base": _("没有计提基数"),
    "levy_rate_zero": _("营业部没有设定提取比例"),
    "investigated": _("涉嫌恶意开户调查期间暂扣"),
    "month_end_used": _("没有月均数，用月末资产"),
}
UNOWNED = {
    "reserved": _("预约了，还没登记开户确认"),
    "opened": _("归属还在签核"),
    "returned": _("归属签核被退回，要补正再提交"),
    "signed": _("归属已签完，还没录入"),
    "rejected": _("归属签核被驳回"),
    "disputed": _("归属有争议，等交易部经理裁定"),
    "unregistered": _("开户前没有预约，归属要由后勤认定"),
}


def unowned(why: str, on: str) -> Say:
    """Return why a client does not count as new: what is waited for, and whose word."""
    if why == "late":
        month = Month.parse(on)
        return say(_("录入归属时本月已定稿，作为调整计入 {month}"), month=month)
    if not on:
        return say(UNOWNED[why])
    return say(_("{why}：等{post}"), why=say(UNOWNED[why]), post=say(POSTS[on]))


def reason(step: Step) -> Say | None:
    """Return the sentence of a step's reason, with its distance; None if it has none."""
    code = step.reason or ""
    if code.startswith("from@"):
        return say(_("由 {month} 的工资单结转"), month=Month.parse(code.removeprefix("from@")))
    if code.startswith("ruled@"):
        _ruled, day, who = code.split("@")
        return say(_("{who} 于 {day} 裁定"), who=who, day=date.fromisoformat(day))
    if code.startswith("unowned@"):
        _unowned, why, on = code.split("@")
        return unowned(why, on)
    if code in PLAIN:
        return say(PLAIN[code])
    return _far(code, step) if code else None


def _far(code: str, step: Step) -> Say | None:
    """Return the reasons that tell a distance."""
    match code:
        case "value_below_standard":
            return _value_below(find(step, "value_counted"), find(step, "value_standard"))
        case "small_account":
            assets, floor = step.because
            sentence = _("月末资产 {assets} 未超过 {floor}，差 {gap}")
            return say(sentence, **_distance("assets", assets, "floor", floor))
        case "sick_days_free":
            free = find(step, "leave.sick_free_days")
            return say(_("病假不超过 {free} 不扣收入"), free=amount(free))
        case "risk_fund_full":
            return say(_("已达上限 {cap}"), cap=amount(find(step, "risk_fund.cap")))
        case "below_tax_allowance":
            return _no_tax(step)
    raise KeyError(code)


def _value_below(counted: Step, standard: Step) -> Say:
    new, left_out = counted.because
    far = _distance("counted", counted, "standard", standard)
    if not left_out.value:
        return say(_("新增市值 {counted} 未超过级别标准 {standard}，差 {gap}"), **far)
    sentence = _(
        "计入的新增市值 {counted}（新增 {new}，新股、开基 {left_out} 不计）"
        "未超过级别标准 {standard}，差 {gap}"
    )
    return say(sentence, new=amount(new), left_out=amount(left_out), **far)


def _no_tax(step: Step) -> Say:
    base = find(step, "tax_base_sum")
    left = -(base.value or Decimal(0))
    if left < 0:
        return say(_("此前已预扣足额"))
    if any(below.what == "allowance_year" for below in base.because):
        return say(_("今年累计收入比累计减除费用少 {left}，不用缴税"), left=Money(left))
    return say(_("应税收入比减除费用少 {left}，不用缴税"), left=Money(left))


def _distance(one: str, value: Step, other: str, bound: Step) -> dict[str, object]:
    gap = (bound.value or Decimal(0)) - (value.value or Decimal(0))
    return {one: amount(value), other: marked(bound), "gap": of_unit(gap, bound.unit)}


def find(step: Step, what: str) -> Step:
    """Return the first step below whose code, without its scheme, begins so; LookupError."""
    for below in step.once():
        if below.what.startswith(what) or f".{what}" in below.what:
            return below
    raise LookupError(what)
