"""A notice that was sent: how far it is, who has not read it, reminded of, changed, recalled."""

from typing import TypeAlias

from handlers.broadcasts import wording
from handlers.broadcasts.buttons import (
    Close,
    Draft,
    Edit,
    Manage,
    New,
    Notices,
    Readers,
    Recall,
    Remind,
    Report,
    Written,
)
from handlers.buttons import Button, ButtonHandler
from handlers.context import Context, Row, Screen
from handlers.errors import words
from handlers.i18n import Say, _, say
from handlers.lists import Listing
from handlers.topic import Handler, ways
from services.broadcasts import counting, lists, managing
from services.broadcasts.counting import Card
from services.broadcasts.lists import Line
from services.broadcasts.managing import NotOutError, Reminded
from services.broadcasts.parts import LABEL, title
from services.broadcasts.rows import DRAFT, ONLY_READ, OUT, RECALLED

SIZE = 10
Labels: TypeAlias = list[tuple[Say, Button]]


async def written(context: Context, button: Written) -> None:
    """Show a page of the notices that one sent."""
    first, most = LIST.offset(button.page), LIST.size
    found, total = await context.run(lists.written, context.who, context.now, first, most)
    shown = LIST.screen(found, total, button.page, Notices(1))
    rows = [[(say(_("＋ 发通知")), New())], *shown.rows]
    await context.show(Screen(shown.text, rows, protect=True))


def _opens(one: Card) -> tuple[Say, Button]:
    to = Draft(one.id) if one.state == DRAFT else Manage(one.id, beside=False)
    return say("{title}", title=title(one.text, LABEL)), to


LIST = Listing[Card](
    title=say(_("<b>我发的通知</b>")),
    line=wording.line,
    page=Written,
    empty=say(_("还没有发过通知。")),
    button=_opens,
    size=3,
)


async def manage(context: Context, button: Manage) -> None:
    """Show a notice that was sent."""
    one = await context.run(counting.card, context.who, context.now, button.broadcast)
    await (context.tell if button.beside else context.show)(screen(one))


def screen(one: Card, note: Say | None = None) -> Screen:
    """Draw a notice with what can be done about it; a note goes first."""
    lines = [
        *([note] if note else []),
        say(_("<b>通知</b>　{how}"), how=wording.how(one)),
        say("{text}", text=wording.excerpt(one.text)),
        say(""),
        *wording.file(one.file),
        *wording.counts(one),
        *_past(one),
    ]
    return Screen(lines, [*_rows(one), ways(Written(1))], protect=True)


def _past(one: Card) -> list[Say]:
    lines = []
    if not one.mine:
        lines.append(say(_("发送人：{name}"), name=one.author))
    if one.edited_at:
        lines.append(say(_("{moment} 改过正文"), moment=one.edited_at))
    if one.reminded_at:
        lines.append(say(_("{moment} 催过未读的人"), moment=one.reminded_at))
    if one.closed_at:
        lines.append(say(_("{moment} 停止回答"), moment=one.closed_at))
    return lines


def _rows(one: Card) -> list[Row]:
    rows = [_people(one), _reached(one), _message(one), _ends(one)]
    return [row for row in rows if row]


def _people(one: Card) -> Labels:
    """Draw whose names can be looked at."""
    everybody: Labels = [(say(_("全部名单")), Readers(one.id, unread=False, page=1))]
    left = one.counts.total - one.counts.read
    if not left:
        return everybody
    unread = say(_("未读 {count} 人"), count=left)
    return [(unread, Readers(one.id, unread=True, page=1)), *everybody]


def _reached(one: Card) -> Labels:
    """Draw what is done about those whom it has not reached."""
    report: Labels = [(say(_("送达报告")), Report(one.id))]
    if one.state != OUT or not one.counts.to_remind:
        return report
    return [(say(_("催未读 {count} 人"), count=one.counts.to_remind), Remind(one.id)), *report]


def _message(one: Card) -> Labels:
    acts: Labels = [(say(_("刷新")), Manage(one.id, beside=False))]
    return [*acts, (say(_("修改正文")), Edit(one.id))] if one.state == OUT else acts


