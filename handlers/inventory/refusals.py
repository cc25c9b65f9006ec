"""Why something cannot be done with an item, in words."""

from handlers.errors import words
from handlers.i18n import Say, _, say
from services.inventory.changing import SameCountError, WaitsError
from services.inventory.registering import LaterError, NoSuchKindError, NotHereError

NAME, NOTE = 40, 100


class NoNameError(ValueError):
    """An item is not called anything, or its name is too long."""


class NoReasonError(ValueError):
    """A note or a reason is empty or too long."""


class NoCountError(ValueError):
    """It is no count of things."""


@words.register
def _no_name(_error: NoNameError) -> Say:
    return say(_("请写 1 到 {most} 个字，例如：易拉宝。"), most=NAME)


@words.register
def _no_reason(_error: NoReasonError) -> Say:
    return say(_("请写 1 到 {most} 个字，例如：补货 5 个。"), most=NOTE)


@words.register
def _no_count(_error: NoCountError) -> Say:
    return say(_("数量写 1 到 99999 的整数，例如：2。一个都没有了，请用「核销」。"))


@words.register
def _no_kind(_error: NoSuchKindError) -> Say:
    return say(_("请点选下面的一项。"))


@words.register
def _not_here(_error: NotHereError) -> Say:
    return say(_("TA 不是这个网点的人，也不是区域经理，或者东西本来就在 TA 那里。请换一位。"))


@words.register
def _later(_error: LaterError) -> Say:
    return say(_("起始日期不能晚于今天。"))


@words.register
def _same(_error: SameCountError) -> Say:
    return say(_("数量没有变，不用改。"))


@words.register
def _waits(error: WaitsError) -> Say:
    return say(_("正在等 {name} 确认收到。要改的话，请先撤回转交。"), name=error.name)
