"""What people do with a form: answers, presses on its cards, /cancel."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, TypeAlias

from telegram.ext import filters

from handlers.buttons import ButtonHandler, StaleError
from handlers.context import Context, Screen
from handlers.errors import words
from handlers.form_calendar import DayRefusedError, Turned, check, month_named
from handlers.forms import CLEAR, Act, Filling, Form, Question, drawn
from handlers.i18n import Say, say
from handlers.topic import Entry, Waiting, command, message, ways
from services import drafts
from services.drafts import Choice
from services.month import Month

Answers: TypeAlias = Mapping[str, str | None]


class NoSuchChoiceError(Exception):
    """Nobody and nothing of what the question offers is called like that."""

    def __init__(self, typed: str) -> None:
        super().__init__()
        self.typed = typed


class SeveralError(Exception):
    """More than one are called like that, or one only nearly."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        super().__init__()
        self.choices = choices


@words.register
def _no_such_choice(error: NoSuchChoiceError) -> Say:
    return say("没有找到「{typed}」。请点选，或发完整的名称、编码或工号。", typed=error.typed)


async def answer(context: Context) -> None:
    """Take what was typed as the answer to the question asked."""
    filling = await filling_of(context)
    if filling is None:
        await otherwise(context, "TYPED")
    elif filling.question is None:
        note = say("请点要改的一项。") if filling.untouched else say("都填好了，请核对后提交。")
        await context.tell(await drawn(context, filling, note))
    else:
        await context.tell(await _take(context, filling, context.typed))


async def otherwise(context: Context, takes: str) -> None:
    """Offer what came outside any form to the topics that take it (`TYPED`, `SENT`)."""
    await context.viewer()
    for topic in context.house.topics:
        if (take := getattr(topic, takes, None)) and await take(context):
            return
    await context.tell(Screen(say("请点按钮，或发 /menu 打开首页。"), (ways(),)))


async def press(context: Context, act: Act) -> None:
    """Do what a button of a form says; on an outdated card only redraw it."""
    filling = await filling_of(context)
    if filling is None:
        raise StaleError
    if filling.draft.version != act.version and act.what != "open":
        await context.show(await drawn(context, filling, say("此卡片已更新。")))
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
            screen = await drawn(context, filling)
        case "choose" if act.value.isdecimal():
            screen = filling.choices(int(act.value))
        case "month":
            to = Turned(month_named(act.value, filling.today))
            screen = await drawn(context, filling, to=to)
        case "cancel":
            await context.run(drafts.drop, context.who)
            screen = _cancelled(filling.form)
        case "pick":
            screen = await _take(context, filling, act.value, pressed=True)
        case "submit" if filling.question is None and not filling.untouched:
            screen = await _submit(context, filling)
        case "submit":  # since the card was drawn an answer became impossible
            screen = await drawn(context, filling, say("这一项要重新填。"))
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
        case "edit" if any(one.name == act.value for one in filling.questions):
            return answers, act.value
    raise StaleError


async def _take(
    context: Context, filling: Filling, typed: str, *, pressed: bool = False
) -> Screen:
    question = filling.question
    if question is None:
        raise StaleError
    text = typed
    if not (question.clears and typed == CLEAR):
        try:
            text = await _read(context, filling, question, typed)
        except SeveralError as error:
            return filling.screen(say("是哪一个？请点选。"), error.choices)
        except Exception as error:
            refused = words(error)
            if not isinstance(refused, Say):
                raise
            to = None
            if isinstance(error, DayRefusedError):
                to = Turned(Month.of(error.day), asked=pressed)
            return await drawn(context, filling, refused, to=to)
    return await _keep(context, filling, {**filling.draft.answers, question.name: text}, None)


async def _read(context: Context, filling: Filling, question: Question[Any], typed: str) -> str:
    """Return the answer as the draft keeps it; an error that has words, or SeveralError."""
    if question.look is None:
        value = question.read(typed, filling.today)
        await check(context, filling, value)
        if question.must:
            question.must(value, filling.values, filling.now)
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    choices = await context.run(question.look, context.who, filling.today, typed)
    exact = [one for one in choices if one.code == typed]
    match exact or choices:
        case [one] if _says(typed, one):
            return str(one.text)
        case []:
            raise NoSuchChoiceError(typed)
        case several:
            raise SeveralError(several)


def _says(typed: str, one: Choice) -> bool:
    """Tell whether it was named; what only sounds like it is offered instead."""
    return typed.strip().casefold() in f"{one.code}\n{one.name}".casefold()


async def _keep(
    context: Context, filling: Filling, answers: Answers, asking: str | None
) -> Screen:
    draft = replace(filling.draft, answers=answers, asking=asking)
    kept = await context.run(drafts.keep, context.who, draft, context.now)
    return await drawn(context, replace(filling, draft=kept))


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
        return await drawn(context, filling, refused)
    return filling.form.done(result)


def _cancelled(form: Form) -> Screen:
    return Screen(say("已取消填写，没有提交：{title}", title=form.title), (ways(),), protect=True)


def _forms(context: Context) -> dict[str, Form]:
    topics = context.house.topics
    return {form.name: form for topic in topics for form in getattr(topic, "FORMS", ())}


async def filling_of(context: Context) -> Filling | None:
    """Return the form that the person is filling in."""
    draft = await context.run(drafts.current, context.who)
    form = draft and _forms(context).get(draft.form)
    return Filling(form, draft, context.now) if draft and form else None


MENU = (Entry("cancel", say("取消正在填的表")),)
WAITING = unfinished
HANDLERS = (
    command("cancel", cancel),
    ButtonHandler(Act, press),
    message(filters.TEXT & ~filters.COMMAND & filters.ChatType.PRIVATE, answer),
)
