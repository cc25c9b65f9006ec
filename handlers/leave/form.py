"""The form for leave: kind, from when to when, why; and what it does, before it is sent."""

from collections.abc import Sequence
from datetime import date

from handlers import reading
from handlers.approvals.buttons import Open
from handlers.context import Context, Screen
from handlers.errors import words
from handlers.forms import Form, Question
from handlers.i18n import Say, _, say
from handlers.leave import wording
from handlers.leave.buttons import Ask, Leaves, Mend, Show
from handlers.topic import ways
from services import people
from services.leave import asking, ledger, mending, view
from services.leave.asking import BOTH, FROM_NOON, HALVES, TO_NOON, WHOLE, Weighed
from services.leave.checks import NoSuchKindError
from services.store.leave import Leave

LONGEST = 300
HALF_DAYS = {
    WHOLE: _("都是全天"),
    FROM_NOON: _("第一天下午起"),
    TO_NOON: _("最后一天中午止"),
    BOTH: _("两头都是半天"),
}


class NoReasonError(ValueError):
    """Leave has no reason, or too long a one."""


class NeitherHalfError(ValueError):
    """It is no answer to how the first and the last day are."""


def _kind(typed: str, _today: date) -> str:
    named = {wording.KINDS[one]: one for one in ledger.KINDS}
    code = named.get(typed.strip(), typed)
    if code not in ledger.KINDS:
        raise NoSuchKindError(typed)
    return code


def _halves(typed: str, _today: date) -> str:
    if typed not in HALVES:
        raise NeitherHalfError
    return typed


def _reason(typed: str, _today: date) -> str:
    text = " ".join(typed.split())
    if not text or len(text) > LONGEST:
        raise NoReasonError
    return text


def _kinds(_today: date) -> Sequence[tuple[Say, str]]:
    return [(wording.kind(one), one) for one in ledger.KINDS]


def _near(_today: date) -> Sequence[tuple[Say, str]]:
    return (say("今天"), "今天"), (say("明天"), "明天"), (say("下周一"), "下周一")


def effects(made: Weighed) -> Sequence[Say]:
    """Word what leave would do, for the card before it is sent."""
    lines = [say(""), say(_("共 {days}（按工作日，含调休上班日）"), days=wording.days(made.days))]
    lines += wording.balances(made.balances, beyond=made.beyond)
    for one in made.months:
        lines += wording.pay(one)
    lines.append(wording.away(made.away))
    if made.certificate_due:
        day = made.certificate_due
        lines.append(say(_("医院的病历证明可在 {day} 前补交。"), day=day))
    return [*lines, wording.route(made.route)]


def _done(row: Leave) -> Screen:
    said = say(_("已提交。审批人会收到卡片，有结果马上告诉您。"))
    return Screen(said, [[(say(_("看请假")), Show(row.id))], ways(Leaves(0, 1))], protect=True)


KIND = Question(
    "kind",
    say(_("种类")),
    say(_("请什么假？")),
    _kind,
    shown=wording.kind,
    picks=_kinds,
)
FIRST = Question("first", say(_("第一天")), say(_("从哪天开始？")), reading.day, picks=_near)
LAST = Question(
    "last", say(_("最后一天")), say(_("到哪天为止（含当天）？")), reading.day, picks=_near
)
HALF = Question(
    "halves",
    say(_("半天")),
    say(_("头尾有没有半天？")),
    _halves,
    shown=lambda code: say(HALF_DAYS[code]),
    picks=lambda _today: [(say(HALF_DAYS[one]), one) for one in HALVES],
)
REASON = Question(
    "reason", say(_("原因")), say(_("请写原因，只有审批这件事的人能看到。")), _reason
)
QUESTIONS = (KIND, FIRST, LAST, HALF, REASON)
OWN = Form(
    "leave",
    say(_("请假")),
    QUESTIONS,
    asking.ask,
    _done,
    preview=asking.weigh,
    effects=effects,
)
BEHALF = Form(
    "leave for",
    say(_("代请假")),
    QUESTIONS,
    asking.ask,
    _done,
    given=("staff",),
    preview=asking.weigh,
    effects=effects,
)
MENDING = Form(
    "mend leave",
    say(_("修改请假")),
    tuple(
        Question(
            one.name,
            one.label,
            one.ask,
            one.read,
            one.shown,
            one.picks,
            optional=True,
            asked=False,
        )
        for one in QUESTIONS
    ),
    mending.mend,
    _done,
    given=("leave",),
    preview=mending.weigh,
    effects=effects,
    changes=True,
)


async def ask(context: Context, button: Ask) -> None:
    """Begin the form, for oneself or on somebody's behalf."""
    if not button.staff:
        await OWN.begin(context)
        return
    found = await context.run(people.person, context.who, context.today, button.staff)
    await BEHALF.begin(context, about=found.seen.employee.name, staff=button.staff)


async def mend(context: Context, button: Mend) -> None:
    """Change what was returned."""
    found = await context.run(view.card, context.who, context.today, button.leave)
    if found.mends:
        await MENDING.begin(context, leave=button.leave)
        return
    open_ = [[(say(_("看申请")), Open(found.one.approval or 0))], ways(Leaves(0, 1))]
    await context.show(Screen(say("此卡片已更新。"), open_, protect=True))


@words.register
def _no_reason(_error: NoReasonError) -> Say:
    return say(_("请写一两句原因，最多 {most} 个字，例如：送父亲去医院复查。"), most=LONGEST)


@words.register
def _neither_half(_error: NeitherHalfError) -> Say:
    return say(_("请点选：都是全天、第一天下午起、最后一天中午止，或两头都是半天。"))
