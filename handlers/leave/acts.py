"""What people do about approved leave: cancel it before it begins, come back early."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from handlers import reading
from handlers.approvals.buttons import Open
from handlers.context import Context, Screen
from handlers.errors import words
from handlers.forms import Form, Question
from handlers.i18n import Say, _, say
from handlers.leave import mine, wording
from handlers.leave.buttons import Cancel, MendChange, Return, Show
from handlers.topic import ways
from services.leave import changing, days, mending, settling, view
from services.leave.changing import BegunError, CannotBeChangedError, Changed, NotBackError
from services.leave.checks import BEFORE, CLOSED
from services.leave.mending import BegunMeanwhileError, Change
from services.leave.view import LeaveCard

OUTDATED = say("此卡片已更新。")
MORNING, NOON = "morning", "noon"
LONGEST = 300


class MorningOrNoonError(ValueError):
    """It is neither of the two."""


class NoNoteError(ValueError):
    """Nothing is said, or too much."""


async def cancel(context: Context, button: Cancel) -> None:
    """Say what it does and ask whether one is sure, then do it."""
    found = await context.run(view.card, context.who, context.today, button.leave)
    if not found.cancels:
        await context.show(mine.card(found, OUTDATED))
    elif button.sure:
        done = await context.run(changing.cancel, context.who, context.now, leave=button.leave)
        await context.show(_changed(done))
    else:
        said = say(
            _("取消 {title}？\n直属上级同意后，这几天照常上班，评分和工资不受影响。"),
            title=wording.title(found.one),
        )
        row = [(say(_("确定取消")), Cancel(button.leave, sure=True))]
        await context.show(Screen(said, [row, ways(Show(button.leave))], protect=True))


async def come_back(context: Context, button: Return) -> None:
    """Ask from when one works again."""
    found = await context.run(view.card, context.who, context.today, button.leave)
    if not found.returns:
        await context.show(mine.card(found, OUTDATED))
        return
    await BACK.begin(context, about=_about(found), leave=button.leave)


async def mend(context: Context, button: MendChange) -> None:
    """Mend what was given back."""
    found = await context.run(view.card, context.who, context.today, button.leave)
    if not found.mends_change:
        await context.show(mine.card(found, OUTDATED))
        return
    form = BACK_AGAIN
    if found.one.change == settling.CANCEL:
        form = CANCEL_AGAIN
        await context.run(mending.weigh_change, context.who, context.today, leave=button.leave)
    await form.begin(context, about=_about(found), leave=button.leave)


def _about(found: LeaveCard) -> str:
    """Return whose leave it is, if it is somebody else's."""
    return "" if found.mine else found.person.name


def _halfday(typed: str, _today: date) -> bool:
    if typed not in {MORNING, NOON, "True", "False"}:
        raise MorningOrNoonError
    return typed in {NOON, "True"}


def _near(_today: date) -> Sequence[tuple[Say, str]]:
    return (say("今天"), "今天"), (say(_("昨天")), "昨天")


def _halves(_today: date) -> Sequence[tuple[Say, str]]:
    return (say(_("上午起")), MORNING), (say(_("下午起")), NOON)


def _again(made: Change) -> Sequence[Say]:
    """Word an early return as it is asked for again."""
    return list(wording.coming_back(made.day, made.note, noon=made.noon))


def _changed(done: Changed) -> Screen:
    if done.approval is None:
        said = say(_("已办好，考勤已更正。"))
    elif done.change == "leave_cancel":
        said = say(_("已提交，等直属上级同意。同意之前，原来的假仍然有效。"))
    else:
        said = say(_("已提交，等直属上级确认。确认后，回来以后的假就不算了。"))
    opens = [(say(_("看请假")), Show(done.leave))]
    if done.approval:
        opens.append((say(_("看审批")), Open(done.approval)))  # type: ignore[arg-type]
    return Screen(said, [opens, ways()], protect=True)


NOTE = Question(
    "note", say(_("说明")), say(_("要对上级说明什么？")), reading.words(LONGEST, NoNoteError)
)
BACK = Form(
    "leave back",
    say(_("提前销假")),
    (
        Question(
            "day",
            say(_("上班日期")),
            say(_("哪天起恢复上班？可发 11-25。")),
            reading.day,
            picks=_near,
            calendar=days.backs,
            refusals={
                BEFORE: say(_("不在这次假期之内，或还没到")),
                CLOSED: say(_("所在月份已定稿")),
            },
        ),
        Question(
            "noon",
            say(_("时段")),
            say(_("那天上午起，还是下午起？")),
            _halfday,
            shown=lambda noon: say(_("下午起")) if noon else say(_("上午起")),
            picks=_halves,
        ),
        replace(NOTE, optional=True, asked=False),
    ),
    changing.come_back,
    _changed,
    given=("leave",),
)
CANCEL_AGAIN = Form(
    "cancel leave again",
    say(_("补充说明")),
    (replace(NOTE, ask=say(_("为什么取消请假？写给上级看。"))),),
    mending.mend_change,
    _changed,
    given=("leave",),
)
BACK_AGAIN = Form(
    "leave back again",
    say(_("提前销假")),
    tuple(replace(one, optional=True, asked=False) for one in BACK.questions),
    mending.mend_change,
    _changed,
    given=("leave",),
    preview=mending.weigh_change,
    effects=_again,
    changes=True,
)
AGAIN = (CANCEL_AGAIN, BACK_AGAIN)


@words.register
def _cannot_be_changed(_error: CannotBeChangedError) -> Say:
    return say(_("这次请假现在不能这样改：它不是已批准的，或已经在取消、销假。"))


@words.register
def _no_note(_error: NoNoteError) -> Say:
    return say(_("请写一两句说明，最多 {most} 个字。"), most=LONGEST)


@words.register
def _begun(_error: BegunError) -> Say:
    return say(_("假期已经开始，不能取消。提前回来上班，请点「提前销假」。"))


@words.register
def _begun_meanwhile(_error: BegunMeanwhileError) -> Say:
    return say(_("假期已经开始，不能取消了。请先撤回取消申请，再点「提前销假」。"))


@words.register
def _not_back(error: NotBackError) -> Say:
    return say(
        _("销假日期要在这次假期（{span}）之内，并且不晚于今天。"), span=wording.span(error.span)
    )


@words.register
def _morning_or_noon(_error: MorningOrNoonError) -> Say:
    return say(_("请点「上午起」或「下午起」。"))
