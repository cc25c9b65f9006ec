"""What is pressed on an approval's card, and the reasons that are asked for."""

from datetime import datetime, time, timedelta

from handlers import reading
from handlers.approvals import card as cards
from handlers.approvals.buttons import (
    Approve,
    Back,
    HandOver,
    Inbox,
    Later,
    Nudge,
    Open,
    Reject,
    Takers,
    Withdraw,
)
from handlers.approvals.refusals import LONGEST, NoReasonError
from handlers.buttons import ButtonHandler
from handlers.context import Context, Screen
from handlers.errors import words
from handlers.forms import Form, Question
from handlers.i18n import Say, _, say
from handlers.lists import Listing
from handlers.topic import ways
from services.approvals import deciding, view
from services.approvals.deciding import Done
from services.approvals.machine import NoApproverError, NotYoursToDecideError
from services.history import Employee

OUTDATED = say(_("此卡片已更新。"))
MORNING = time(9)
CHOOSE, TOMORROW = 0, -1


async def open_(context: Context, button: Open, note: Say | None = None) -> None:
    """Show an approval."""
    found = await context.run(view.card, context.who, context.now, button.approval)
    await context.show(cards.drawn(found, context.house.topics, note))


async def approve(context: Context, button: Approve) -> None:
    """Agree."""
    done = await context.run(
        deciding.approve, context.who, context.now, button.approval, button.version
    )
    await _show(context, done)


async def reject(context: Context, button: Reject) -> None:
    """Ask for the reason; on an outdated card show how it stands."""
    if await _is_current(context, button.approval, button.version):
        await REJECTING.begin(context, approval=button.approval, version=button.version)


async def back(context: Context, button: Back) -> None:
    """Ask where it goes, then why."""
    if not await _is_current(context, button.approval, button.version):
        return
    if button.to >= -1:
        one, version = button.approval, button.version
        await RETURNING.begin(context, approval=one, version=version, to=button.to)
        return
    found = await context.run(view.card, context.who, context.now, button.approval)
    applicant = [(say(_("退给申请人")), Back(found.id, found.version, -1))]
    places = [] if found.unasked else applicant
    places += [
        (say(_("退到{post}"), post=cards.post(stop.post)), Back(found.id, found.version, at))
        for at, stop in enumerate(found.stops[: found.step])
        if stop.state == "done"
    ]
    rows = [[place] for place in places]
    await context.show(Screen(say(_("退回到哪里？")), [*rows, ways(Open(found.id))], protect=True))


async def takers(context: Context, button: Takers) -> None:
    """Choose to whom it is handed."""
    people = await context.run(view.takers, context.who, context.today, button.approval)
    listing = Listing[Employee](
        title=say(_("转交给谁？")),
        line=lambda one: say("{number} {name}", number=one.number, name=one.name),
        page=lambda page: Takers(button.approval, button.version, page),
        empty=say(_("没有可以转交的人。")),
        button=lambda one: (
            say("{name}", name=one.name),
            HandOver(button.approval, button.version, one.staff_id),
        ),
        size=6,
        in_a_row=2,
    )
    first = listing.offset(button.page)
    page = people[first : first + listing.size]
    await context.show(listing.screen(page, len(people), button.page, Open(button.approval)))


async def hand_over(context: Context, button: HandOver) -> None:
    """Hand it to somebody."""
    done = await context.run(
        deciding.hand_over,
        context.who,
        context.now,
        approval=button.approval,
        version=button.version,
        to=button.to,
    )
    await _show(context, done)


async def later(context: Context, button: Later) -> None:
    """Ask until when, then be quiet until then."""
    one, version = button.approval, button.version
    if button.hours == CHOOSE:
        row = [
            (say(_("2 小时后")), Later(one, version, 2)),
            (say(_("明天 9:00")), Later(one, version, TOMORROW)),
        ]
        await context.show(
            Screen(say(_("什么时候再提醒您？")), [row, ways(Open(one))], protect=True)
        )
        return
    until = _until(context.now, button.hours)
    done = await context.run(deciding.snooze, context.who, context.now, one, version, until)
    note = say(_("好的，{moment} 再提醒您。"), moment=until) if done.done else OUTDATED
    await context.show(cards.drawn(done.card, context.house.topics, note))


def _until(now: datetime, hours: int) -> datetime:
    if hours > 0:
        return now + timedelta(hours=min(hours, 24))
    return datetime.combine(now.date() + timedelta(days=1), MORNING, now.tzinfo)


async def withdraw(context: Context, button: Withdraw) -> None:
    """Ask whether one is sure, then take it back."""
    if button.sure:
        one, version = button.approval, button.version
        await _show(
            context, await context.run(deciding.withdraw, context.who, context.now, one, version)
        )
        return
    sure = Withdraw(button.approval, button.version, sure=True)
    row = [(say(_("确定撤回")), sure)]
    said = say(_("撤回后审批人的卡片会更新，这张申请不再有效。"))
    await context.show(Screen(said, [row, ways(Open(button.approval))], protect=True))


async def nudge(context: Context, button: Nudge) -> None:
    """Ask for haste."""
    done = await context.run(deciding.nudge, context.who, context.now, button.approval)
    note = say(_("已提醒审批人，今天不能再催。")) if done.done else OUTDATED
    await context.show(cards.drawn(done.card, context.house.topics, note))


async def _show(context: Context, done: Done) -> None:
    note = None if done.done else OUTDATED
    await context.show(cards.drawn(done.card, context.house.topics, note))


async def _is_current(context: Context, approval: int, version: int) -> bool:
    found = await context.run(view.card, context.who, context.now, approval)
    if found.decides and found.version == version:
        return True
    await context.show(cards.drawn(found, context.house.topics, OUTDATED))
    return False


def _decided(done: Done) -> Screen:
    said = (
        _("{name}的申请：{state}。") if done.done else _("此卡片已更新。{name}的申请：{state}。")
    )
    state = say(cards.STATES[done.card.state])
    told = say(said, name=done.card.applicant.name, state=state)
    return Screen(told, [[(say(_("看申请")), Open(done.card.id))], ways(Inbox())], protect=True)


REASON = Question(
    "reason",
    say(_("原因")),
    say(_("为什么？写给申请人看。")),
    reading.words(LONGEST, NoReasonError),
)
REJECTING = Form(
    "reject",
    say(_("驳回")),
    (REASON,),
    deciding.reject,
    _decided,
    given=("approval", "version"),
)
RETURNING = Form(
    "return",
    say(_("退回")),
    (REASON,),
    deciding.give_back,
    _decided,
    given=("approval", "version", "to"),
)


@words.register
def _no_approver(_error: NoApproverError) -> Say:
    return say(_("审批路线上现在没有人能审批。请让后勤支持岗指定一位替补人。"))


@words.register
def _not_yours_to_decide(_error: NotYoursToDecideError) -> Screen:
    return Screen(say(_("没有这件申请，或它与您无关。")), [ways(Inbox())], protect=True)


FORMS = (REJECTING, RETURNING)
HANDLERS = (
    ButtonHandler(Open, open_),
    ButtonHandler(Approve, approve),
    ButtonHandler(Reject, reject),
    ButtonHandler(Back, back),
    ButtonHandler(Takers, takers),
    ButtonHandler(HandOver, hand_over),
    ButtonHandler(Later, later),
    ButtonHandler(Withdraw, withdraw),
    ButtonHandler(Nudge, nudge),
)
