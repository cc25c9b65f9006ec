"""Clients change hands in chat: the offer, its answer, taken back."""

from collections.abc import Sequence
from datetime import date

from handlers import reading
from handlers.buttons import ButtonHandler
from handlers.clients import wording
from handlers.clients.buttons import Answer, Hand, Offered, Withdraw
from handlers.context import Context, Row, Screen
from handlers.errors import words
from handlers.forms import Form, Question
from handlers.i18n import Say, _, say
from handlers.questions import chosen
from handlers.render import Bold
from handlers.topic import Waiting, ways
from services.clients import handing, taking
from services.clients.handing import (
    BEYOND,
    CLOSED,
    PAST,
    NothingToHandOverError,
    TooEarlyError,
    Weighed,
)
from services.clients.selection import ACCEPTED, DECLINED, OFFERED, WITHDRAWN
from services.clients.taking import Offer
from services.clients.transfer import CannotTakeError, ClosedMonthError
from services.month import Month
from services.store.clients import Handover

LONGEST = 200
OUTDATED = say(_("此卡片已更新。"))
STATES = {
    OFFERED: _("等接手人确认"),
    ACCEPTED: _("已移交"),
    DECLINED: _("接手人没有接"),
    WITHDRAWN: _("已撤回"),
}


class NoReasonError(ValueError):
    """No reason is given, or too long a one."""


async def hand(context: Context, button: Hand) -> None:
    """Ask who takes them, if whoever asks answers for the person."""
    month = Month.of(context.today)
    await context.run(handing.days, context.who, context.today, month, staff=button.staff)
    await HANDOVER.begin(context, staff=button.staff, client=button.client)


def _near(today: date) -> Sequence[tuple[Say, str]]:
    """Offer today, and the 1st of the next month: its pay is the first that is the taker's."""
    first = Month.of(today).later(1).first_day
    return (say("今天"), "今天"), (say("{day}", day=first), first.isoformat())


def what(clients: int, appointments: int) -> Say:
    """Return how many clients, and how many appointments with them."""
    if not appointments:
        return say(_("客户 {count} 户"), count=clients)
    return say(_("客户 {count} 户、未录入的预约 {more} 个"), count=clients, more=appointments)


def pay(first_day: date) -> Say:
    """Return from which month on they are paid to whoever takes them."""
    return say(
        _("{day} 起归接手人。谁在月末是客户经理，当月就算谁的：{month} 起算接手人的。"),
        day=first_day,
        month=Month.of(first_day),
    )


def effects(made: Weighed) -> Sequence[Say]:
    """Word what an offer does."""
    return [
        say(""),
        say(
            _("{what}：{person} → {taker}"),
            what=what(made.clients, made.appointments),
            person=made.person.name,
            taker=made.taker.name,
        ),
        pay(made.first_day),
        say(_("对方确认才算数；确认以前，客户不变。")),
    ]


def _done(row: Handover) -> Screen:
    said = say(_("✓ 已请接手人确认。确认以前，客户仍归原来的客户经理。"))
    return Screen(said, [[(say(_("看移交")), Offered(row.id))], ways()], protect=True)


HANDOVER = Form(
    "client handover",
    say(_("移交客户")),
    (
        Question(
            "taker",
            say(_("接手人")),
            say(_("由谁接手？发姓名或工号。")),
            chosen,
            shown=lambda one: say("{name}", name=one.name),
            look=handing.takers,
        ),
        Question(
            "day",
            say(_("起始日期")),
            say(_("哪天起归接手人？")),
            reading.day,
            picks=_near,
            calendar=handing.days,
            refusals={
                CLOSED: say(_("所在月份已定稿")),
                PAST: say(_("太早，最早上月1日")),
                BEYOND: say(_("太晚，最多 60 天以后")),
            },
        ),
        Question(
            "reason",
            say(_("原因")),
            say(_("为什么移交？写给接手人看。")),
            reading.words(LONGEST, NoReasonError),
        ),
    ),
    handing.offer,
    _done,
    given=("staff", "client"),
    preview=handing.weigh,
    effects=effects,
)


async def offered(context: Context, button: Offered) -> None:
    """Show a handover."""
    found = await context.run(taking.offer, context.who, context.today, button.handover)
    await context.show(drawn(found))


async def answer(context: Context, button: Answer) -> None:
    """Take the clients, or decline."""
    found, done = await context.run(
        taking.answer,
        context.who,
        context.now,
        handover=button.handover,
        version=button.version,
        takes=button.takes,
    )
    await context.show(drawn(found, None if done else OUTDATED))


async def withdraw(context: Context, button: Withdraw) -> None:
    """Take an offer back."""
    found, done = await context.run(
        taking.withdraw,
        context.who,
        context.now,
        handover=button.handover,
        version=button.version,
    )
    await context.show(drawn(found, None if done else OUTDATED))


def drawn(one: Offer, note: Say | None = None) -> Screen:
    """Return the card of a handover."""
    lines = [
        *([note] if note else []),
        say(_("<b>客户移交</b>　{state}"), state=say(STATES[one.state])),
        say(
            _("{what}：{person} → {taker}"),
            what=Bold(what(one.count, one.appointments)),
            person=one.person.name,
            taker=one.taker.name,
        ),
        pay(one.first_day),
    ]
    if one.reason:
        lines.append(say(_("原因：{reason}"), reason=one.reason))
    lines.append(say(_("{name} {moment} 提出"), name=one.by.name, moment=one.made_at))
    lines += [say("· {client}", client=wording.client(each)) for each in one.shown]
    if one.count > len(one.shown):
        lines.append(say(_("……共 {count} 户"), count=one.count))
    rows: list[Row] = []
    if one.takes:
        rows.append(
            [
                (say(_("确认接手")), Answer(one.id, one.version, takes=True)),
                (say(_("不能接")), Answer(one.id, one.version, takes=False)),
            ]
        )
    if one.withdraws:
        rows.append([(say(_("撤回移交")), Withdraw(one.id, one.version))])
    return Screen(lines, [*rows, ways()], protect=True)


async def waits(context: Context) -> list[Waiting]:
    """Return the clients that whoever asks is asked to take."""
    found = await context.run(taking.waiting, context.who, context.today)
    return [
        Waiting(
            say(
                _("请确认接手 {name} 的{what}"),
                name=one.person.name,
                what=what(one.count, one.appointments),
            ),
            say(_("接手 {name}"), name=one.person.name),
            Offered(one.id),
        )
        for one in found
    ]


@words.register
def _no_reason(_error: NoReasonError) -> Say:
    return say(_("请写一两句原因，最多 {most} 个字。"), most=LONGEST)


@words.register
def _nothing(_error: NothingToHandOverError) -> Say:
    return say(_("没有可移交的客户：可能已在等别人确认，或已不在 TA 名下。"))


@words.register
def _too_early(error: TooEarlyError) -> Say:
    return say(_("其中有客户 {day} 才归 TA，起始日期不能更早。"), day=error.first)


@words.register
def _cannot_take(_error: CannotTakeError) -> Say:
    return say(_("TA 接不了：没有营销岗位、到时已不在职，或就是原来的客户经理。"))


@words.register
def _closed(error: ClosedMonthError) -> Say:
    return say(_("{month} 已定稿，归属不能再改。请用没有定稿的日子重新提出。"), month=error.month)


FORMS = (HANDOVER,)
HANDLERS = (
    ButtonHandler(Hand, hand),
    ButtonHandler(Offered, offered),
    ButtonHandler(Answer, answer),
    ButtonHandler(Withdraw, withdraw),
)
