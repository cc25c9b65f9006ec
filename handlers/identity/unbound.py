"""/invite: those without an account, and invitations for one or all of them."""

from handlers.buttons import ButtonHandler
from handlers.context import Context, Row, Screen
from handlers.i18n import Say, _, counted, say
from handlers.identity import accounts, sheet, wording
from handlers.identity.buttons import AccountOf, InviteAll, Unbound
from handlers.lists import Listing
from handlers.topic import command, ways
from services.identity import invitations, unbound
from services.identity.status import OutdatedError
from services.identity.unbound import Card


async def invite(context: Context) -> None:
    """Show those without an account from the beginning; with a 工号, that person's account."""
    if context.args:
        await accounts.account(context)
    else:
        await context.show(await _list(context, 1))


async def page(context: Context, button: Unbound) -> None:
    """Show a page of those without an account."""
    await context.show(await _list(context, button.page))


async def invite_all(context: Context, button: InviteAll) -> None:
    """Ask whether one is sure; then send a sheet with an invitation for each of them."""
    if not button.sure:
        await context.show(await _sure(context, button))
        return
    try:
        made = await context.run(invitations.invite_all, context.who, context.now, button.version)
    except OutdatedError:
        await context.show(await _list(context, 1, say("此卡片已更新。")))
        return
    title = counted(
        "{count} 人的邀请，{until} 前有效。打印后剪开，只交给本人。",
        "{count} 人的邀请，{until} 前有效。打印后剪开，只交给本人。",
        len(made),
        until=made[0].expires_at if made else "",
    )
    if made:
        await context.tell(Screen(title, document=await sheet.document(context, made)))
    await context.show(await _list(context, 1))


async def _sure(context: Context, button: InviteAll) -> Screen:
    found = await context.run(unbound.people, context.who, context.now, 0, 0)
    text = counted(
        "给 {count} 人各生成一个邀请，{days} 天内有效。以前没打开的邀请链接全部作废。",
        "给 {count} 人各生成一个邀请，{days} 天内有效。以前没打开的邀请链接全部作废。",
        found.invitable,
        days=invitations.VALID.days,
    )
    sure = InviteAll(button.version, sure=True)
    return Screen(text, [[(say(_("全部邀请")), sure)], ways(Unbound(1))], protect=True)


async def _list(context: Context, number: int, note: Say | None = None) -> Screen:
    first = LIST.offset(number)
    found = await context.run(unbound.people, context.who, context.now, first, LIST.size)
    drawn = LIST.screen(found.people, found.total, number)
    rows: list[Row] = [*drawn.rows]
    if found.invitable > 1:
        rows.insert(-1, [(say(_("全部邀请")), InviteAll(found.version, sure=False))])
    lines = drawn.text if isinstance(drawn.text, list) else [drawn.text]
    hint = say(_("找别人的账号：/account 工号"))
    return Screen([*([note] if note else []), *lines, hint], rows, protect=True)


def _line(one: Card) -> Say:
    return say(
        "{number} {name}　{state}",
        number=one.employee.number,
        name=one.employee.name,
        state=wording.state(one.status),
    )


LIST = Listing[Card](
    title=say(_("<b>还没有绑定账号的同事</b>")),
    line=_line,
    page=Unbound,
    empty=say(_("您能看到的同事都已绑定。")),
    button=lambda one: (say("{name}", name=one.employee.name), AccountOf(one.employee.staff_id)),
    size=8,
    in_a_row=2,
)
HANDLERS = (
    command("invite", invite),
    ButtonHandler(Unbound, page),
    ButtonHandler(InviteAll, invite_all),
)
