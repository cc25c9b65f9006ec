"""How rewards to banks read: states, amounts, a line in a list, what a list adds up to."""

from collections.abc import Iterator

from handlers.i18n import Say, _, counted, say
from handlers.render import Bold, Money
from services.rewards.reading import List, Shown
from services.rewards.rows import AGREED, DROPPED, OPEN, PAID, Line

STATES = {OPEN: _("待核对"), AGREED: _("已核对"), PAID: _("已兑现"), DROPPED: _("已删除")}


def amount(one: Line) -> Say:
    """Say the amount and how far it is, or that it is still to be filled in."""
    if one.amount is None:
        return say(_("金额：待填"))
    return say(_("金额：{amount}，{state}"), amount=Money(one.amount), state=state(one))


def state(one: Line) -> Say:
    """Say how far a line is."""
    if one.counters is not None:
        return say(_("冲回行"))
    if one.countered:
        return say(_("已兑现，已冲回"))
    return say(STATES[one.state])


def brief(one: Shown) -> Say:
    """Say a line in a list."""
    line = one.line
    if line.amount is None:
        words = _("{place}：待填金额（{basis}）")
        return say(words, place=Bold(one.place), basis=line.basis)
    return say(
        _("{place}：{amount}，{state}（{basis}）"),
        place=Bold(one.place),
        amount=Money(line.amount),
        state=state(line),
        basis=line.basis,
    )


def sums(found: List) -> Iterator[Say]:
    """Say what a list adds up to; each amount with its state."""
    one = found.sums
    yield say(_("合计 {total}"), total=Bold(Money(one.total)))
    yield say(
        _("已兑现 {paid} · 已核对 {agreed} · 待核对 {open}"),
        paid=Money(one.paid),
        agreed=Money(one.agreed),
        open=Money(one.open),
    )
    if one.waiting:
        yield counted(
            "{count} 条待填金额，未计入合计", "{count} 条待填金额，未计入合计", one.waiting
        )


def accounts(one: Line) -> Say | None:
    """Say how many new effective accounts it is for, and where the number is from."""
    if one.accounts is None:
        return None
    if one.as_of is None:
        return say(_("新增有效户：{count} 户（手工填写）"), count=one.accounts)
    words = _("新增有效户：{count} 户（导入数据，截至 {as_of}）")
    return say(words, count=one.accounts, as_of=one.as_of)


def rest(found: List) -> Say:
    """Say in a line what of a list is not done with."""
    if not found.lines:
        return say(_("还没有清单"))
    one, left = found.sums, sum(each.line.state != PAID for each in found.lines)
    text = counted(
        "{count} 条没兑现，共 {sum}",
        "{count} 条没兑现，共 {sum}",
        left,
        sum=Money(one.open + one.agreed),
    )
    if not one.waiting:
        return text
    return say(_("{text}，其中 {count} 条待填金额"), text=text, count=one.waiting)
