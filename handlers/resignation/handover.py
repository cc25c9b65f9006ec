"""The handover in chat: the list, ticking off, things added, who takes the clients."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from handlers.buttons import Button, ButtonHandler
from handlers.clients.handing import pay
from handlers.context import Context, Row, Screen
from handlers.errors import words
from handlers.forms import Form, Question
from handlers.i18n import Say, _, say
from handlers.inventory.buttons import Outlets
from handlers.lists import Listing
from handlers.payslip_card import Person
from handlers.questions import chosen
from handlers.resignation import wording
from handlers.resignation.buttons import (
    Add,
    Answer,
    Handover,
    HandoverOf,
    Offered,
    Statement,
    Taker,
    Tick,
    Ticks,
)
from handlers.topic import ways
from services.organisation import NotYoursError
from services.resignation import clients, handover
from services.resignation.clients import CannotTakeClientsError, Offer
from services.resignation.items import Checklist, HandoverOverError, Item, OwnHandoverError
from services.resignation.outlook import CLIENTS

LONGEST = 40
OUTDATED = say(_("此卡片已更新。"))


class NoNameError(ValueError):
    """A thing has no name, or one that is too long."""


async def show(context: Context, button: Handover) -> None:
    """Show what is handed over."""
    found = await context.run(handover.checklist, context.who, context.today, button.resignation)
    await context.show(drawn(found))


async def of(context: Context, button: HandoverOf) -> None:
    """Show what a person hands over."""
    found = await context.run(handover.of, context.who, context.today, button.staff)
    if found:
        await context.show(drawn(found))
        return
    rows = [[(say(_("离职说明")), Statement(button.staff))], ways(Person(button.staff))]
    text = say(_("TA 不是在这里申请辞职的，没有交接清单。"))
    await context.show(Screen(text, rows, protect=True))


async def ticks(context: Context, button: Ticks) -> None:
    """Show the things to tick off."""
    found = await context.run(handover.checklist, context.who, context.today, button.resignation)
    await context.show(_ticks(found, button.page))


async def tick(context: Context, button: Tick) -> None:
    """Note that a thing was returned, or that it was not."""
    done = await context.run(
        handover.tick,
        context.who,
        context.now,
        item=button.item,
        version=button.version,
        returned=button.returned,
    )
    screen = _ticks(done.list, button.page)
    await context.show(screen if done.done else noted(screen, OUTDATED))


async def add(context: Context, button: Add) -> None:
    """Ask what is added."""
    await ADD.begin(context, resignation=button.resignation)


async def taker(context: Context, button: Taker) -> None:
    """Ask who takes the clients."""
    await TAKER.begin(context, resignation=button.resignation)


async def offered(context: Context, button: Offered) -> None:
    """Show the clients that one is to take."""
    found = await context.run(clients.offer, context.who, context.today, button.item)
    await context.show(offer(found))


async def answer(context: Context, button: Answer) -> None:
    """Take the clients, or say that one cannot."""
    try:
        found, done = await context.run(
            clients.answer,
            context.who,
            context.now,
            item=button.item,
            version=button.version,
            takes=button.takes,
        )
    except NotYoursError:
        found, done = None, False
    if found is None:
        text = say(_("好的，上级会另外指定接手人。")) if done else say(_("这些客户不用您接手了。"))
        await context.show(Screen(text, [ways()], protect=True))
        return
    screen = offer(found)
    await context.show(screen if done else noted(screen, OUTDATED))


def drawn(found: Checklist, note: Say | None = None) -> Screen:
    """Draw what is handed over."""
    rows: list[Row] = []
    if found.may_tick:
        rows.append([(say(_("勾选物品")), Ticks(found.id, 1)), (say(_("加一项")), Add(found.id))])
        row: list[tuple[Say, Button]] = [(say(_("离职说明")), Statement(found.person.staff_id))]
        if any(one.kind == CLIENTS for one in found.open):
            row.insert(0, (say(_("指定接手人")), Taker(found.id)))
        rows.append(row)
    if any(one.gone is None for one in found.held):
        rows.append([(say(_("物品登记")), Outlets(1))])
    back = Person(found.person.staff_id) if found.may_tick else None
    lines = [*([note] if note else []), *wording.checklist(found)]
    return Screen(lines, [*rows, ways(back)], protect=True)


def offer(found: Offer) -> Screen:
    """Draw the clients that somebody is to take."""
    one = found.item
    lines = [
        say(
            _("{name} {number} 将于 {day} 离职，请您接手 TA 的{what}。"),
            name=found.person.name,
            number=found.person.number,
            day=found.last_day,
            what=wording.item(one),
        )
    ]
    rows: list[Row] = []
    if one.done_at:
        lines.append(say(_("您已确认接手，{moment}。"), moment=one.done_at))
    elif found.running:
        lines.append(pay(found.first_day))
        rows.append(
            [
                (say(_("确认接手")), Answer(one.id, one.version, takes=True)),
                (say(_("不能接")), Answer(one.id, one.version, takes=False)),
            ]
        )
    return Screen(lines, [*rows, ways()], protect=True)


def noted(screen: Screen, note: Say) -> Screen:
    """Put a note before a screen."""
    lines = screen.text if isinstance(screen.text, Sequence) else [screen.text]
    return replace(screen, text=[note, *lines])


def _ticks(found: Checklist, page: int) -> Screen:
    def button(one: Item) -> tuple[Say, Tick]:
        returned = one.done_at is None
        label = _("✓ {what}") if returned else _("↩ {what}")
        return say(label, what=wording.item(one)), Tick(one.id, one.version, returned, page)

    listing = Listing[Item](
        title=say(_("收到哪样就点哪样；点错了再点一次。")),
        line=wording.line,
        page=lambda at: Ticks(found.id, at),
        empty=say(_("没有要交还的物品。")),
        button=button if found.may_tick else None,
        size=6,
        in_a_row=2,
    )
    things, first = found.things, listing.offset(page)
    shown = things[first : first + listing.size]
    return listing.screen(shown, len(things), page, Handover(found.id))


def _name(typed: str, _today: date) -> str:
    if not 0 < len(typed.strip()) <= LONGEST:
        raise NoNameError
    return typed.strip()


ADD = Form(
    "handover item",
    say(_("加一项交接物品")),
    (Question("name", say(_("物品")), say(_("还要交还什么？例如：停车卡。")), _name),),
    handover.add,
    drawn,
    given=("resignation",),
)
TAKER = Form(
    "client taker",
    say(_("指定客户接手人")),
    (
        Question(
            "taker",
            say(_("接手人")),
            say(_("由谁接手客户？发姓名或工号；对方确认后才算交接完。")),
            chosen,
            shown=lambda one: say("{name}", name=one.name),
            look=clients.takers,
        ),
    ),
    clients.name_taker,
    drawn,
    given=("resignation",),
)


@words.register
def _no_name(_error: NoNameError) -> Say:
    return say(_("请写 1 到 {most} 个字，例如：停车卡。"), most=LONGEST)


@words.register
def _own(_error: OwnHandoverError) -> Say:
    return say(_("自己交还的东西由上级或后勤来勾选。"))


@words.register
def _over(_error: HandoverOverError) -> Say:
    return say(_("辞职已撤回，不用交接了。"))


@words.register
def _cannot_take(_error: CannotTakeClientsError) -> Say:
    return say(_("TA 接不了：可能也要离职，或已不在职。请换一位。"))


FORMS = (ADD, TAKER)
HANDLERS = (
    ButtonHandler(Handover, show),
    ButtonHandler(HandoverOf, of),
    ButtonHandler(Ticks, ticks),
    ButtonHandler(Tick, tick),
    ButtonHandler(Add, add),
    ButtonHandler(Taker, taker),
    ButtonHandler(Offered, offered),
    ButtonHandler(Answer, answer),
)