def _ends(one: Card) -> Labels:
    """Draw what cannot be undone."""
    if one.state == RECALLED:
        return []
    recall_: Labels = [(say(_("撤回")), Recall(one.id, sure=False))]
    if one.state == OUT and one.answer != ONLY_READ and one.closed_at is None:
        return [(say(_("停止回答")), Close(one.id, sure=False)), *recall_]
    return recall_


async def readers(context: Context, button: Readers) -> None:
    """Show a page of a notice's readers."""
    number, unread = button.broadcast, button.unread
    listing = Listing[Say](
        title=say(_("<b>未读名单</b>")) if unread else say(_("<b>全部名单</b>")),
        line=lambda line: line,
        page=lambda page: Readers(number, unread, page),
        empty=say(_("都读了。")) if unread else say(_("名单还在准备。")),
        size=SIZE,
    )
    found = await context.run(
        lists.page,
        context.who,
        context.now,
        broadcast=number,
        unread=unread,
        first=listing.offset(button.page),
        most=SIZE,
    )
    lines = [_line(one, found.card) for one in found.lines]
    back = Manage(number, beside=False)
    await context.show(listing.screen(lines, found.total, button.page, back))


def _line(one: Line, card: Card) -> Say:
    who = one.employee
    return say(
        _("{number} {name}，{unit}：{how}"),
        number=who.number,
        name=who.name,
        unit=one.unit,
        how=wording.reader(one.reader, card.options, one.said),
    )


async def remind(context: Context, button: Remind) -> None:
    """Remind those who have not read it."""
    done = await context.run(managing.remind, context.who, context.now, button.broadcast)
    await context.show(screen(done.card, _reminded(done, quiet=done.at > context.now)))


def _reminded(done: Reminded, *, quiet: bool) -> Say:
    if done.again_at:
        return say(_("刚催过，{moment} 以后才能再催。"), moment=done.again_at)
    if not done.people:
        return say(_("没有可以催的人：都读了，或收不到。"))
    if quiet:
        text = _("现在不打扰，{moment} 催 {count} 人。")
        return say(text, moment=done.at, count=done.people)
    return say(_("已催 {count} 人。"), count=done.people)


async def close(context: Context, button: Close) -> None:
    """Take no more answers."""
    if button.sure:
        one = await context.run(managing.close, context.who, context.now, button.broadcast)
        await context.show(screen(one))
        return
    one = await context.run(counting.card, context.who, context.now, button.broadcast)
    said = say(_("停止回答？之后没人能再答，也不能改。"))
    await _ask(context, one, said, (say(_("停止回答")), Close(one.id, sure=True)))


async def recall(context: Context, button: Recall) -> None:
    """Call a notice back."""
    if button.sure:
        one = await context.run(managing.recall, context.who, context.now, button.broadcast)
        await context.show(screen(one))
        return
    one = await context.run(counting.card, context.who, context.now, button.broadcast)
    said = say(
        _(
            "撤回发给 {count} 人的通知？还没发的不再发，发出的会从对方那里删掉；"
            "超过 48 小时的删不掉，改成「已撤回」。不能恢复。"
        ),
        count=one.counts.total,
    )
    await _ask(context, one, said, (say(_("撤回")), Recall(one.id, sure=True)))


async def _ask(context: Context, one: Card, said: Say, yes: tuple[Say, Button]) -> None:
    rows = [[yes], ways(Manage(one.id, beside=False))]
    await context.show(Screen(said, rows, protect=True))


@words.register
def _not_out(_error: NotOutError) -> Say:
    return say(_("这条通知还没有发出，或已撤回，不能这样做。"))


HANDLERS: tuple[Handler, ...] = (
    ButtonHandler(Written, written),
    ButtonHandler(Manage, manage),
    ButtonHandler(Readers, readers),
    ButtonHandler(Remind, remind),
    ButtonHandler(Close, close),
    ButtonHandler(Recall, recall),
)
