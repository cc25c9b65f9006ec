"""What people do with a form: answers, presses on its cards, /cancel."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TypeAlias

from telegram.ext import filters

from handlers.buttons import ButtonHandler, StaleError
from handlers.context import Context, Screen
from handlers.errors import words
from handlers.forms import Act, Filling, Form
from handlers.i18n import Say, say
from handlers.topic import Entry, Waiting, command, message, ways
from services import drafts

Answers: TypeAlias = Mapping[str, str | None]


async def answer(context: Context) -> None:
    """Take what was typed as the answer to the question asked."""
    filling = await filling_of(context)
    if filling is None:
        await context.viewer()
        await context.tell(Screen(say("请点按钮，或发 /menu 打开首页。"), (ways(),)))
    elif filling.question is None:
        await context.tell(filling.screen(say("都填好了，请核对后提交。")))
    else:
        await context.tell(await _take(context, filling, context.typed))


async def press(context: Context, act: Act) -> None:
    """Do what a button of a form says; on an outdated card only redraw it."""
    filling = await filling_of(context)
    if filling is None:
        raise StaleError
    if filling.draft.version != act.version and act.what != "open":
        await context.show(filling.screen(say("此卡片已更新。")))
    else:
        await context.show(await _done(context, filling, act))


async def cancel(context: Context) -> None:
    """Forget the form being filled in."""
    name = await context.run(drafts.drop, context.who)
    form = _forms(context).get(name or "")
    nothing = Screen(say("没有正在填的表。"), (ways(),), protect=True)
    await context.tell(_cancelled(form) if form else nothing)


async def unfinished(context: Context) -> list[Waiting]:
    """Return the form that waits to be finished."""
    filling = await filling_of(context)
    if filling is None:
        return []
    text = say("没填完：{title}", title=filling.form.title)
    return [Waiting(text, say("继续填"), Act(filling.draft.version, "open"))]


async def _done(context: Context, filling: Filling, act: Act) -> Screen:
    match act.what:
        case "open":
            screen = filling.screen()
        case "cancel":
            await context.run(drafts.drop, context.who)
            screen = _cancelled(filling.form)
        case "pick":
            screen = await _take(context, filling, act.value)
        case "submit" if filling.question is None:
            screen = await _submit(context, filling)
        case "submit":  # since the card was drawn an answer became impossible
            screen = filling.screen(say("这一项要重新填。"))
        case _:
            screen = await _keep(context, filling, *_moved(filling, act))
    return screen


def _moved(filling: Filling, act: Act) -> tuple[Answers, str | None]:
    """Return the answers and the question to ask after a move."""
    question, answers = filling.question, filling.draft.answers
    match act.what:
        case "skip" if question and question.optional:
            return {**answers, question.name: None}, None
        case "keep":
            return answers, None
        case "back":
            return answers, filling.before()
        case "edit" if any(one.name == act.value for one in filling.form.questions):
            return answers, act.value
    raise StaleError


async def _take(context: Context, filling: Filling, typed: str) -> Screen:
    question = filling.question
    if question is None:
        raise StaleError
    try:
        value = question.read(typed, filling.today)
    except Exception as error:
        refused = words(error)
        if not isinstance(refused, Say):
            raise
        return filling.screen(refused)
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return await _keep(context, filling, {**filling.draft.answers, question.name: text}, None)


async def _keep(
    context: Context, filling: Filling, answers: Answers, asking: str | None
) -> Screen:
    draft = replace(filling.draft, answers=answers, asking=asking)
    kept = await context.run(drafts.keep, context.who, draft, context.now)
    return replace(filling, draft=kept).screen()


async def _submit(context: Context, filling: Filling) -> Screen:
    service, who, version = filling.form.service, context.who, filling.draft.version
    try:
        result = await context.run(
            drafts.submit, who, version, service, who, context.now, **filling.values
        )
    except Exception as error:
        refused = words(error)
        if not isinstance(refused, Say):
            raise
        return filling.screen(refused)
    return filling.form.done(result)


def _cancelled(form: Form) -> Screen:
    return Screen(say("已取消：{title}", title=form.title), (ways(),), protect=True)


def _forms(context: Context) -> dict[str, Form]:
    topics = context.house.topics
    return {form.name: form for topic in topics for form in getattr(topic, "FORMS", ())}


async def filling_of(context: Context) -> Filling | None:
    """Return the form that the person is filling in."""
    draft = await context.run(drafts.current, context.who)
    form = draft and _forms(context).get(draft.form)
    return Filling(form, draft, context.today) if draft and form else None


MENU = (Entry("cancel", say("取消正在填的表")),)
WAITING = unfinished
HANDLERS = (
    command("cancel", cancel),
    ButtonHandler(Act, press),
    message(filters.TEXT & ~filters.COMMAND & filters.ChatType.PRIVATE, answer),
)
