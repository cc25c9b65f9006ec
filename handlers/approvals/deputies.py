"""Who decides in one's place: forms for a delegate and for a post's stand-in, and the list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from handlers import reading, words
from handlers.buttons import Button, ButtonHandler
from handlers.context import Context, Row, Screen
from handlers.errors import words as worded
from handlers.forms import Form, Question
from handlers.i18n import Say, _, say
from handlers.questions import chosen
from handlers.topic import command, ways
from handlers.words.people import POSTS
from services.approvals import deputies
from services.approvals.deputies import Deputy, PeriodError
from services.history import BACK_OFFICE, Employee

STANDING = (
    *("general_manager", "project_director", "district_manager"),
    *("trading_manager", "finance_manager", "back_office"),
)
"""The posts that decide in some route by their own name."""


@dataclass(frozen=True)
class Deputies(Button):
    """Show who decides in whose place."""

    tag: ClassVar[str] = "dl"


@dataclass(frozen=True)
class Name(Button):
    """Begin the form for a delegate, or (`post`) for a stand-in."""

    tag: ClassVar[str] = "dn"
    post: bool


@dataclass(frozen=True)
class End(Button):
    """End one."""

    tag: ClassVar[str] = "dx"
    deputy: int


class NoPostError(ValueError):
    """It is no post that has a stand-in."""


def _post(typed: str, _today: date) -> str:
    if typed not in STANDING:
        raise NoPostError
    return typed


def _days(today: date) -> Sequence[tuple[Say, str]]:
    tomorrow = date.fromordinal(today.toordinal() + 1)
    return [(say(_("今天")), today.isoformat()), (say(_("明天")), tomorrow.isoformat())]


def _named(done: Employee) -> Screen:
    said = say(_("已指定 {name}，TA 会收到通知。"), name=done.name)
    return Screen(said, [[(say(_("看代审名单")), Deputies())], ways()], protect=True)


WHO = Question(
    "deputy",
    say(_("代审人")),
    say(_("请谁代为审批？发姓名或工号。")),
    chosen,
    shown=lambda one: say("{name}", name=one.name),
    look=deputies.able,
)
FIRST = Question(
    "first_day", say(_("开始")), say(_("从哪天开始？可发 11-25。")), reading.day, picks=_days
)
LAST = Question(
    "last_day", say(_("结束")), say(_("到哪天为止（含当天）？可发 11-28。")), reading.day
)
POST = Question(
    "post",
    say(_("替补岗位")),
    say(_("替补哪个岗位？该岗位审批不了自己的事，或空缺时，由替补人审批。")),
    _post,
    shown=words.post,
    picks=lambda _today: [(say(POSTS[one]), one) for one in STANDING],
)
DELEGATE = Form("delegate", say(_("委托代审")), (WHO, FIRST, LAST), deputies.delegate, _named)
STAND_IN = Form("stand in", say(_("指定替补人")), (POST, WHO), deputies.stand_in, _named)


async def delegate(context: Context) -> None:
    """Show the list, from which a delegate is named."""
    await context.show(await _list(context))


async def show(context: Context, _button: Deputies) -> None:
    """Put the list in place of the card."""
    await context.show(await _list(context))


async def name(context: Context, button: Name) -> None:
    """Begin a form."""
    await (STAND_IN if button.post else DELEGATE).begin(context)


async def end(context: Context, button: End) -> None:
    """End one and show the list."""
    await context.run(deputies.end, context.who, context.now, button.deputy)
    await context.show(await _list(context))


async def _list(context: Context) -> Screen:
    found = await context.run(deputies.deputies, context.who, context.today)
    asking = await context.viewer()
    office = BACK_OFFICE in asking.posts
    lines = [say(_("<b>代为审批</b>")), *map(_line, found)]
    if not found:
        lines.append(say(_("现在没有人代您审批，您也没有代别人审批。")))
    mine = [one for one in found if _is_mine(one, asking.staff_id, office=office)]
    rows: list[Row] = [
        [(say(_("结束：{name}"), name=one.deputy.name), End(one.id))] for one in mine[:3]
    ]
    begin = [(say(_("＋ 委托代审")), Name(post=False))]
    if office:
        begin.append((say(_("＋ 指定替补")), Name(post=True)))
    return Screen(lines, [*rows, begin, ways()], protect=True)


def _is_mine(one: Deputy, me: int, *, office: bool) -> bool:
    return office if one.principal is None else one.principal.staff_id == me


def _line(one: Deputy) -> Say:
    if one.principal is None or one.last_day is None:
        return say(_("{post} 的替补人：{name}"), post=words.post(one.post), name=one.deputy.name)
    return say(
        _("{name} 代 {other}，{first} 至 {last}"),
        name=one.deputy.name,
        other=one.principal.name,
        first=one.first_day,
        last=one.last_day,
    )


@worded.register
def _period(_error: PeriodError) -> Say:
    return say(_("结束日期不能早于开始日期，也不能已经过去。"))


@worded.register
def _no_post(_error: NoPostError) -> Say:
    return say(_("请点选一个岗位。"))


FORMS = (DELEGATE, STAND_IN)
HANDLERS = (
    command("delegate", delegate),
    command("deputies", delegate),
    ButtonHandler(Deputies, show),
    ButtonHandler(Name, name),
    ButtonHandler(End, end),
)
