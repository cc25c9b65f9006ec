"""One's clients and those of one's people: listed, found, one by one."""

import re
from dataclasses import replace

from handlers.appointments.buttons import Book, Mine
from handlers.buttons import ButtonHandler
from handlers.clients import wording
from handlers.clients.buttons import Clients, Export, Hand, MyCard, OfClient, Reveal, Seek
from handlers.context import Context, Row, Screen
from handlers.i18n import Say, _, counted, say
from handlers.lists import Listing
from handlers.payslip_card import Person
from handlers.people import POSTS
from handlers.render import Assets, Bold
from handlers.topic import command, ways
from services.appointments.registering import FIELD
from services.clients import listing, view
from services.clients.effect import Listed
from services.clients.listing import Page
from services.clients.view import Card

SIZE = 6
CALLED = re.compile(r"[\w ·•.()\uff08\uff09-]{1,30}")  # what may be a client's name or 客户号
NOBODY = _("没有找到客户「{typed}」，或者您无权查看。")
NEITHER = _("没有叫「{typed}」的人或客户，或者您无权查看。")
ELSE = _("可以换姓名、拼音首字母或客户号再找。还没开户的，看「我的预约」或先预约登记。")


def line(one: Listed) -> Say:
    """Return a client's line."""
    told = say(
        _("{client}　{effect}"),
        client=Bold(wording.client(one)),
        effect=wording.brief(one.effect),
    )
    state = wording.state(one)
    return say("{told}　{state}", told=told, state=state) if state else told


async def clients(context: Context) -> None:
    """Show one's own clients, or those who are called like what was typed."""
    typed = " ".join(context.args or ())
    if typed:
        await context.tell(await _found(context, typed))
    else:
        await page(context, Clients(0, 1))


async def page(context: Context, button: Clients) -> None:
    """Show a page of somebody's clients."""
    first = max(button.page, 1) - 1
    found = await context.run(
        listing.page, context.who, context.today, button.staff, first * SIZE, SIZE
    )
    await context.show(_drawn(found, button))


def _drawn(found: Page, button: Clients) -> Screen:
    """Draw a page: the clients, and what can be done with all of them."""
    staff = 0 if found.mine else found.person.staff_id
    whose = say(_("我的客户")) if found.mine else say(_("{name}的客户"), name=found.person.name)
    title = say(
        _("{whose}　{count} 户\n{as_of}"),
        whose=Bold(whose),
        count=found.total,
        as_of=wording.as_of(found.month, found.as_of),
    )
    shown = _listing(title, staff)
    screen = shown.screen(found.clients, found.total, button.page)
    rows = [*screen.rows[:-1], *_acts(found, staff)]
    rows.append(ways(None if found.mine else Person(found.person.staff_id)))
    return replace(screen, rows=rows)


def _listing(title: Say, staff: int) -> Listing[Listed]:
    return Listing[Listed](
        title=title,
        line=line,
        page=lambda at: Clients(staff, at),
        empty=say(_("还没有客户。")),
        button=lambda one: (wording.label(one), OfClient(one.id)),
        size=SIZE,
        in_a_row=3,
    )


def _acts(found: Page, staff: int) -> list[Row]:
    if found.mine and not found.total:
        return [[(say(_("我的名片")), MyCard())]]
    if found.mine:
        return [
            [
                (say(_("🔍 搜索")), Seek()),
                (say(_("我的名片")), MyCard()),
                (say(_("导出")), Export(0, sure=False)),
            ]
        ]
    if not found.total:
        return []
    return [
        [
            (say(_("移交全部")), Hand(staff, 0)),
            (say(_("导出")), Export(staff, sure=False)),
        ]
    ]


async def ask(context: Context, _button: Seek) -> None:
    """Say what can be typed."""
    await context.viewer()
    how = say(
        _("找哪位客户？发姓名、拼音首字母或客户号，例如 王秀兰、wxl。\n也可以发：/clients wxl")
    )
    await context.show(Screen(how, [ways(Clients(0, 1))], protect=True))


async def typed(context: Context) -> bool:
    """Take what was typed outside any form as a client's name, of whoever has clients."""
    who, wanted = await context.viewer(), context.typed.strip()
    if not FIELD & who.posts or not CALLED.fullmatch(wanted):
        return False
    found = await context.run(listing.find, context.who, context.today, wanted)
    people = bool(POSTS & who.posts)  # whom he looks for may be one of them
    drawn = _drawn_found(found, wanted) if found.total else _nobody(found, wanted, people=people)
    await context.tell(drawn)
    return True


