"""/notices: what one got, unread first; read, answered."""

import re
from datetime import date

from handlers.broadcasts import letter as letters_
from handlers.broadcasts.buttons import (
    File,
    New,
    Notices,
    Open,
    Read,
    Tried,
    Vote,
    Write,
    Written,
)
from handlers.buttons import ButtonHandler
from handlers.context import Context, Screen
from handlers.errors import words
from handlers.forms import Filling, Form, Question, drawn
from handlers.i18n import Say, _, say
from handlers.lists import Listing
from handlers.topic import Handler, Waiting, command, ways
from services import drafts
from services.broadcasts import letters, reading
from services.broadcasts.letters import Letter, RecalledError
from services.broadcasts.reading import LONGEST, ClosedError
from services.broadcasts.rows import AUTHORS, NotYourNoticeError

FEW = 3  # unread notices that /today names one by one
RECALLED = Screen(say(_("这条通知已撤回。")))


class NoAnswerError(ValueError):
    """Nothing is said, or too much."""


async def first_page(context: Context) -> None:
    """Show what one got last."""
    await page(context, Notices(1))


async def page(context: Context, button: Notices) -> None:
    """Show a page of the notices that one got."""
    who = await context.viewer()
    first, most = LIST.offset(button.page), LIST.size
    found = await context.run(letters.mine, context.who, context.now, first, most)
    shown = LIST.screen(found.letters, found.total, button.page)
    rows = [*shown.rows[:-1]]
    if AUTHORS & who.posts:
        rows.append([(say(_("＋ 发通知")), New()), (say(_("我发的通知")), Written(1))])
    await context.show(Screen(shown.text, [*rows, shown.rows[-1]], protect=True))


def _line(one: Letter) -> Say:
    text = _("✓ {moment} {author}：{title}") if one.read_at else _("● {moment} {author}：{title}")
    return say(text, moment=one.at, author=one.author, title=one.title)


LIST = Listing[Letter](
    title=say(_("<b>通知</b>（● 未读）")),
    line=_line,
    page=Notices,
    empty=say(_("还没有收到过通知。")),
    button=lambda one: (say("{title}", title=one.label), Open(one.id)),
    size=3,
)


async def open_(context: Context, button: Open) -> None:
    """Show a notice; one of several messages below the card."""
    one = await context.run(letters.letter, context.who, context.now, button.broadcast)
    *before, last = range(len(one.parts))
    for number in before:
        await context.tell(letters_.part(one, number, listed=True))
    put = context.tell if before else context.show
    await put(letters_.part(one, last, listed=True))


async def read(context: Context, button: Read) -> None:
    """Mark a notice as read."""
    try:
        one = await context.run(
            reading.read, context.who, context.now, button.broadcast, elsewhere=button.listed
        )
    except RecalledError:
        await context.show(RECALLED)
        return
    await context.show(_last(one, listed=button.listed))


async def vote(context: Context, button: Vote) -> None:
    """Choose an answer."""
    try:
        one = await context.run(
            reading.vote,
            context.who,
            context.now,
            broadcast=button.broadcast,
            option=button.option,
            elsewhere=button.listed,
        )
    except RecalledError:
        await context.show(RECALLED)
        return
    await context.show(_last(one, listed=button.listed))


def _last(one: Letter, *, listed: bool) -> Screen:
    return letters_.part(one, len(one.parts) - 1, listed=listed)


async def write(context: Context, button: Write) -> None:
    """Ask for an answer, below the notice."""
    one = await context.run(letters.letter, context.who, context.now, button.broadcast)
    if not one.writes:
        await context.show(_last(one, listed=False))
        return
    given = {"broadcast": str(button.broadcast), "about": one.title}
    draft = await context.run(drafts.begin, context.who, FORM.name, context.now, given)
    await context.tell(await drawn(context, Filling(FORM, draft, context.now)))


async def file(context: Context, button: File) -> None:
    """Send a notice's file."""
    one = await context.run(letters.letter, context.who, context.now, button.broadcast)
    said = say(_("附件：{title}"), title=one.title)
    await context.tell(Screen(said, [ways(Open(one.id))], protect=True, stored=one.file_id))


async def tried(context: Context, _button: Tried) -> None:
    """Say that it was only a copy."""
    await context.tell(Screen(say(_("这是发给您自己的预览，按了不算。")), (ways(),)))


async def waits(context: Context) -> list[Waiting]:
    """Return what one has not read."""
    found = await context.run(letters.unread, context.who, context.now)
    if len(found) > FEW:
        many = say(_("{count} 条通知没看"), count=len(found))
        return [Waiting(many, say(_("看通知")), Notices(1))]
    return [
        Waiting(
            say(_("{author} 的通知没看：{title}"), author=one.author, title=one.title),
            say(_("看通知")),
            Open(one.id),
        )
        for one in found
    ]


def _text(typed: str, _today: date) -> str:
    text = re.sub(r"\s+", " ", typed).strip()
    if not text or len(text) > LONGEST:
        raise NoAnswerError
    return text


def _answered(_one: Letter) -> Screen:
    return Screen(say(_("✓ 回答已记下，停止回答前可以改。")), (ways(),))


FORM = Form(
    "answer notice",
    say(_("回答通知")),
    (Question("text", say(_("回答")), say(_("请写回答，500 字以内。")), _text),),
    reading.answer,
    _answered,
    given=("broadcast",),
)


@words.register
def _no_answer(_error: NoAnswerError) -> Say:
    return say(_("请写一两句回答，500 字以内，例如：参加，两人。"))


@words.register
def _closed(_error: ClosedError) -> Say:
    return say(_("已停止回答，这次没有记下。"))


@words.register
def _recalled(_error: RecalledError) -> Screen:
    return Screen(say(_("这条通知已撤回。")), (ways(),))


@words.register
def _not_yours(_error: NotYourNoticeError) -> Screen:
    return Screen(say(_("没有这条通知，或者不是发给您的。")), (ways(),))


HANDLERS: tuple[Handler, ...] = (
    command("notices", first_page),
    ButtonHandler(Notices, page),
    ButtonHandler(Open, open_),
    ButtonHandler(Read, read),
    ButtonHandler(Vote, vote),
    ButtonHandler(Write, write),
    ButtonHandler(File, file),
    ButtonHandler(Tried, tried),
)
