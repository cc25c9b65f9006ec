"""Why a talk cannot be recorded so, in words."""

from handlers.errors import words
from handlers.i18n import Say, _, say
from services.talks.recording import (
    NoStepDayError,
    NotYetError,
    RepliedError,
    StepBeforeError,
    UnknownSubjectError,
)


class TextError(ValueError):
    """A text is empty or too long."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


@words.register
def _text(error: TextError) -> Say:
    return say(_("请写文字，最多 {most} 字。"), most=error.most)


@words.register
def _subject(_error: UnknownSubjectError) -> Say:
    return say(_("请点选：展业情况、困难、鼓励、其他。"))


@words.register
def _not_yet(_error: NotYetError) -> Say:
    return say(_("这一天还没到。谈过了再记，例如：今天、昨天。"))


@words.register
def _before(_error: StepBeforeError) -> Say:
    return say(_("不能早于谈话那天，例如：下周五。"))


@words.register
def _no_step_day(_error: NoStepDayError) -> Say:
    return say(_("下一步要写清做什么、哪天前。"))


@words.register
def _replied(_error: RepliedError) -> Say:
    return say(_("您已经回复过了，只能回复一次。"))
