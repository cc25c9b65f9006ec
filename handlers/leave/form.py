"""The form for leave: kind, from when to when, why; and what it does, before it is sent."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from handlers import reading
from handlers.approvals.buttons import Open
from handlers.context import Context, Screen
from handlers.errors import words
from handlers.forms import Form, Question
from handlers.i18n import Say, _, say
from handlers.leave import wording
from handlers.leave.buttons import Ask, Leaves, Mend, Show
from handlers.leave.refusals import REFUSALS
from handlers.questions import attachment, near_days
from handlers.topic import ways
from services import people
from services.leave import asking, days, ledger, mending, view
from services.leave.asking import BOTH, FROM_NOON, HALVES, TO_NOON, WHOLE, Weighed
from services.leave.checks import NoSuchKindError
from services.store.leave import Leave

LONGEST = 300
HALF_DAYS = {
    WHOLE: _("全天"),
    FROM_NOON: _("首日下午起"),
    TO_NOON: _("末日中午止"),
    BOTH: _("首末都半天"),
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


def _kinds(_today: date) -> Sequence[tuple[Say, str]]:
    return [(wording.kind(one), one) for one in ledger.KINDS]


def effects(made: Weighed) -> Sequence[Say]:
    """Word what leave would do, for the card before it is sent."""
    lines = [say(""), say(_("共 {days}（按工作日，含调休上班日）"), days=wording.days(made.days))]
    lines += wording.balances(made.balances, beyond=made.beyond)
    for one in made.months:
        lines += wording.pay(one)
    lines.append(wording.away(made.away))
    if made.certificate_due:
        day = made.certificate_due
        lines.append(say(_("病历证明最晚 {day} 补交。"), day=day))
    return [*lines, wording.route(made.route)]


def _mended(made: Weighed) -> Sequence[Say]:
    """Word what leave would be and do once it is changed."""
    what = say(_("{kind} {span}"), kind=wording.kind(made.kind), span=wording.span(made.span))
    return [what, *effects(made)]


def _done(row: Leave) -> Screen:
    said = say(_("已提交。审批人会收到卡片，有结果马上告诉您。"))
    back = Leaves(0 if row.made_by == row.staff_id else row.staff_id, 1)
    return Screen(said, [[(say(_("看请假")), Show(row.id))], ways(back)], protect=True)


KIND = Question(
    "kind",
    say(_("种类")),
    say(_("请什么假？")),
    _kind,
    shown=wording.kind,
    picks=_kinds,
)
FIRST = Question(
    "first",
    say(_("第一天")),
    say(_("从哪天开始？")),
    reading.day,
    picks=near_days,
    calendar=days.starts,
    refusals=REFUSALS,
)
LAST = Question(
    "last",
    say(_("最后一天")),
    say(_("到哪天为止（含当天）？")),
    reading.day,
    calendar=days.ends,
    refusals=REFUSALS,
)
HALF = Question(
    "halves",
    say(_("半天")),
    say(_("头尾有没有半天？只请一天时，「首日下午起」是下午半天，「末日中午止」是上午半天。")),
    _halves,
    shown=lambda code: say(HALF_DAYS[code]),
    picks=lambda _today: [(say(HALF_DAYS[one]), one) for one in HALVES],
)
REASON = Question(
    "reason",
    say(_("原因")),
    say(_("请写原因，审批人和您的上级会看到。")),
    reading.words(LONGEST, NoReasonError),
)
RECORD = attachment(
    "certificate",
    say(_("病历证明")),
    say(_("请发区级以上医院的病历证明：照片或文件。暂时没有可以跳过，之后补交。")),
    optional=True,
    when=lambda given: given.get("kind") in ledger.CERTIFIED,
)
QUESTIONS = (KIND, FIRST, LAST, HALF, REASON)
OWN = Form(
    "leave",
    say(_("请假")),
    (*QUESTIONS, RECORD),
    asking.ask,
    _done,
    preview=asking.weigh,
    effects=effects,
)
BEHALF = Form(
    "leave for",
    say(_("代请假")),
    (*QUESTIONS, RECORD),
    asking.ask,
    _done,
    given=("staff",),
    preview=asking.weigh,
    effects=effects,
)
MENDING = Form(
    "mend leave",
    say(_("修改请假")),
    tuple(replace(one, optional=True, asked=False) for one in QUESTIONS),
    mending.mend,
    _done,
    given=("leave",),
    preview=mending.weigh,
    effects=_mended,
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
    return say(_("请点选：全天、首日下午起、末日中午止，或首末都半天。"))
