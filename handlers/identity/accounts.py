"""/account: one's own account and 「这不是我」; the accounts of one's people, and what to do."""

from handlers.buttons import ButtonHandler
from handlers.context import Context, Row, Screen
from handlers.i18n import Say, _, say
from handlers.identity import sheet, wording
from handlers.identity.buttons import AccountOf, Invite, NotMe, Renew, Suspend, Unbound
from handlers.payslip_card import Person
from handlers.render import Bold
from handlers.topic import command, ways
from services.identity import invitations, offboarding, rebinding, unbound
from services.identity.invitations import Invited
from services.identity.status import LACKING, OutdatedError, State
from services.identity.unbound import Card

OUTDATED = say("此卡片已更新。")


async def account(context: Context) -> None:
    """Show one's own account; with a 工号, that of somebody one may see."""
    if not context.args:
        await context.show(_own(await context.run(unbound.card, context.who, context.now, None)))
        return
    found = await context.run(unbound.numbered, context.who, context.now, context.args[0])
    await context.show(_card(found))


async def of(context: Context, button: AccountOf) -> None:
    """Show the account of somebody one may see."""
    await context.show(await _drawn(context, button.staff))


async def invite(context: Context, button: Invite) -> None:
    """Make an invitation and send it, to be handed on."""
    try:
        made = await context.run(
            invitations.invite, context.who, context.now, button.staff, button.version
        )
    except OutdatedError:
        await context.show(await _drawn(context, button.staff, OUTDATED))
        return
    await _send(context, made)


async def renew(context: Context, button: Renew) -> None:
    """Ask whether one is sure; then unbind the lost account and send a new invitation."""
    if not button.sure:
        found = await context.run(unbound.card, context.who, context.now, button.staff)
        text = _("{name}的旧账号会马上失去访问，同时生成新的邀请；新账号仍须确认是本人。")
        sure = Renew(button.staff, button.version, sure=True)
        await context.show(_sure(found, say(text, name=found.employee.name), sure))
        return
    try:
        made = await context.run(
            rebinding.renew, context.who, context.now, button.staff, button.version
        )
    except OutdatedError:
        await context.show(await _drawn(context, button.staff, OUTDATED))
        return
    await _send(context, made)


async def suspend(context: Context, button: Suspend) -> None:
    """Ask whether one is sure; then take the account away."""
    if not button.sure:
        found = await context.run(unbound.card, context.who, context.now, button.staff)
        text = _(
            "{name}的账号会马上失去访问，没发出的消息和没填完的表一并取消。要恢复须重新邀请。"
        )
        sure = Suspend(button.staff, button.version, sure=True)
        await context.show(_sure(found, say(text, name=found.employee.name), sure))
        return
    note = say(_("已停用。"))
    try:
        await context.run(
            offboarding.suspend, context.who, context.now, button.staff, button.version
        )
    except OutdatedError:
        note = OUTDATED
    await context.show(await _drawn(context, button.staff, note))


async def not_me(context: Context, button: NotMe) -> None:
    """Ask whether one is sure; then unbind the account that one writes from."""
    if button.sure:
        await context.run(rebinding.not_me, context.who, context.now)
        await context.show(
            Screen(say(_("已解绑：这个账号什么数据也看不到了。上级和后勤会知道。")))
        )
        return
    found = await context.run(unbound.card, context.who, context.now, None)
    text = say(
        _("您不是{name}？解绑后这个账号马上看不到任何数据。"), name=Bold(found.employee.name)
    )
    rows = [[(say(_("不是我，解绑")), NotMe(sure=True))], ways()]
    await context.show(Screen(text, rows, protect=True))


async def _send(context: Context, made: Invited) -> None:
    """Send the invitation as a sheet and as a link, and draw the card as it is now."""
    link = sheet.link(context.bot.username, made.code)
    text = _(
        "{name}的邀请，{until} 前有效，只能用一次。"
        "请只交给本人：打印、出示二维码，或转发这个链接。"
    )
    lines = [
        say(text, name=Bold(made.employee.name), until=made.expires_at),
        say("{link}", link=link),
    ]
    await context.tell(Screen(lines, document=await sheet.document(context, [made])))
    await context.show(await _drawn(context, made.employee.staff_id))


async def _drawn(context: Context, staff_id: int, note: Say | None = None) -> Screen:
    return _card(await context.run(unbound.card, context.who, context.now, staff_id), note)


def _own(found: Card) -> Screen:
    text = say(_("如果这不是您，请点「这不是我」，账号马上解绑。"))
    rows = [[(say(_("这不是我")), NotMe(sure=False))], ways()]
    return Screen([*_head(found), text], rows, protect=True)


def _card(found: Card, note: Say | None = None) -> Screen:
    """Draw somebody's account, with what may be done about it; the own one as it is drawn."""
    if found.mine:
        return _own(found)
    staff, status = found.employee.staff_id, found.status
    rows: list[Row] = []
    if status.state in LACKING | {State.WAITING}:
        label = say(_("发邀请")) if status.state is State.NEVER else say(_("重新邀请"))
        rows.append([(label, Invite(staff, status.version))])
    if status.state is State.BOUND:
        row: Row = [(say(_("换绑")), Renew(staff, status.version, sure=False))]
        if found.may_suspend:
            row = [*row, (say(_("停用账号")), Suspend(staff, status.version, sure=False))]
        rows.append(row)
    lines = [*([note] if note else []), *_head(found)]
    back = Person(staff) if status.state is State.BOUND else Unbound(1)
    return Screen(lines, [*rows, ways(back)], protect=True)


def _head(found: Card) -> list[Say]:
    one = found.employee
    return [
        say(_("{name} {number}，{unit}"), name=Bold(one.name), number=one.number, unit=found.unit),
        say(_("账号：{state}"), state=wording.state(found.status)),
    ]


def _sure(found: Card, text: Say, button: Renew | Suspend) -> Screen:
    label = say(_("确定换绑")) if isinstance(button, Renew) else say(_("确定停用"))
    back = AccountOf(found.employee.staff_id)
    return Screen([*_head(found), text], [[(label, button)], ways(back)], protect=True)


HANDLERS = (
    command("account", account),
    ButtonHandler(AccountOf, of),
    ButtonHandler(Invite, invite),
    ButtonHandler(Renew, renew),
    ButtonHandler(Suspend, suspend),
    ButtonHandler(NotMe, not_me),
)
