"""What a person reads when something cannot be done; a topic registers its own beside this."""

import logging
import secrets
import traceback
from contextlib import suppress
from functools import singledispatch

from telegram.error import TelegramError

from handlers import attempt
from handlers.buttons import StaleError
from handlers.context import Context, Screen
from handlers.i18n import Say, _, say
from handlers.reading import (
    UnreadableClockError,
    UnreadableDateError,
    UnreadableMoneyError,
    UnreadableMonthError,
)
from handlers.topic import ways
from handlers.verdict import Fate, verdict
from services.drafts import DraftChangedError
from services.identity.opening import InvitationUnusableError
from services.identity.status import OutdatedError
from services.identity.ties import AlreadyBoundError
from services.organisation import NotYoursError, UnknownPersonError
from services.payslips import NothingRecordedError

FRAMES = 12
log = logging.getLogger(__name__)


@singledispatch
def words(error: Exception) -> Say | Screen | None:
    """Return the words of an expected error, with its way out if it has one; none for a bug."""
    del error
    return None


@words.register
def _stale(_error: StaleError | DraftChangedError | OutdatedError) -> Screen:
    return Screen(say("此卡片已更新，请从首页重新打开。"), (ways(),))


@words.register
def _unknown_person(_error: UnknownPersonError) -> Say:
    return say("我还不认识您。\n请向您的直属上级要一个邀请链接，点开它就能开始。")


@words.register
def _unusable_invitation(_error: InvitationUnusableError) -> Say:
    return say("这个邀请链接用不了：可能已用过或已过期。\n请向您的直属上级再要一个。")


@words.register
def _already_bound(_error: AlreadyBoundError) -> Say:
    return say("这个账号或这位同事已经绑定过了。\n换手机号或换账号，请找后勤支持岗办理。")


@words.register
def _unreadable_day(error: UnreadableDateError) -> Say:
    return say("看不懂日期「{typed}」。可以写：11-25、明天、下周三。", typed=error.typed)


@words.register
def _unreadable_clock(error: UnreadableClockError) -> Say:
    return say(_("看不懂时间「{typed}」。可以写：10点、10:30、下午3点半。"), typed=error.typed)


@words.register
def _unreadable_month(error: UnreadableMonthError) -> Say:
    return say("看不懂月份「{typed}」。可以写：2026-10、10月、上月。", typed=error.typed)


@words.register
def _unreadable_money(error: UnreadableMoneyError) -> Say:
    return say("看不懂金额「{typed}」。可以写：300000、30万、1.5万。", typed=error.typed)


@words.register
def _not_yours(_error: NotYoursError) -> Say:
    return say("没有这个人，或者您无权查看。")


@words.register
def _nothing_recorded(error: NothingRecordedError) -> Say:
    if error.month is None:
        return say("还没有导入任何月份的数据。")
    return say("{month} 还没有数据。", month=error.month)


async def report(_update: object, context: Context) -> None:
    """Leave an error to whoever deals with the update: the library would only log it."""
    error, trying = context.error, attempt.current()
    if isinstance(error, Exception) and trying is not None:
        trying.errors.append(error)


def unexpected(code: str) -> Say:
    """Word an error that nobody expected; the code is in the log."""
    return say("出错了，没有完成。请稍后再试；还不行就把编号 {code} 告诉管理员。", code=code)


def unshown(code: str) -> Say:
    """Word an error after the wish was done."""
    return say("已经办好了，只是结果没能显示出来；请把编号 {code} 告诉管理员。", code=code)


async def tell(context: Context, said: Say | Screen) -> None:
    """Tell the person."""
    with suppress(LookupError):
        await context.tell(said if isinstance(said, Screen) else Screen(said))


def spoken(error: Exception) -> Screen:
    """Return what the person is told; log what nobody expected, under a code that he gets too."""
    said = words(error)
    if is_passing(error):
        said = say("Telegram 没有回应，没有完成。请稍后再试一次。")
    if said is None:
        code = new_code()
        log.error("%s", trace(error), extra={"code": code})
        said = unexpected(code)
    return said if isinstance(said, Screen) else Screen(said)


def new_code() -> str:
    """Return a code that a person can read out, and that finds the error in the log."""
    return secrets.token_hex(3).upper()


def is_passing(error: BaseException) -> bool:
    """Tell whether the same request may well succeed a little later."""
    return isinstance(error, TelegramError) and verdict(error).fate in {Fate.LATER, Fate.UNKNOWN}


def trace(error: BaseException) -> str:
    """Return the types and places of an error and its causes: never messages, they hold values."""
    places = " < ".join(
        f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}"
        for frame in reversed(traceback.extract_tb(error.__traceback__)[-FRAMES:])
    )
    cause = error.__cause__ or error.__context__
    return f"{type(error).__name__} at {places}" + (f"; from {trace(cause)}" if cause else "")
