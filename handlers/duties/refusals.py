"""Why something cannot be filed, in words."""

from handlers.errors import words
from handlers.i18n import Say, _, say
from services.duties.filing import NothingOwedError
from services.duties.kinds import UnknownKindError
from services.duties.when import WrongPeriodError


class TextError(ValueError):
    """A text is empty or too long."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


class NoCountError(ValueError):
    """It is no number of accounts."""


class NeitherError(ValueError):
    """It is no answer to whether the meeting was held."""


class OtherWeekError(ValueError):
    """The day does not lie in the week, or is still to come."""


@words.register
def _text(error: TextError) -> Say:
    return say(_("请写文字，最多 {most} 字。"), most=error.most)


@words.register
def _count(_error: NoCountError) -> Say:
    return say(_("请写户数，例如：45。"))


@words.register
def _neither(_error: NeitherError) -> Say:
    return say(_("请点「开了」或「没开」。"))


@words.register
def _other_week(_error: OtherWeekError) -> Say:
    return say(_("请写这一周里已经过去的一天，例如：周一。"))


@words.register
def _nothing_owed(_error: NothingOwedError) -> Say:
    return say(_("这一项不用您交：周进展和月计划由项目总监交，周例会由区域经理报。"))


@words.register
def _wrong_period(_error: WrongPeriodError) -> Say:
    return say(_("这一期现在不能交：只收本期和紧挨着的一期。"))


@words.register
def _unknown(_error: UnknownKindError) -> Say:
    return say(_("没有这一种汇报。请从首页重新打开。"))
