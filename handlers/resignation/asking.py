"""/resign: the form, what it means before it is sent, one's own wish, and staying after all."""

from collections.abc import Sequence
from datetime import date

from handlers import reading
from handlers.approvals.buttons import Open
from handlers.approvals.card import Subject
from handlers.buttons import ButtonHandler
from handlers.context import Context, Row, Screen
from handlers.errors import words
from handlers.forms import Form, Question
from handlers.i18n import Say, _, say
from handlers.render import Bold
from handlers.resignation import wording
from handlers.resignation.buttons import Again, Handover, Mine, Stay
from handlers.topic import command, ways
from services.approvals.machine import APPROVED, RETURNED, RUNNING
from services.approvals.view import Card
from services.resignation import asking
from services.resignation.asking import LastDayError, NothingToTakeUpError, UnderwayError
from services.resignation.dates import months_later
from services.resignation.settling import Told

LONGEST = 300
STATES = {
    RUNNING: _("辞职申请审批中"),
    RETURNED: _("辞职申请已退回，请修改后再提交"),
    APPROVED: _("离职办理中"),
}


class ReasonError(ValueError):
    """A reason is too long, or there is none."""


def _last_day(typed: str, today: date) -> date:
    found = reading.day(typed, today)
    if found < today:
        raise LastDayError(today, months_later(today, asking.FARTHEST))
    return found


def _picks(today: date) -> Sequence[tuple[Say, str]]:
    days = (months_later(today, 1), months_later(today, 2))
    return [(say("{day}", day=one), one.isoformat()) for one in days]


def _reason(typed: str, _today: date) -> str:
    text = typed.strip()
    if not 0 < len(text) <= LONGEST:
        raise ReasonError
    return text


def _asked(approval: int) -> Screen:
    text = say(_("已提交。审批人会收到卡片，批准以前可以撤回。"))
    return Screen(text, [[(say(_("看申请")), Open(approval))], ways()], protect=True)


LAST_DAY = Question(
    "last_day",
    say(_("最后工作日")),
    say(
        _(
            "最后一天上班是哪天？按第28条要提前一个月；早于一个月的也可以提，会标明「不足一个月」。"
            "可发 12-31。"
        )
    ),
    _last_day,
    picks=_picks,
)
REASON = Question(
    "reason",
    say(_("原因")),
    say(_("想写原因吗？审批人会看到；可以跳过。")),
    _reason,
    optional=True,
)
ASK = Form(
    "resignation",
    say(_("辞职申请")),
    (LAST_DAY, REASON),
    asking.ask,
    _asked,
    preview=asking.outlook_of,
    effects=lambda found: [*wording.means(found)],
)
AGAIN = Form(
    "resignation again",
    say(_("辞职申请")),
    (LAST_DAY, REASON),
    asking.again,
    _asked,
    given=("resignation",),
    preview=asking.outlook_of,
    effects=lambda found: [*wording.means(found)],
)
STAY = Form(
    "resignation stay",
    say(_("撤回辞职")),
    (Question("reason", say(_("原因")), say(_("为什么想留下？审批人会看到。")), _reason),),
    asking.ask_to_stay,
    _asked,
)


async def resign(context: Context) -> None:
    """Begin the form, or show how the wish stands."""
    found = await context.run(asking.mine, context.who, context.today)
    if found is None:
        await ASK.begin(context)
    else:
        await context.show(_mine(found))


async def mine(context: Context, _button: Mine) -> None:
    """Show how one's own wish stands."""
    await resign(context)


async def again(context: Context, button: Again) -> None:
    """Begin the form once more."""
    await AGAIN.begin(context, resignation=button.resignation)


async def stay(context: Context, _button: Stay) -> None:
    """Ask why one would stay, if that can still be asked."""
    found = await context.run(asking.mine, context.who, context.today)
    if found is None or found.state != APPROVED or found.withdrawing:
        raise NothingToTakeUpError
    await STAY.begin(context)


def _mine(found: asking.Mine) -> Screen:
    lines = [
        say("{state}", state=Bold(say(STATES[found.state]))),
        say(_("最后工作日 {day}"), day=Bold(found.last_day)),
        *wording.means(found.outlook),
    ]
    row: Row = [(say(_("看申请")), Open(found.approval_id))]
    rows = [row]
    if found.state == RETURNED:
        rows.append([(say(_("修改再提交")), Again(found.id))])
    elif found.state == APPROVED:
        rows.append([(say(_("交接清单")), Handover(found.id))])
        if found.withdrawing:
            lines.append(say(_("您申请撤回辞职，正在审批。")))
            rows.append([(say(_("看撤回申请")), Open(found.withdrawing))])
        else:
            rows.append([(say(_("撤回辞职")), Stay())])
    return Screen(lines, [*rows, ways()], protect=True)


def _lines(card: Card) -> Sequence[Say]:
    told: Told = card.subject
    lines = [say(_("最后工作日 {day}"), day=Bold(told.outlook.last_day))]
    if told.reason:
        lines.append(say(_("原因：{reason}"), reason=told.reason))
    return [*lines, *wording.means(told.outlook)]


def _staying(card: Card) -> Sequence[Say]:
    told: Told = card.subject
    lines = [say(_("最后工作日 {day}"), day=Bold(told.outlook.last_day))]
    return [*lines, say(_("想留下的原因：{reason}"), reason=told.withdrawal)]


def _rows(card: Card) -> Sequence[Row]:
    mended = card.mine and card.state == RETURNED
    return [[(say(_("修改再提交")), Again(card.subject_id))]] if mended else []


APPROVALS = {
    asking.KIND: Subject(say(_("辞职申请")), _lines, _rows),
    asking.WITHDRAWAL: Subject(say(_("撤回辞职申请")), _staying),
}


@words.register
def _last_day_out(error: LastDayError) -> Say:
    return say(
        _("最后工作日要在 {first} 到 {last} 之间。例如：{first}。"),
        first=error.first,
        last=error.last,
    )


@words.register
def _underway(error: UnderwayError) -> Screen:
    row = [[(say(_("看我的辞职")), Mine())], ways()]
    if error.left:
        text = say(_("您的离职已经登记，最后工作日 {day}，不用再申请。"), day=error.left)
        return Screen(text, [ways()], protect=True)
    return Screen(say(_("您已经提出过辞职，还在办理。")), row, protect=True)


@words.register
def _nothing_to_take_up(_error: NothingToTakeUpError) -> Screen:
    row = [[(say(_("看我的辞职")), Mine())], ways()]
    return Screen(say(_("这件事已经不能再提：请看现在的进展。")), row, protect=True)


@words.register
def _no_reason(_error: ReasonError) -> Say:
    return say(_("请写 1 到 {most} 个字，例如：家人调动，要搬去外地。"), most=LONGEST)


FORMS = (ASK, AGAIN, STAY)
HANDLERS = (
    command("resign", resign),
    ButtonHandler(Mine, mine),
    ButtonHandler(Again, again),
    ButtonHandler(Stay, stay),
)
