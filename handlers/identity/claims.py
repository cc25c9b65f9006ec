"""Accounts that wait for one's word: a list, a card, 是本人 or 不是."""

from handlers.buttons import ButtonHandler
from handlers.context import Context, Row, Screen
from handlers.errors import words
from handlers.i18n import Say, _, counted, say
from handlers.identity import wording
from handlers.identity.buttons import AccountOf, Claims, Confirm, ConfirmPage, OneClaim, Refuse
from handlers.lists import Listing
from handlers.render import Bold
from handlers.topic import Waiting, command, ways
from services.identity import asking, claims
from services.identity.claims import Claim, NotYoursToConfirmError
from services.identity.status import OutdatedError


async def first_page(context: Context) -> None:
    """Show the list from its beginning."""
    await context.show(await _list(context, 1))


async def page(context: Context, button: Claims) -> None:
    """Show a page of the list."""
    await context.show(await _list(context, button.page))


async def one(context: Context, button: OneClaim) -> None:
    """Show one account, to be confirmed or as it was decided."""
    found = await context.run(claims.claim, context.who, context.today, button.claim)
    await context.show(_card(found))


async def confirm(context: Context, button: Confirm) -> None:
    """Confirm an account; what was decided before is shown."""
    found = await context.run(claims.confirm, context.who, context.now, button.claim)
    await context.show(_card(found))


async def refuse(context: Context, button: Refuse) -> None:
    """Refuse an account; what was decided before is shown."""
    found = await context.run(claims.refuse, context.who, context.now, button.claim)
    await context.show(_card(found))


async def confirm_page(context: Context, button: ConfirmPage) -> None:
    """Confirm all accounts of a page, if they are still the ones that were shown."""
    try:
        done = await context.run(
            claims.confirm_page, context.who, context.now, button.page, button.mark
        )
    except OutdatedError:
        await context.show(await _list(context, button.page, say("此卡片已更新。")))
        return
    title = counted("已确认 {count} 个账号：", "已确认 {count} 个账号：", len(done))
    await context.show(Screen([title, *map(_line, done)], [ways(Claims(1))], protect=True))


async def waiting(context: Context) -> list[Waiting]:
    """Return the accounts that wait for the person."""
    found = await context.run(claims.waiting, context.who, context.today, 1)
    if not found.total:
        return []
    text = counted(
        "{count} 个账号等您确认是不是本人", "{count} 个账号等您确认是不是本人", found.total
    )
    button = OneClaim(found.claims[0].id) if found.total == 1 else Claims(1)
    return [Waiting(text, say(_("确认账号")), button)]


async def _list(context: Context, number: int, note: Say | None = None) -> Screen:
    found = await context.run(claims.waiting, context.who, context.today, number)
    drawn = LIST.screen(found.claims, found.total, found.number)
    rows: list[Row] = [*drawn.rows]
    if len(found.claims) > 1 and found.clear:
        label = counted("本页 {count} 个都是本人", "本页 {count} 个都是本人", len(found.claims))
        rows.insert(-1, [(label, ConfirmPage(found.number, found.mark))])
    lines = drawn.text if isinstance(drawn.text, list) else [drawn.text]
    return Screen([*([note] if note else []), *lines], rows, protect=True)


def _card(found: Claim) -> Screen:
    who = found.employee
    if found.state == asking.WAITING:
        lines = wording.claim(who.name, who.number, found.unit, found.shown, found.opened_at)
        return Screen(lines, wording.decisions(found.id), protect=True)
    decided = say(
        _("{name}，{moment}"), name=found.decided_by or "", moment=found.decided_at or ""
    )
    if found.state == asking.CONFIRMED:
        title = say(_("已确认：{claim}"), claim=_line(found))
        return Screen([title, decided], [ways(Claims(1))], protect=True)
    title = say(_("已拒绝：{claim}"), claim=_line(found))
    again = [(say(_("重新邀请")), AccountOf(who.staff_id))]
    return Screen([title, decided], [again, ways(Claims(1))], protect=True)


def _line(found: Claim) -> Say:
    return say(
        _("{name} {number} ← {shown}"),
        name=found.employee.name,
        number=found.employee.number,
        shown=Bold(found.shown),
    )


LIST = Listing[Claim](
    title=say(_("<b>等您确认的账号</b>")),
    line=_line,
    page=Claims,
    empty=say(_("没有账号等您确认。")),
    button=lambda found: (say("{name}", name=found.employee.name), OneClaim(found.id)),
    size=claims.PAGE,
    in_a_row=2,
)


@words.register
def _not_yours_to_confirm(_error: NotYoursToConfirmError) -> Screen:
    said = say(_("没有这个待确认的账号，或者现在由别人确认。"))
    return Screen(said, [ways(Claims(1))], protect=True)


HANDLERS = (
    command("bindings", first_page),
    ButtonHandler(Claims, page),
    ButtonHandler(OneClaim, one),
    ButtonHandler(Confirm, confirm),
    ButtonHandler(Refuse, refuse),
    ButtonHandler(ConfirmPage, confirm_page),
)
