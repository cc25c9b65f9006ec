"""Somebody's leave: the list with the year's balance, and one leave's card with its acts."""

from dataclasses import replace

from handlers.approvals.buttons import Open
from handlers.buttons import Button, ButtonHandler
from handlers.context import Context, Row, Screen
from handlers.i18n import Say, _, say
from handlers.leave import wording
from handlers.leave.buttons import (
    Ask,
    Cancel,
    HandIn,
    Leaves,
    Mend,
    MendChange,
    Return,
    Show,
)
from handlers.lists import Listing
from handlers.payslip_card import Person
from handlers.render import Bold
from handlers.topic import Handler, command, ways
from services.leave import view
from services.leave.view import LeaveCard, Mine, One


async def own(context: Context) -> None:
    """Show one's own leave."""
    await page(context, Leaves(0, 1))


async def page(context: Context, button: Leaves) -> None:
    """Show a page of somebody's leave, the latest first."""
    staff, number = button.staff, button.page
    listing = Listing[One](
        title=say(""),
        line=lambda one: say(
            "{title} · {state}", title=wording.title(one), state=wording.state(one)
        ),
        page=lambda at: Leaves(staff, at),
        empty=say(_("还没有请过假。")),
        button=lambda one: (
            say("{kind} {day}", kind=wording.kind(one.kind), day=one.span.first),
            Show(one.id),
        ),
        size=3,
    )
    found = await context.run(
        view.mine,
        context.who,
        context.today,
        staff=staff,
        first=listing.offset(number),
        most=listing.size,
    )
    listing = replace(listing, title=_head(found, staff))
    drawn = listing.screen(found.leave, found.total, number, Person(staff) if staff else None)
    rows = [[(say(_("代请假")) if staff else say(_("＋ 请假")), Ask(staff))], *drawn.rows]
    await context.show(replace(drawn, rows=rows))


def _head(found: Mine, staff: int) -> Say:
    head = say(_("<b>我的假</b>"))
    if staff:
        head = say(_("<b>{name}的假</b>"), name=found.person.name)
    return say("{head}\n{balance}", head=head, balance=wording.balance(found.balance))


async def show(context: Context, button: Show) -> None:
    """Show one leave."""
    found = await context.run(view.card, context.who, context.today, button.leave)
    await context.show(card(found))


def card(found: LeaveCard, note: Say | None = None) -> Screen:
    """Draw leave with what can be done about it."""
    one = found.one
    lines = [
        *([note] if note else []),
        wording.title(one),
        say(_("{name}，{state}"), name=found.person.name, state=Bold(wording.state(one))),
        say(_("原因：{reason}"), reason=one.reason),
    ]
    if found.by.staff_id != found.person.staff_id:
        lines.append(say(_("由 {name} 代为提出"), name=found.by.name))
    if one.change:
        lines += wording.change(one)
    if told := wording.certificate(one):
        lines.append(told)
    back = Leaves(0 if found.mine else found.person.staff_id, 1)
    return Screen(lines, [*_acts(found), ways(back)], protect=True)


def _acts(found: LeaveCard) -> list[Row]:
    one = found.one
    acts: list[tuple[Say, Button]] = []
    if found.mends:
        acts.append((say(_("修改后再提交")), Mend(one.id)))
    if found.mends_change:
        acts.append((say(_("修改后再提交")), MendChange(one.id)))
    if found.cancels:
        acts.append((say(_("取消请假")), Cancel(one.id, sure=False)))
    if found.returns:
        acts.append((say(_("提前销假")), Return(one.id)))
    if found.hands_in:
        acts.append((say(_("补交证明")), HandIn(one.id)))
    opens: list[tuple[Say, Button]] = []
    if one.approval:
        opens.append((say(_("看审批")), Open(one.approval)))
    if one.change_approval:
        change = (
            _("看取消审批") if one.change != "leave_return" and not one.back else _("看销假审批")
        )
        opens.append((say(change), Open(one.change_approval)))
    return [row for row in (acts, opens) if row]


HANDLERS: tuple[Handler, ...] = (
    command("leave", own),
    ButtonHandler(Leaves, page),
    ButtonHandler(Show, show),
)
