"""What cases are called: kinds, states, findings, proposals, what was done."""

from collections.abc import Iterator
from decimal import Decimal

from handlers import words
from handlers.i18n import Say, _, say
from handlers.render import Bold, Listed, Money
from services.conduct.penalties import Warned
from services.month import Month

KINDS = {
    "prohibited": _("全权委托、代客交易或伪造签名"),
    "swapping": _("相互调剂开户数"),
    "diverting": _("客户归属作弊"),
    "malicious": _("恶意开户"),
    "error": _("业务差错"),
}
STATES = {
    "reported": _("已上报，等待调查"),
    "investigating": _("调查中"),
    "hearing": _("等待本人陈述"),
    "heard": _("陈述已结束，等待处理建议"),
    "proposed": _("等待裁定"),
    "ruled": _("已裁定，可以申诉"),
    "appealed": _("申诉中"),
    "closed": _("已结案"),
    "dropped": _("不成立，已结案"),
}
FINDINGS = {
    "proven": _("查实"),
    "severe": _("查实，情节严重"),
    "cleared": _("不成立"),
}
ACTS = {
    "reported": _("{name} 上报"),
    "investigating": _("{name} 开始调查"),
    "noted": _("{name} 记录：{note}"),
    "evidence": _("{name} 补充证据"),
    "handed_over": _("调查交给 {note}"),
    "hearing": _("{name} 请本人陈述"),
    "heard": _("{name} 陈述：{note}"),
    "silent": _("期限内没有陈述"),
    "proposed": _("{name} 提出处理建议：{note}"),
    "rejected": _("{name} 不同意建议：{note}"),
    "returned": _("{name} 退回建议：{note}"),
    "withdrawn": _("{name} 收回建议"),
    "set_amount": _("{name} 改定金额：{note} 元"),
    "forfeits": _("{name} 决定没收暂扣的固定报酬"),
    "releases": _("{name} 决定发还暂扣的固定报酬"),
    "ruled": _("{name} 裁定：按建议处理"),
    "dropped": _("{name} 裁定：不成立"),
    "appealed": _("{name} 申诉：{note}"),
    "appeal_approved": _("{name} 支持申诉，裁定撤销"),
    "appeal_rejected": _("{name} 驳回申诉，维持裁定：{note}"),
    "appeal_returned": _("{name} 退回申诉，可补充后再提：{note}"),
    "appeal_withdrawn": _("{name} 撤回申诉，裁定不变"),
    "closed": _("期限内没有申诉，结案"),
}
BASES = {
    "first": _("首次：罚款 {fine}（第{article}条）"),
    "again": _("再次发生：建议辞退（第{article}条）"),
    "by_account": _("{accounts} 户，按户罚款共 {fine}（第{article}条）"),
    "severe": _("情节严重：建议开除（第{article}条）"),
    "loss": _("造成损失：承担全部损失 {fine}（第{article}条）"),
    "no_loss": _("未造成损失：扣减 {fine}（第{article}条）"),
    "own_rule": _("罚款 {fine}（第{article}条，营业部设定）"),
    "no_rule": _("条文没有规定处罚，尚未配置（第{article}条），只留案底"),
    "cleared": _("不处罚（第{article}条）"),
}
TAIL = 4


def kind(code: str) -> Say:
    """Return what a kind of case is called."""
    return say(KINDS[code])


def tails(clients: tuple[str, ...]) -> Listed:
    """Return clients by the ends of their numbers."""
    return Listed([one[-TAIL:] for one in clients])


def penalty(basis: str, article: str, fine: Decimal | None, accounts: int = 0) -> Say:
    """Return a proposal or a ruling as a sentence."""
    amount = Bold(Money(fine)) if fine is not None else ""
    return say(BASES[basis], fine=amount, article=article, accounts=accounts)


def money(*, forfeits: bool) -> Say:
    """Return what a ruling does with the fixed pay that is held (Article 27.4)."""
    if forfeits:
        return say(_("暂扣的固定报酬：不再发还（假定值，由裁定人决定）"))
    return say(_("暂扣的固定报酬：裁定当月发还"))


def warnings(held: Warned | None, month: Month | None) -> Iterator[Say]:
    """Yield what a fine is held against, which decides nothing."""
    if held is None or month is None:
        yield say(_("⚠ 本人还没有工资数据，无法核对扣款是否过多。"))
        return
    share = words.amount(held.share)
    if held.beyond is None:
        yield say(_("⚠ {month} 数据不完整，无法核对扣款占应发的比例。"), month=month)
    elif held.beyond:
        yield say(_("⚠ 按 {month} 计算，扣款超过应发的 {share}。"), month=month, share=share)
    else:
        yield say(_("按 {month} 计算，扣款没有超过应发的 {share}。"), month=month, share=share)
    if held.minimum.value is None:
        yield say(_("最低工资：尚未配置（第16条），没有核对。"))
    elif held.below is None:
        yield say(_("⚠ {month} 数据不完整，无法核对最低工资。"), month=month)
    elif held.below:
        least = Money(held.minimum.value)
        yield say(_("⚠ 按 {month} 计算，实发低于最低工资 {least}。"), month=month, least=least)
    else:
        least = Money(held.minimum.value)
        yield say(_("按 {month} 计算，实发不低于最低工资 {least}。"), month=month, least=least)
