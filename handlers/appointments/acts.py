"""What people do about an appointment: put it off, cancel it, register the client again."""

from collections.abc import Sequence
from dataclasses import replace

from handlers import reading
from handlers.appointments import card, stopped, wording
from handlers.appointments.buttons import Again, Company, GiveUp, Rebook, Show
from handlers.appointments.form import ASSETS, COMPANY, DAY, TIME
from handlers.buttons import ButtonHandler
from handlers.context import Context, Screen
from handlers.errors import words
from handlers.forms import Form, Question
from handlers.i18n import Say, _, say
from handlers.render import Assets, Listed
from handlers.topic import ways
from services.appointments import changing, renewing, view
from services.appointments.changing import SameMomentError, Weighed
from services.appointments.renewing import Renewal
from services.appointments.rows import STOPPED, MovedOnError
from services.appointments.view import Card
from services.store.clients import Appointment

OUTDATED = say("此卡片已更新。")
LONGEST = 200
PUT_OFF = ("=time", "=papers", "=outlet")
GIVEN_UP = ("=mind", "=time", "=papers")


class NoReasonGivenError(ValueError):
    """A change has no reason, or too long a one."""


def _asked(ask: Say, offered: Sequence[str]) -> Question[str]:
    return Question(
        "reason",
        say(_("原因")),
        ask,
        reading.words(LONGEST, NoReasonGivenError),
        shown=wording.why,
        picks=lambda _today: [(wording.why(one), one) for one in offered],
    )


def _told(made: Weighed) -> list[Say]:
    if not made.told:
        return []
    return [say(_("提交后通知：{names}"), names=Listed(made.told))]


def _put_off(made: Weighed) -> Sequence[Say]:
    one = made.card
    kept = say(_("有效期不变，到 {day}（含当天）。"), day=one.valid_until)
    return [say(""), say(_("原定：{moment}"), moment=one.planned), kept, *_told(made)]


def _given_up(made: Weighed) -> Sequence[Say]:
    effect = say(
        _("{moment} 到场的预约作废，不再提醒；别人也可以登记这位客户了。"),
        moment=made.card.planned,
    )
    return [say(""), effect, *_told(made)]


def _rebooked(one: Card) -> Screen:
    return card.drawn(one, say(_("✓ 已改期。")))


def _cancelled(one: Card) -> Screen:
    return card.drawn(one, say(_("✓ 已取消。")))


def _again(made: Renewal) -> Sequence[Say]:
    one = made.card
    client = say(
        _("客户：{client}，{kind}"),
        client=wording.client(one),
        kind=wording.kind(one.institution),
    )
    lines = [say(""), client]
    if made.assets == one.assets:  # else it is among the answers
        lines.append(say(_("预计资产：{assets}"), assets=Assets(one.assets)))
    return [*lines, say(_("有效期到 {day}（含当天）。"), day=made.valid_until)]


def _renewed(row: Appointment) -> Screen:
    if row.state == STOPPED:
        return stopped.done(row)
    said = say(_("✓ 已重新登记，{moment} 到场。后勤支持岗已收到。"), moment=row.planned)
    return Screen(
        [said, *wording.reminded(row)], [[(say(_("看预约")), Show(row.id))], ways()], protect=True
    )


REBOOK = Form(
    "rebook appointment",
    say(_("改期")),
    (
        replace(DAY, ask=say(_("改到哪天？可一次发「明天 10点」。")), calendar=changing.days),
        TIME,
        _asked(say(_("为什么改期？点选或写一句。")), PUT_OFF),
    ),
    changing.rebook,
    _rebooked,
    given=("appointment", "version"),
    preview=changing.weigh,
    effects=_put_off,
)
CANCEL = Form(
    "cancel appointment",
    say(_("取消预约")),
    (_asked(say(_("为什么取消？点选或写一句。")), GIVEN_UP),),
    changing.cancel,
    _cancelled,
    given=("appointment", "version"),
    preview=changing.weigh,
    effects=_given_up,
)
AGAIN = Form(
    "appointment again",
    say(_("重新登记")),
    (
        replace(DAY, calendar=renewing.days),
        TIME,
        COMPANY,
        replace(ASSETS, optional=True, asked=False),
    ),
    renewing.again,
    _renewed,
    given=("appointment",),
    preview=renewing.weigh,
    effects=_again,
)
FORMS = (REBOOK, CANCEL, AGAIN)


async def rebook(context: Context, button: Rebook) -> None:
    """Ask to when, and why."""
    await _begin(context, REBOOK, button)


async def give_up(context: Context, button: GiveUp) -> None:
    """Ask why; what it does is said before it is done."""
    await _begin(context, CANCEL, button)


async def _begin(context: Context, form: Form, button: Rebook | GiveUp) -> None:
    found = await context.run(view.card, context.who, context.today, button.appointment)
    if not found.changes or found.version != button.version:
        await context.show(card.drawn(found, OUTDATED))
        return
    await form.begin(context, found.name, appointment=found.id, version=found.version)


async def company(context: Context, button: Company) -> None:
    """Say that somebody comes with the client after all, or that nobody does."""
    found = await context.run(view.card, context.who, context.today, button.appointment)
    if not found.changes or found.version != button.version:
        await context.show(card.drawn(found, OUTDATED))
        return
    one = await context.run(
        changing.accompany,
        context.who,
        context.now,
        appointment=button.appointment,
        version=button.version,
        accompanied=button.comes,
    )
    await context.show(card.drawn(one, say(_("✓ 已改。"))))


async def again(context: Context, button: Again) -> None:
    """Register the client once more."""
    found = await context.run(view.card, context.who, context.today, button.appointment)
    if not found.renews:
        await context.show(card.drawn(found, OUTDATED))
        return
    await AGAIN.begin(context, found.name, appointment=found.id)


@words.register
def _moved_on(_error: MovedOnError) -> Say:
    return say(_("这个预约已经变动过，这次没有改。请重新打开预约看看。"))


@words.register
def _same_moment(_error: SameMomentError) -> Say:
    return say(_("就是原来的时间。请改「到场日期」或「时间」。"))


@words.register
def _no_reason(_error: NoReasonGivenError) -> Say:
    return say(_("请写一句原因，最多 {most} 个字，例如：客户出差。"), most=LONGEST)


HANDLERS = (
    ButtonHandler(Rebook, rebook),
    ButtonHandler(GiveUp, give_up),
    ButtonHandler(Company, company),
    ButtonHandler(Again, again),
)
