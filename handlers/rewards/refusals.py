"""Why something about rewards to banks cannot be done, in words."""

from handlers.context import Screen
from handlers.errors import words
from handlers.i18n import Say, _, say
from handlers.rewards.buttons import LineOf, Open
from handlers.topic import ways
from services.rewards.keeping import (
    LineChangedError,
    NoAmountError,
    NotEmptyError,
    NothingBeforeError,
)
from services.rewards.reading import FutureMonthError, NoPlaceError
from services.rewards.settling import NoTakingBackError, WrongDayError


class TextError(ValueError):
    """A text is empty or too long."""


class NoCountError(ValueError):
    """It is no number of accounts."""


@words.register
def _text(_error: TextError) -> Say:
    return say(_("请写文字，最多 {most} 字。"), most=200)


@words.register
def _count(_error: NoCountError) -> Say:
    return say(_("请写户数，例如：45。"))


@words.register
def _amount(_error: NoAmountError) -> Say:
    return say(_("金额要大于 0，例如：1200。"))


@words.register
def _changed(error: LineChangedError) -> Screen:
    said = say(_("这一条已经有变动，没有改。请看最新的。"))
    return Screen(said, [[(say(_("看最新")), LineOf(error.line))], ways()], protect=True)


@words.register
def _nothing_before(_error: NothingBeforeError) -> Screen:
    return Screen(say(_("上月没有可照建的，或都已在清单里。")), [ways(Open())])


@words.register
def _not_empty(_error: NotEmptyError) -> Screen:
    said = say(_("清单里已有奖励，不能登记「本月无奖励」。"))
    return Screen(said, [ways(Open())])


@words.register
def _future(_error: FutureMonthError) -> Screen:
    return Screen(say(_("这个月还没开始。")), [ways(Open())])


@words.register
def _no_place(_error: NoPlaceError) -> Screen:
    return Screen(say(_("这个网点不在项目部里了，请重新选。")), [ways(Open())])


@words.register
def _day(_error: WrongDayError) -> Say:
    return say(_("兑现日期不能在今天之后，也不能早于奖励的月份。"))


@words.register
def _no_back(_error: NoTakingBackError) -> Say:
    return say(_("这一行本身就是冲回。正确的奖励请另加一条。"))
