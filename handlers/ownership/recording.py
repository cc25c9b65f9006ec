"""Recording: the client's number, asked for and echoed, one after the other."""

import unicodedata
from datetime import date

from handlers.appointments.buttons import Show
from handlers.buttons import ButtonHandler
from handlers.context import Context, Row, Screen
from handlers.errors import words
from handlers.forms import Form, Question
from handlers.i18n import Say, _, counted, say
from handlers.lists import Listing
from handlers.ownership import wording
from handlers.ownership.buttons import Archive, Owners, Record, ToArchive, ToRecord
from handlers.render import Bold
from handlers.topic import command, ways
from services.ownership import archiving, recording
from services.ownership.recording import (
    DisputedError,
    NotANumberError,
    Recorded,
    TakenNumberError,
    Weighed,
)
from services.ownership.recording import ToRecord as Case


def _number(typed: str, _today: date) -> str:
    text = "".join(unicodedata.normalize("NFKC", typed).split())
    return recording.read(text)


def effects(made: Weighed) -> list[Say]:
    """Word what recording does."""
    lines = [say("")]
    if made.book_owner:
        lines.append(say(_("⚠ 客户月度里这个客户号归 {name}。"), name=made.book_owner))
    lines.append(
        say(
            _("{client} 从 {day} 起归 {owner}。"),
            client=made.name,
            day=made.first_day,
            owner=Bold(made.owner),
        )
    )
    known = (
        _("客户月度里还没有这个客户号，请再核对一遍。")
        if made.new
        else _("客户月度里有这个客户号。")
    )
    return [*lines, say(known)]


def _done(made: Recorded) -> Screen:
    said = say(_("✓ {client} 已录入，客户号 {number}。"), client=made.name, number=made.number)
    first: Row = [
        (say(_("归档")), Archive(made.appointment)),
        (say(_("看预约")), Show(made.appointment)),
    ]
    if made.following is None:
        return Screen([said, say(_("没有等您录入的了。"))], [first, ways()], protect=True)
    one = made.following
    left = counted("还有 {count} 件等录入。", "还有 {count} 件等录入。", made.left)
    after: Row = [(say(_("下一位：{client}"), client=one.name), Record(one.id))]
    return Screen([said, left], [after, first, ways(ToRecord(1))], protect=True)


FORM = Form(
    "record client",
    say(_("录入客户号")),
    (
        Question(
            "number",
            say(_("号码")),
            say(_("客户号是多少？照柜台系统抄，例如 80310043。")),
            _number,
        ),
    ),
    recording.record,
    _done,
    given=("appointment",),
    preview=recording.weigh,
    effects=effects,
)


def _line(one: Case) -> Say:
    told = say(
        _("{client}，{owner}，{day}开户"),
        client=Bold(wording.client(one.name, one.tail)),
        owner=one.owner,
        day=one.opened_on,
    )
    return say(_("{told}　⚠ 有争议，暂不能录入"), told=told) if one.disputed else told


LIST = Listing[Case](
    title=say(_("<b>待录入客户号</b>")),
    line=_line,
    page=ToRecord,
    empty=say(_("没有等您录入的客户。")),
    button=lambda one: (
        wording.client(one.name, one.tail),
        Show(one.id) if one.disputed else Record(one.id),
    ),
    size=6,
    in_a_row=2,
)


async def record(context: Context) -> None:
    """Show what waits to be recorded."""
    await context.show(await _page(context, 1))


async def page(context: Context, button: ToRecord) -> None:
    """Turn to a page of it."""
    await context.show(await _page(context, button.page))


async def _page(context: Context, number: int) -> Screen:
    first = LIST.offset(number)
    found, total = await context.run(
        recording.waiting, context.who, context.today, first, LIST.size
    )
    pile = await context.run(archiving.waiting, context.who, context.today, 0, 0)
    drawn = LIST.screen(found, total, number)
    waits = (say(_("待归档 {count} 件"), count=pile.total), ToArchive(1))
    more: Row = [*([waits] if pile.total else []), (say(_("归档目录")), Owners(1))]
    return Screen(drawn.text, [*drawn.rows[:-1], more, ways()], protect=True)


async def begin(context: Context, button: Record) -> None:
    """Ask for the number."""
    found = await context.run(recording.begin, context.who, context.today, button.appointment)
    about = f"{found.name} · {found.owner}"
    await FORM.begin(context, about=about, appointment=found.id)


@words.register
def _no_number(_error: NotANumberError) -> Say:
    return say(_("客户号是 4 到 20 位数字或字母，例如 80310043。"))


@words.register
def _taken(_error: TakenNumberError) -> Say:
    return say(_("这个客户号已经录入过，不能再录。请核对；确实没错的，请先查清原来的那一件。"))


@words.register
def _disputed(_error: DisputedError) -> Say:
    return say(_("这位客户的归属有争议，裁定以后才能录入。"))


HANDLERS = (command("record", record), ButtonHandler(ToRecord, page), ButtonHandler(Record, begin))
