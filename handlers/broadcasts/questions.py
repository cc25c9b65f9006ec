"""The questions of the forms of notices: how their answers are read, shown and refused."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from handlers import reading
from handlers.broadcasts import wording
from handlers.errors import words
from handlers.forms import Question
from handlers.i18n import Say, _, say
from handlers.questions import attachment
from handlers.render import Listed
from services.broadcasts.adding import NobodyCalledError, SeveralCalledError
from services.broadcasts.drafting import FEWEST, MOST, PastError, TooLongError, WrongOptionsError
from services.broadcasts.parts import tidied
from services.broadcasts.rows import VOTE

LONGEST_OPTION = 16
APART = re.compile(r"[\s,;/\u3001\uff0c\uff1b\uff0f]+")
OPTIONS_APART = re.compile(r"[\n,;/\u3001\uff0c\uff1b\uff0f]+")


class NoTextError(ValueError):
    """A notice says nothing."""


class NoSuchAnswerError(ValueError):
    """It is no way to answer."""


class LongOptionError(ValueError):
    """An answer to choose is too long for a button."""


class NoMomentError(ValueError):
    """A day was named without a time."""


class Joined(tuple[str, ...]):
    """Several words, typed one after the other."""

    __slots__ = ()

    def __str__(self) -> str:
        """Return them as they can be read again."""
        return "/".join(self)


def _text(typed: str, _today: date) -> str:
    text = tidied(typed)
    if not any(one.isprintable() and not one.isspace() for one in text):
        raise NoTextError
    return text


def _answer(typed: str, _today: date) -> str:
    named = {said: code for code, said in wording.ANSWERS.items()}
    code = named.get(typed.strip(), typed)
    if code not in wording.ANSWERS:
        raise NoSuchAnswerError
    return code


def _options(typed: str, _today: date) -> Joined:
    found = Joined(dict.fromkeys(one.strip() for one in OPTIONS_APART.split(typed) if one.strip()))
    if not FEWEST <= len(found) <= MOST:
        raise WrongOptionsError
    if any(len(one) > LONGEST_OPTION for one in found):
        raise LongOptionError
    return found


def _names(typed: str, _today: date) -> Joined:
    found = Joined(one for one in APART.split(typed) if one)
    if not found:
        raise NobodyCalledError(typed)
    return found


def _moment(typed: str, today: date) -> datetime:
    found = reading.day_and_clock(typed, today)
    if not isinstance(found, datetime):
        raise NoMomentError
    return found


def clock(at: datetime) -> Say:
    """Write a moment of the outlet's zone, which it does not name."""
    return say("{day} {clock}", day=at.date(), clock=f"{at:%H:%M}")


def _near(_today: date) -> Sequence[tuple[Say, str]]:
    return [
        (say(_("明天 09:00")), "明天 09:00"),
        (say(_("明天 14:00")), "明天 14:00"),
        (say(_("下周一 09:00")), "下周一 09:00"),
    ]


TEXT = Question(
    "text",
    say(_("正文")),
    say(_("通知写什么？第一行会作标题。网址直接写就行。")),
    _text,
    shown=wording.excerpt,
)
AGAIN = Question(
    "text", say(_("正文")), say(_("改成什么？请发完整的新正文。")), _text, shown=wording.excerpt
)
FILE = attachment(
    "file",
    say(_("附件")),
    say(_("要带图片或文件就发来：照片，或 PDF、JPEG、PNG。没有就跳过。")),
    optional=True,
)
ANSWER = Question(
    "answer",
    say(_("回答")),
    say(_("要大家回答什么吗？")),
    _answer,
    shown=lambda code: say(wording.ANSWERS[code]),
    picks=lambda _today: [(say(wording.ANSWERS[one]), one) for one in wording.ANSWERS],
)
OPTIONS = Question(
    "options",
    say(_("选项")),
    say(_("有哪些选项？2 到 4 个，用 / 隔开，例如：参加/不参加。")),
    _options,
    shown=Listed,
    when=lambda given: given.get("answer") == VOTE,
)
ADDED = Question(
    "names",
    say(_("谁")),
    say(_("加上谁？发姓名或工号，几个人用空格隔开。")),
    _names,
    shown=Listed,
)
WITHOUT = Question(
    "names",
    say(_("谁")),
    say(_("不发给谁？发姓名或工号，几个人用空格隔开。")),
    _names,
    shown=Listed,
)
AT = Question(
    "at",
    say(_("时间")),
    say(_("什么时候发？例如：明天 9点、11-25 14:30。")),
    _moment,
    shown=clock,
    picks=_near,
)


@words.register
def _no_text(_error: NoTextError) -> Say:
    return say(_("通知不能是空的。请写正文，例如：周三 16:00 培训改到 15:00。"))


@words.register
def _no_such_answer(_error: NoSuchAnswerError) -> Say:
    return say(_("请点选：只要已阅、投票，或文字回答。"))


@words.register
def _wrong_options(_error: WrongOptionsError) -> Say:
    return say(_("要 2 到 4 个不同的选项，用 / 隔开，例如：参加/不参加。"))


@words.register
def _long_option(_error: LongOptionError) -> Say:
    return say(_("选项太长，每个最多 {most} 个字。"), most=LONGEST_OPTION)


@words.register
def _no_moment(_error: NoMomentError) -> Say:
    return say(_("请连时间一起写，例如：明天 9点、11-25 14:30。"))


@words.register
def _past(_error: PastError) -> Say:
    return say(_("这个时间已经过了，请换一个。"))


@words.register
def _nobody_called(error: NobodyCalledError) -> Say:
    return say(_("您能发到的人里没有「{typed}」。请写完整的姓名或工号。"), typed=error.args[0])


@words.register
def _several_called(error: SeveralCalledError) -> Say:
    return say(_("「{typed}」不止一位，请改写工号。"), typed=error.args[0])


@words.register
def _too_long(error: TooLongError) -> Say:
    return say(_("正文太长，这条通知最多 {most} 个字。请缩短，或撤回后重发。"), most=error.args[0])
