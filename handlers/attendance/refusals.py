"""What whoever records an event reads when it cannot be done."""

from handlers.errors import words
from handlers.i18n import Say, _, say
from handlers.words.values import of_unit
from services.attendance.days import AHEAD, CLOSED, FREE, GONE, TAKEN
from services.attendance.events import NotHereThenError
from services.attendance.record_card import OwnEventError
from services.attendance.recording import (
    DayTakenError,
    DayToComeError,
    FreeDayError,
    TeamPostError,
    UnknownChoiceError,
)
from services.attendance.undoing import NotYoursToUndoError, TooLateToUndoError

LONGEST = 200


REFUSALS = {
    AHEAD: say(_("还没到")),
    GONE: say(_("不在任职期间")),
    CLOSED: say(_("所在月份已定稿")),
    FREE: say(_("不上班，不能算旷工")),
    TAKEN: say(_("已经请假或旷工，剩下的不够")),
}
"""Why a day cannot be picked."""


class NoteTooLongError(ValueError):
    """A note has too many words."""


@words.register
def _own(_error: OwnEventError) -> Say:
    return say(_("自己的考勤由上级登记，不能自己登记。"))


@words.register
def _unknown(_error: UnknownChoiceError) -> Say:
    return say(_("没有这种事项。请点按钮。"))


@words.register
def _team(_error: TeamPostError) -> Say:
    return say(_("这一项只用于驻点经理和区域经理（第30条），这位同事不带团队。"))


@words.register
def _not_here(_error: NotHereThenError) -> Say:
    return say(_("这一天不在职，不能办理。"))


@words.register
def _to_come(_error: DayToComeError) -> Say:
    return say(_("这一天还没到，不能登记。"))


@words.register
def _free(_error: FreeDayError) -> Say:
    return say(_("这一天不上班，不能算旷工。"))


@words.register
def _taken(error: DayTakenError) -> Say:
    return say(
        _("{day} 只剩 {left} 可算旷工：已请假 {leave}，已旷工 {absent}。"),
        day=error.day,
        left=of_unit(error.left, "days"),
        leave=of_unit(error.leave, "days"),
        absent=of_unit(error.absent, "days"),
    )


@words.register
def _too_late(_error: TooLateToUndoError) -> Say:
    return say(_("已超过 30 秒，本人已收到通知，不能撤回。有异议可由本人申诉。"))


@words.register
def _not_yours(_error: NotYoursToUndoError) -> Say:
    return say(_("这一条不是您登记的，不能撤回。"))


@words.register
def _too_long(_error: NoteTooLongError) -> Say:
    return say(_("最多 {most} 个字。"), most=LONGEST)
