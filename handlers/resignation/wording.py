"""How leaving reads: what it means, what is handed over, the risk fund."""

from collections.abc import Iterator

from handlers.i18n import Say, _, counted, say
from handlers.inventory import wording as items
from handlers.render import Bold, Listed, Money
from services.inventory.leaving import Held
from services.resignation.fund import FORFEIT, Fund
from services.resignation.items import Checklist, Item
from services.resignation.outlook import CLIENTS, OTHER, Balance, Outlook

ITEMS = {
    "badge": _("工牌"),
    "materials": _("宣传用品"),
    "equipment": _("展业工具"),
    "seals": _("印章"),
    "documents": _("文件资料"),
    "laptop": _("笔记本电脑"),
    CLIENTS: _("客户"),
}
GROUNDS = {
    "unapproved": _("没有获批就离开"),
    "unreturned": _("获批离开但物品没还清"),
    "punished": _("违法受到刑事处罚"),
    "breach": _("违反制度或泄露业务机密"),
    "loss": _("风险失控造成损失"),
}
SHORT = {  # on buttons
    "unapproved": _("未获批离开"),
    "unreturned": _("物品没还清"),
    "punished": _("受刑事处罚"),
    "breach": _("违规或泄密"),
    "loss": _("风险造成损失"),
}
NOTICE_KEPT = _("已提前一个月提出，符合第28条")
NOTICE_SHORT = _("⚠️ 不足一个月：按第28条最早是 {earliest}，审批人会看到")


def means(found: Outlook) -> Iterator[Say]:
    """Say what leaving on the day means."""
    yield notice(found)
    pay = _("还会发的工资：{months}；最后一笔 {day} 发")
    if not found.pay_day_known:
        pay = _("还会发的工资：{months}；最后一笔 {day} 发（那年放假安排未公布，可能顺延）")
    yield say(pay, months=Listed(found.months), day=found.pay_day)
    yield from balance(found.balance)
    if found.balance.fund != 0:
        yield say(
            _("{day} 起可退（离职满6个月、没有未了结的纠纷，第25条）"), day=Bold(found.refund_day)
        )
        grounds = Listed([say(one) for one in GROUNDS.values()])
        yield say(_("只有这些情况经总经理批准可扣部分或全部：{grounds}"), grounds=grounds)
    if found.balance.excess:
        yield say(
            _("结转的超额市值奖 {amount}（预计）：离职时由总经理决定怎么处理"),
            amount=Money(found.balance.excess),
        )
    yield handed_over(found)
    if found.held:
        yield counted(
            "另有登记在名下的物品 {count} 项", "另有登记在名下的物品 {count} 项", found.held
        )
    if found.withholds:
        yield say(_("暂扣：本营业部规定，没有按第28条办理的，最后一个月收入先暂扣，等人工裁定"))


def notice(found: Outlook) -> Say:
    """Say whether the notice is long enough."""
    if found.in_time:
        return say(NOTICE_KEPT)
    return say(NOTICE_SHORT, earliest=found.earliest)


def balance(found: Balance) -> Iterator[Say]:
    """Say what is on the risk fund, and as of which month."""
    if found.month is None:
        yield say(_("风险基金：还没有工资数据"))
    elif found.fund is None:
        yield say(_("风险基金：{month} 的数据还不完整，算不出余额"), month=found.month)
    elif not found.fund:
        yield say(_("风险基金：截至 {month} 没有余额"), month=found.month)
    else:
        yield say(
            _("风险基金余额 {amount}（预计，截至 {month}）"),
            amount=Bold(Money(found.fund)),
            month=found.month,
        )


def handed_over(found: Outlook) -> Say:
    """Say what is to be handed over."""
    things = Listed([say(ITEMS[one]) for one in found.items])
    if not found.clients:
        return say(_("要交接：{things}"), things=things)
    return counted(
        "要交接：{things}；客户 {count} 户",
        "要交接：{things}；客户 {count} 户",
        found.clients,
        things=things,
    )