async def _found(context: Context, typed: str) -> Screen:
    found = await context.run(listing.find, context.who, context.today, typed)
    return _drawn_found(found, typed)


def _drawn_found(found: Page, typed: str) -> Screen:
    """Draw those who are called like that; what was typed is in no button."""
    if not found.total:
        return _nobody(found, typed)
    title = counted(
        "「{typed}」：{count} 位客户",
        "「{typed}」：{count} 位客户",
        found.total,
        typed=Bold(typed),
    )
    lines = [title, *(_with_owner(one, found) for one in found.clients)]
    if found.total > len(found.clients):
        lines.append(
            say(_("只列出最像的 {count} 位，可以发得更完整些。"), count=len(found.clients))
        )
    buttons = [(wording.label(one), OfClient(one.id)) for one in found.clients]
    rows: list[Row] = [buttons[at : at + 3] for at in range(0, len(buttons), 3)]
    return Screen(lines, [*rows, ways(Clients(0, 1))], protect=True)


def _nobody(found: Page, typed: str, *, people: bool = False) -> Screen:
    """Say that there is nobody, and what can be done next."""
    acts: Row = [(say(_("🔍 再搜")), Seek())]
    if FIELD & found.person.posts:
        acts = [(say(_("＋ 预约登记")), Book()), (say(_("我的预约")), Mine(1)), *acts]
    lines = [say(NEITHER if people else NOBODY, typed=Bold(typed)), say(ELSE)]
    return Screen(lines, [acts, ways(Clients(0, 1))], protect=True)


def _with_owner(one: Listed, found: Page) -> Say:
    if not one.owner or one.owner == found.person.name:
        return line(one)
    return say(_("{line}　客户经理 {owner}"), line=line(one), owner=one.owner)


async def card(context: Context, button: OfClient) -> None:
    """Show a client."""
    found = await context.run(view.card, context.who, context.today, button.client)
    await context.show(drawn(found))


def drawn(found: Card) -> Screen:
    """Return the card of a client."""
    one = found.one
    lines = [
        say(_("{client}　客户号 {number}"), client=Bold(wording.client(one)), number=one.number),
        say(_("客户经理：{owner}，{unit}"), owner=found.owner.name, unit=found.unit),
    ]
    if one.opened:
        lines.append(say(_("开户：{day}"), day=one.opened))
    if state := wording.state(one):
        lines.append(say(_("预约：{state}"), state=state))
    lines += [*wording.whole(one.effect), *_figures(found), *_owners(found)]
    acts: list[Row] = []
    if found.reveals:
        acts.append([(say(_("看全名")), Reveal(one.id))])
    if found.hands_over:
        acts = [[*(acts[0] if acts else ()), (say(_("移交")), Hand(found.owner.staff_id, one.id))]]
    back = Clients(0 if found.mine else found.owner.staff_id, 1)
    return Screen(lines, [*acts, ways(back)], protect=True)


def _figures(found: Card) -> list[Say]:
    row = found.one.row
    if row is None:
        return []
    average = row.average_assets
    return [
        say(""),
        wording.as_of(row.month, found.as_of),
        say(_("月末资产：{value}"), value=Assets(row.end_assets)),
        *([say(_("月均资产：{value}"), value=Assets(average))] if average is not None else []),
        say(_("成交金额：{value}"), value=Assets(row.turnover)),
        say(_("当月买入股票、基金：{value}"), value=Assets(row.purchase)),
    ]


def _owners(found: Card) -> list[Say]:
    if not found.owners:
        return []
    return [
        say(""),
        say(_("归属记录")),
        *(
            say(
                _("· {day} 起 {name}（{ground}）"),
                day=one.first_day,
                name=one.name,
                ground=say(wording.GROUNDS[one.ground]),
            )
            for one in found.owners
        ),
    ]


async def reveal(context: Context, button: Reveal) -> None:
    """Say who it is."""
    name = await context.run(view.reveal, context.who, context.now, button.client)
    said = say(_("客户：{name}"), name=Bold(name))
    logged = say(_("（这次查看已记录）"))
    await context.show(Screen([said, logged], [ways(OfClient(button.client))], protect=True))


HANDLERS = (
    command("clients", clients),
    ButtonHandler(Clients, page),
    ButtonHandler(Seek, ask),
    ButtonHandler(OfClient, card),
    ButtonHandler(Reveal, reveal),
)
