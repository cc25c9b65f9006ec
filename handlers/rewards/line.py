"""A line of the list: how it stands and what can be done with it."""

from collections.abc import Iterator

from handlers.buttons import Button
from handlers.context import Context, Screen
from handlers.i18n import Say, _, say
from handlers.render import Bold
from handlers.rewards import month, wording
from handlers.rewards.buttons import (
    Agree,
    Change,
    Drop,
    LineOf,
    ListOf,
    Pay,
    TakeBack,
)
from handlers.topic import ways
from services.organisation import NotYoursError
from services.rewards import keeping, reading
from services.rewards.keeping import LineChangedError
from services.rewards.reading import Shown
from services.rewards.rows import AGREED, DROPPED, OPEN, PAID

UPDATED = say("此卡片已更新。")


async def show(context: Context, button: LineOf) -> None:
    """Show a line."""
    found = await context.run(reading.line, context.who, context.today, button.line)
    await context.show(drawn(found))


def drawn(found: Shown, note: Say | None = None) -> Screen:
    """Draw a line."""
    one = found.line
    title = Bold(say(_("银行奖励 · {month}"), month=one.month))
    lines = [*([note] if note else []), say("{title}", title=title), *_told(found)]
    back = ListOf(found.unit, one.month, 1)
    acts = [*_acts(found)]
    return Screen(lines, [*([acts] if acts else []), ways(back)], protect=True)


def _told(found: Shown) -> Iterator[Say]:
    one = found.line
    yield say(_("{place}（{unit}）"), place=Bold(found.place), unit=found.department)
    yield wording.amount(one)
    yield say(_("依据：{basis}"), basis=one.basis)
    if accounts := wording.accounts(one):
        yield accounts
    if one.agreed_with:
        yield say(_("银行核对人：{name}"), name=one.agreed_with)
    if one.paid_on and one.counters is None:
        yield say(_("兑现日期：{day}"), day=one.paid_on)
    if one.counters is not None and one.paid_on:
        yield say(_("{day} 冲回，原因：{reason}"), day=one.paid_on, reason=one.reason)
    if one.note:
        yield say(_("备注：{note}"), note=one.note)


def _acts(found: Shown) -> Iterator[tuple[Say, Button]]:
    one = found.line
    if not found.keeps:
        return
    if one.state == OPEN:
        if one.amount is None:
            yield say(_("填金额")), Change(one.id, one.version)
        else:
            yield say(_("银行已核对")), Agree(one.id, one.version)
    if one.state == AGREED:
        yield say(_("登记兑现")), Pay(one.id, one.version)
    if one.state in {OPEN, AGREED}:
        if one.amount is not None:
            yield say(_("改一改")), Change(one.id, one.version)
        yield say(_("删除")), Drop(one.id, one.version, sure=False)
    if one.state == PAID and one.counters is None and not one.countered:
        yield say(_("冲回")), TakeBack(one.id, one.version)


async def current(context: Context, line: int, version: int, *states: str) -> Shown | None:
    """Return a line that stands as it was drawn and may be kept; else show how it stands."""
    found = await context.run(reading.line, context.who, context.today, line)
    one = found.line
    if not found.keeps and one.state != DROPPED:
        raise NotYoursError
    if one.version == version and one.state in states and not one.countered:
        return found
    await context.show(drawn(found, UPDATED))
    return None


async def drop(context: Context, button: Drop) -> None:
    """Ask whether to drop a line; then do it."""
    number, version = button.line, button.version
    found = await current(context, number, version, OPEN, AGREED)
    if found is None:
        return
    if not button.sure:
        said = [say(_("删除这一条？")), wording.brief(found)]
        sure = [(say(_("确定删除")), Drop(number, version, sure=True))]
        await context.show(Screen(said, [sure, ways(LineOf(number))], protect=True))
        return
    try:
        made = await context.run(keeping.drop, context.who, context.now, number, version)
    except LineChangedError:
        await show(context, LineOf(number))
        return
    await context.show(month.drawn(made, 1, say(_("✓ 已删除。"))))