def item(one: Item) -> Say:
    """Return what a thing is called; of clients how many."""
    if one.kind == OTHER:
        return say("{name}", name=one.name)
    if one.kind == CLIENTS:
        return counted("客户 {count} 户", "客户 {count} 户", one.count or 0)
    return say(ITEMS[one.kind])


def line(one: Item) -> Say:
    """Say how far a thing is."""
    what = item(one)
    if one.done_at:
        done = _("✓ {what}：{name} 接手，{moment}")
        if one.kind != CLIENTS:
            done = _("✓ {what}：{name} 收到，{moment}")
        return say(done, what=what, name=one.done_by, moment=one.done_at)
    if one.taker:
        return say(_("○ {what}：等 {name} 确认接手"), what=what, name=one.taker.name)
    if one.kind == CLIENTS:
        return say(_("○ {what}：等上级指定接手人"), what=what)
    return say(_("○ {what}：待交还"), what=what)


def registered(one: Held) -> Say:
    """Say where an item is that is, or was, registered with a leaver."""
    what = items.what(one.name, one.count)
    if one.over:
        said = _("✓ {what}：{gone} 核销，{cause}")
        return say(said, what=what, gone=one.gone, cause=items.cause(one.over))
    if one.gone and one.taker:
        return say(
            _("✓ {what}：{name} {gone} 收到"), what=what, name=one.taker.name, gone=one.gone
        )
    if one.taker:
        return say(_("○ {what}：等 {name} 确认收到"), what=what, name=one.taker.name)
    return say(_("○ {what}：登记在名下，待转交"), what=what)


def checklist(found: Checklist) -> Iterator[Say]:
    """Say what is handed over and how far it is."""
    one = found.person
    yield say(
        _("{title}\n{name} {number}，最后工作日 {day}"),
        title=Bold(say(_("离职交接"))),
        name=one.name,
        number=one.number,
        day=Bold(found.last_day),
    )
    yield from map(line, found.items)
    yield from map(registered, found.held)
    if found.done:
        yield say(_("全部交接完毕。"))


def fund(found: Fund) -> Iterator[Say]:
    """Say what is on a leaver's risk fund, what became of it, when it is due."""
    one = found.person
    yield say(
        _("{title}\n{name} {number}，{unit}\n最后工作日 {left}，应退日 {due}"),
        title=Bold(say(_("风险基金"))),
        name=one.name,
        number=one.number,
        unit=found.unit,
        left=found.left,
        due=Bold(found.due),
    )
    yield from balance(found.balance)
    for entry in found.entries:
        said = _("· {moment} 已退 {amount}，{name} 登记")
        if entry.kind == FORFEIT:
            said = _("· {moment} 已扣 {amount}：{ground}，{name} 批准")
        yield say(
            said,
            moment=entry.at,
            amount=Money(entry.amount),
            name=entry.by,
            ground=ground(entry.ground),
        )
    if found.entries and found.rest is not None:
        yield say(_("还剩 {amount}"), amount=Bold(Money(found.rest)))
    yield from _open(found)


def _open(found: Fund) -> Iterator[Say]:
    """Say what stands against a refund, or that nothing does."""
    for one in found.proposed:
        yield say(
            _("扣除 {amount} 待批：{ground}"), amount=Money(one.amount), ground=ground(one.ground)
        )
    if found.disputes:
        yield counted(
            "有 {count} 件未了结的纠纷，暂不退",
            "有 {count} 件未了结的纠纷，暂不退",
            found.disputes,
        )
    if found.held or not found.rest:
        return
    if found.ready:
        yield say(_("可退：{amount}"), amount=Bold(Money(found.rest)))
    else:
        yield say(_("没有未了结的纠纷，到期全额退还。"))


def ground(code: str) -> Say:
    """Return what a ground of forfeiting is called."""
    return say(GROUNDS[code]) if code else say("")
