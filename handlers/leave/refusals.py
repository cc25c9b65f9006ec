"""Why leave cannot be asked for like that, in words, each with a way that works."""

from handlers.errors import words
from handlers.i18n import Say, _, say
from handlers.leave import wording
from services.leave.checks import (
    BEFORE,
    CLOSED,
    GONE,
    LONG,
    OFF,
    PAST,
    TAKEN,
    UNKNOWN,
    DayNotTakenError,
    NoSuchKindError,
    NothingTakenError,
    OverForLongError,
    OverlapError,
)
from services.leave.mending import OtherRouteError
from services.working_days import UnpublishedYearError

REFUSALS = {
    PAST: say(_("要提前至少一天请假（病假、工伤假可以事后补请）")),
    OFF: say(_("是休息日，本来就不上班")),
    UNKNOWN: say(_("放假安排还没有公布，公布后才能请")),
    CLOSED: say(_("所在月份已定稿")),
    TAKEN: say(_("已经请了假")),
    GONE: say(_("不在任职期间")),
    BEFORE: say(_("比第一天还早")),
    LONG: say(_("一次请假不能超过一年")),
}
"""Why a day cannot be picked."""


@words.register
def _day(error: DayNotTakenError) -> Say:
    return say(_("{day}不能请：{why}。请改一天。"), day=error.day, why=REFUSALS[error.why])


@words.register
def _nothing(_error: NothingTakenError) -> Say:
    return say(_("这样连半天也没有。请改日期或半天。"))


@words.register
def _overlap(error: OverlapError) -> Say:
    return say(
        _("和已有的假（{span}）重叠。请避开，或先撤回、取消那一次。"),
        span=wording.span(error.span),
    )


@words.register
def _over(error: OverForLongError) -> Say:
    return say(
        _("假期结束已超过 {days} 个工作日，不能再补请。请直属上级按考勤处理。"), days=error.days
    )


@words.register
def _kind(_error: NoSuchKindError) -> Say:
    return say(_("没有这种假。请点选一种。"))


@words.register
def _unpublished(error: UnpublishedYearError) -> Say:
    return say(_("{year} 年的放假安排还没有公布，涉及的日子现在不能请。"), year=error.year)


@words.register
def _other_route(_error: OtherRouteError) -> Say:
    return say(_("这样改之后审批路线不同了。请撤回这一件，重新请假。"))
