"""How leave reads: kinds, spans, balances, what it does to score and pay."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from handlers import words
from handlers.approvals.card import post
from handlers.i18n import Say, _, say
from handlers.payslip_card import ESTIMATE, state_of
from handlers.render import Bold, Listed, Number
from services.approvals.foreseen import Ahead
from services.leave.asking import Away
from services.leave.effect import MonthEffect, Moved
from services.leave.ledger import Balance
from services.leave.spans import Span
from services.leave.view import One

KINDS = {
    "personal": _("事假"),
    "sick": _("病假"),
    "injury": _("工伤假"),
    "annual": _("年休假"),
    "marriage": _("婚假"),
    "maternity": _("产假"),
    "bereavement": _("丧假"),
    "other": _("其他假"),
}
STATES = {
    "running": _("审批中"),
    "approved": _("已批准"),
    "rejected": _("已驳回"),
    "returned": _("已退回，请修改后再提交"),
    "withdrawn": _("已撤回"),
    "cancelled": _("已取消"),
}
CHANGES = {
    "leave_cancel": _("取消申请待直属上级同意"),
    "leave_return": _("销假待直属上级确认"),
}
RETURNED = {
    "leave_cancel": _("取消申请已退回，请修改后再提交"),
    "leave_return": _("销假已退回，请修改后再提交"),
}


def kind(code: str) -> Say:
    """Return what a kind of leave is called."""
    return say(KINDS[code])


def span(one: Span) -> Say:
    """Return from when to when."""
    if one.first == one.last:
        if one.from_noon:
            return say(_("{day}下午"), day=one.first)
        return say(_("{day}上午"), day=one.first) if one.to_noon else say("{day}", day=one.first)
    first = say(_("{day}下午"), day=one.first) if one.from_noon else say("{day}", day=one.first)
    last = say(_("{day}上午"), day=one.last) if one.to_noon else say("{day}", day=one.last)
    return say(_("{first} 到 {last}"), first=first, last=last)


def moment(day: date, *, noon: bool) -> Say:
    """Return from when somebody works again."""
    return say(_("{day}下午"), day=day) if noon else say("{day}", day=day)


def days(number: Decimal) -> Say:
    """Return how many days."""
    return say(_("{number}天"), number=Number(number.normalize()))


def title(one: One) -> Say:
    """Return kind, span and days."""
    return say(
        _("{kind} {span}，{days}"),
        kind=Bold(kind(one.kind)),
        span=span(one.held or one.span),
        days=days(one.days),
    )


def state(one: One) -> Say:
    """Return how leave stands."""
    if one.change:
        return say((RETURNED if one.change_returned else CHANGES)[one.change])
    if one.back and one.state == "approved":
        return say(_("已销假，{moment}起上班"), moment=moment(one.back[0], noon=one.back[1]))
    return say(STATES[one.state])


def change(one: One) -> Iterator[Say]:
    """Yield what is asked about approved leave: when he is back, and why."""
    day, noon = one.back or (None, False)
    return coming_back(day, one.note, noon=noon)


def coming_back(day: date | None, note: str, *, noon: bool) -> Iterator[Say]:
    """Yield from when somebody works again, if he comes back early, and why."""
    if day:
        yield say(_("{moment}起恢复上班"), moment=moment(day, noon=noon))
    if note:
        yield say(_("说明：{note}"), note=note)


def balance(one: Balance) -> Say:
    """Return a year's days of personal leave."""
    if one.left is None:
        return _unset(one)
    text = _("{year} 年事假：已用 {used}，待批 {pending}，还剩 {left}（全年 {most}）。")
    return say(text, left=days(max(one.left, Decimal(0))), **_balance(one))


def with_own(one: Balance, own: Decimal) -> Say:
    """Return a year's days of personal leave with those that are asked for now."""
    if one.left is None:
        return _unset(one)
    left = one.left - own
    text = _(
        "{year} 年事假：已用 {used}，待批 {pending}，这次 {own}，之后还剩 {left}（全年 {most}）。"
    )
    if left < 0:
        text = _(
            "{year} 年事假：已用 {used}，待批 {pending}，这次 {own}，超出 {left}（全年 {most}）。"
        )
    return say(text, left=days(abs(left)), own=days(own), **_balance(one))


def _unset(one: Balance) -> Say:
    text = _("{year} 年事假：已用 {used}，待批 {pending}，全年上限尚未配置。")
    return say(text, year=one.year, used=days(one.used), pending=days(one.pending))


def _balance(one: Balance) -> dict[str, object]:
    most = one.most or Decimal(0)
    return {
        "year": one.year,
        "used": days(one.used),
        "pending": days(one.pending),
        "most": days(most),
    }


def balances(found: Iterable[tuple[Balance, Decimal]], *, beyond: bool) -> Iterator[Say]:
    """Yield the balances of the years that leave touches."""
    for one, own in found:
        yield with_own(one, own)
    if beyond:
        yield say(_("⚠ 超过全年事假天数，须总经理本人批准。"))


def score(one: MonthEffect) -> Say:
    """Return what it does to a month's daily score, and whether pending leave counts in it."""
    told = _score(one)
    return say(_("{told}（待批的假也算在内）"), told=told) if one.with_pending else told


def _score(one: MonthEffect) -> Say:
    if one.daily_before.value == one.daily_after.value:
        return say(
            _("{month}日常管理评分：{score}，不变"),
            month=one.month,
            score=words.amount(one.daily_after),
        )
    return say(
        _("{month}日常管理评分：{before} → {after}"),
        month=one.month,
        before=words.amount(one.daily_before),
        after=words.amount(one.daily_after),
    )


def pay(one: MonthEffect) -> Iterator[Say]:
    """Yield the lines of a month's pay that move."""
    yield score(one)
    if not one.lines:
        yield say(_("　工资不变（{state}）"), state=say(ESTIMATE))
    yield from map(_moved, one.lines)


def _moved(one: Moved) -> Say:
    return say(
        _("　{line}：{before} → {after} {state}"),
        line=words.name(one.after),
        before=words.marked(one.before),
        after=words.marked(one.after),
        state=state_of(one.after),
    )


def away(found: Sequence[Away]) -> Say:
    """Return who else of the outlet is away then."""
    if not found:
        return say(_("本单位这几天没有别人请假。"))
    return say(_("本单位同期请假：{people}"), people=Listed([_away(one) for one in found]))


def _away(one: Away) -> Say:
    text = _("{name}（{span}，待批）") if one.pending else _("{name}（{span}）")
    return say(text, name=one.name, span=span(one.span))


def route(steps: Sequence[Ahead]) -> Say:
    """Return the way that it will go, by name."""
    way = [say(_("{post} {names}"), post=post(one.post), names=Listed(one.names)) for one in steps]
    text = " → ".join(f"{{s{at}}}" for at in range(len(way)))
    named: dict[str, object] = {f"s{at}": one for at, one in enumerate(way)}
    return say(_("审批：{steps}"), steps=say(text, **named))


def certificate(one: One) -> Say | None:
    """Return whether the hospital's record is there; None for leave that needs none."""
    if one.certificate:
        return say(_("病历证明：已交"))
    if one.certificate_due is None:
        return None
    return say(_("病历证明：未交，最晚 {day} 补交"), day=one.certificate_due)
