"""The card of an appointment, and one's own ones as a list."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from handlers.appointments import stopped, wording
from handlers.appointments.buttons import (
    Again,
    Arrival,
    Arrivals,
    Book,
    Company,
    GiveUp,
    Mine,
    Rebook,
    Reveal,
    Show,
)
from handlers.buttons import Button, ButtonHandler
from handlers.context import Context, Row, Screen
from handlers.i18n import Say, _, say
from handlers.lists import Listing
from handlers.near import Near
from handlers.render import Assets, Bold
from handlers.topic import command, ways
from services.appointments import view
from services.appointments.desk import TODAY
from services.appointments.rows import LIVE, RESERVED, STOPPED
from services.appointments.view import Card, Listed

MOST_TOLD = 6  # of what was done, the latest
Acts = Callable[[Card], Row]
More = Callable[[Context, Card, Screen], Awaitable[Screen]]
ACTS: list[Acts] = []
MORE: list[More] = []
"""What other topics add to the card: buttons wherever it is drawn, more where it is opened."""


def acts(made: Acts) -> Acts:
    """Declare buttons that a topic has on the card of an appointment."""
    ACTS.append(made)
    return made


def adds(more: More) -> More:
    """Declare what a topic adds to the card of an appointment when it is opened."""
    MORE.append(more)
    return more


def _line(one: Listed) -> Say:
    return say(
        _("{client}　{moment}　{assets}　{state}"),
        client=Bold(wording.client(one)),
        moment=Near(one.planned),
        assets=Assets(one.assets),
        state=wording.state(one.state),
    )


LIST = Listing(
    title=say(_("<b>我的预约</b>")),
    line=_line,
    page=Mine,
    empty=say(_("还没有预约过客户。")),
    button=lambda one: (wording.client(one), Show(one.id)),
    in_a_row=2,
)


async def bookings(context: Context) -> None:
    """Show one's own appointments."""
    await context.show(await _page(context, 1))


async def page(context: Context, button: Mine) -> None:
    """Turn to a page of them."""
    await context.show(await _page(context, button.page))


async def _page(context: Context, number: int) -> Screen:
    first = LIST.offset(number)
    found, total = await context.run(view.mine, context.who, context.today, first, LIST.size)
    screen = LIST.screen(found, total, number)
    return replace(screen, rows=[*screen.rows[:-1], [(say(_("＋ 预约登记")), Book())], ways()])


async def show(context: Context, button: Show) -> None:
    """Show one."""
    await context.show(await whole(context, button.appointment))


async def whole(
    context: Context, appointment: int, note: Say | None = None, back: Button | None = None
) -> Screen:
    """Return the card with what other topics add to it."""
    found = await context.run(view.card, context.who, context.today, appointment)
    screen = drawn(found, note, back)
    for more in MORE:
        screen = await more(context, found, screen)
    return screen


async def show_there(context: Context, button: Arrival) -> None:
    """Show one out of the list of who is coming."""
    back = Arrivals(button.span, button.state, button.page)
    await context.show(await whole(context, button.appointment, back=back))


async def reveal(context: Context, button: Reveal) -> None:
    """Say who it is."""
    name, phone = await context.run(view.reveal, context.who, context.now, button.appointment)
    said = say(_("客户：{name}"), name=Bold(name))
    if phone:
        said = say(_("客户：{name}，电话 {phone}"), name=Bold(name), phone=phone)
    logged = say(_("（这次查看已记录）"))
    await context.show(Screen([said, logged], [ways(Show(button.appointment))], protect=True))


def drawn(one: Card, note: Say | None = None, back: Button | None = None) -> Screen:
    """Return the card."""
    lines = [
        *([note] if note else []),
        say(_("<b>客户预约</b>　{state}"), state=wording.standing(one)),
        say(
            _("{client}，{kind}，预计 {assets}"),
            client=Bold(wording.client(one)),
            kind=wording.kind(one.institution),
            assets=Assets(one.assets),
        ),
        say(
            _("到场：{moment}，{company}"),
            moment=one.planned,
            company=wording.company(one.accompanied),
        ),
        say(_("客户经理：{owner}，{unit}"), owner=one.owner, unit=one.unit),
    ]
    if one.made_by:
        lines.append(say(_("由 {name} 代为登记"), name=one.made_by))
    if one.state == RESERVED:
        lines.append(say(_("有效期到 {day}（含当天），过期要重新登记。"), day=one.valid_until))
    lines += stopped.lines(one)
    if len(one.history) > 1:
        lines += [say(""), *map(wording.done, one.history[-MOST_TOLD:])]
    back = back or (Mine(1) if one.mine else Arrivals(TODAY, "", 1))
    added = [row for act in ACTS if (row := act(one))]
    return Screen(lines, [*added, *_acts(one), *stopped.rows(one), ways(back)], protect=True)


def _acts(one: Card) -> list[Row]:
    acts: list[tuple[Say, Button]] = []
    if one.reveals and one.state in {*LIVE, STOPPED}:
        acts.append((say(_("看全名")), Reveal(one.id)))
    if one.changes:
        acts.append((say(_("改期")), Rebook(one.id, one.version)))
        acts.append((say(_("取消预约")), GiveUp(one.id, one.version)))
    if one.renews:
        acts.append((say(_("重新登记")), Again(one.id)))
    rows: list[Row] = [acts] if acts else []
    if one.changes:
        comes = say(_("改为不陪同")) if one.accompanied else say(_("改为陪同"))
        rows.append([(comes, Company(one.id, one.version, not one.accompanied))])
    return rows


HANDLERS = (
    command("bookings", bookings),
    ButtonHandler(Mine, page),
    ButtonHandler(Show, show),
    ButtonHandler(Arrival, show_there),
    ButtonHandler(Reveal, reveal),
)
