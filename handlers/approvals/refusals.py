"""What whoever acts on an approval reads when it cannot be done."""

from handlers.errors import words
from handlers.i18n import Say, _, say
from services.approvals.deciding import AgreedTooLateError, CannotTakeItError, NudgedTodayError

LONGEST = 200


class NoReasonError(ValueError):
    """A reason has no words, or too many."""


@words.register
def _no_reason(_error: NoReasonError) -> Say:
    return say(_("请写一两句原因，最多 {most} 个字，例如：当天网点只剩一个人。"), most=LONGEST)


@words.register
def _nudged_today(_error: NudgedTodayError) -> Say:
    return say(_("今天已经催过一次，明天可以再催。"))


@words.register
def _cannot_take_it(_error: CannotTakeItError) -> Say:
    return say(_("这件申请不能转交给此人：他是申请人、已经表过态，或没有审批的岗位。"))


@words.register
def _agreed_too_late(error: AgreedTooLateError) -> Say:
    text = _(
        "{month}已定稿，不能再改，所以这一件不能同意。"
        "请驳回或退回，写明原因；需要补差额的，请后勤支持岗在以后的月份处理。"
    )
    return say(text, month=error.months[0])
