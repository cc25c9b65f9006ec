"""The forms of notices: a new one, people named, a moment, another text."""

from collections.abc import Sequence
from datetime import datetime

from handlers.broadcasts import draft, managing
from handlers.broadcasts.buttons import Edit, Name, New, Plan
from handlers.broadcasts.questions import (
    ADDED,
    AGAIN,
    ANSWER,
    AT,
    FILE,
    OPTIONS,
    TEXT,
    WITHOUT,
    clock,
)
from handlers.buttons import ButtonHandler
from handlers.context import Context
from handlers.forms import Form
from handlers.i18n import Say, _, say
from handlers.render import Listed
from handlers.topic import Handler
from services.broadcasts import adding, counting, drafting
from services.broadcasts import draft as drafts
from services.broadcasts import managing as changing
from services.broadcasts.rows import DRAFT
from services.organisation import Employee


def _goes(found: tuple[datetime, datetime]) -> Sequence[Say]:
    wanted, goes = found
    if goes == wanted:
        return []
    text = _("21:00 至 08:00 不打扰，会推到 {moment} 发。急事请先「标为紧急」。")
    return [say(text, moment=clock(goes))]


def _meant(people: Sequence[Employee]) -> Sequence[Say]:
    named = [say("{name} {number}", name=one.name, number=one.number) for one in people]
    return [say(_("是这 {count} 人：{names}"), count=len(named), names=Listed(named))]


def _changed(count: int) -> Sequence[Say]:
    if not count:
        return [say(_("还没有人收到，到时发的就是新的正文。"))]
    return [say(_("{count} 人已收到的消息会就地改掉，标「已更新」，不另外提醒。"), count=count)]


NEW = Form(
    "notice",
    say(_("发通知")),
    (TEXT, FILE, ANSWER, OPTIONS),
    drafting.write,
    draft.screen,
)
ADD = Form(
    "notice people",
    say(_("加上几个人")),
    (ADDED,),
    adding.add,
    draft.screen,
    given=("broadcast",),
    preview=adding.weigh,
    effects=_meant,
)
LEAVE_OUT = Form(
    "notice without",
    say(_("不发给几个人")),
    (WITHOUT,),
    adding.leave_out,
    draft.screen,
    given=("broadcast",),
    preview=adding.weigh,
    effects=_meant,
)
PLAN = Form(
    "notice plan",
    say(_("定时发送")),
    (AT,),
    drafting.plan,
    draft.screen,
    given=("broadcast",),
    preview=drafting.weigh,
    effects=_goes,
)
REWORD = Form(
    "notice reword",
    say(_("修改通知")),
    (AGAIN,),
    drafting.reword,
    draft.screen,
    given=("broadcast",),
)
EDIT = Form(
    "notice edit",
    say(_("修改通知")),
    (AGAIN,),
    changing.edit,
    managing.screen,
    given=("broadcast",),
    preview=changing.weigh,
    effects=_changed,
)


async def new(context: Context, _button: New) -> None:
    """Begin a notice; NotAnAuthorError."""
    await context.run(drafts.may_write, context.who, context.today)
    await NEW.begin(context)


async def name(context: Context, button: Name) -> None:
    """Ask who is added or left out."""
    await context.run(drafts.draft, context.who, context.now, button.broadcast)
    await (LEAVE_OUT if button.out else ADD).begin(context, broadcast=button.broadcast)


async def plan(context: Context, button: Plan) -> None:
    """Ask for a moment."""
    await context.run(drafts.draft, context.who, context.now, button.broadcast)
    await PLAN.begin(context, broadcast=button.broadcast)


async def edit(context: Context, button: Edit) -> None:
    """Ask for another text of what was sent, or of a draft."""
    one = await context.run(counting.card, context.who, context.now, button.broadcast)
    form = REWORD if one.state == DRAFT else EDIT
    await form.begin(context, broadcast=button.broadcast)


FORMS = (NEW, ADD, LEAVE_OUT, PLAN, REWORD, EDIT)
HANDLERS: tuple[Handler, ...] = (
    ButtonHandler(New, new),
    ButtonHandler(Name, name),
    ButtonHandler(Plan, plan),
    ButtonHandler(Edit, edit),
)
