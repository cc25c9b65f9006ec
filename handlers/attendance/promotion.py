"""/promotion: ask for a promotion day on a weekend or holiday."""

from collections.abc import Sequence

from handlers import reading, words
from handlers.approvals.buttons import Open
from handlers.approvals.card import Subject
from handlers.attendance.buttons import Promote
from handlers.attendance.recording import note as note_of
from handlers.attendance.refusals import REFUSALS
from handlers.buttons import ButtonHandler
from handlers.context import Context, Row, Screen
from handlers.errors import words as worded
from handlers.forms import Form, Question
from handlers.i18n import Say, _, say
from handlers.topic import Entry, command, ways
from services.approvals import machine
from services.approvals.view import Card
from services.attendance import promotion
from services.attendance.promotion import AskedAlreadyError, Weighed, WorkingDayError
from services.working_days import Kind, UnpublishedYearError

NOT_FREE = {
    promotion.WORKED: say(_("这一天上班")),
    promotion.UNPUBLISHED: say(_("节假日安排还没公布")),
    promotion.ASKED: say(_("已经申请过")),
}
DAYS = {Kind.WEEKEND: _("{day}，周末"), Kind.HOLIDAY: _("{day}，公休日")}


async def ask(context: Context) -> None:
    """Begin the form."""
    await FORM.begin(context)


async def pressed(context: Context, _button: Promote) -> None:
    """Begin the form from a button."""
    await ask(context)


def _effects(found: Weighed) -> Sequence[Say]:
    return [
        say(DAYS[found.kind], day=found.day),
        say(_("批准后补贴 {amount} 预计（第28条）"), amount=words.marked(found.amount)),
    ]


def _asked(approval: int) -> Screen:
    said = say(_("已提交。审批人会收到卡片，有结果马上告诉您。"))
    return Screen(said, [[(say(_("看申请")), Open(approval))], ways()], protect=True)


FORM = Form(
    "promotion day",
    say(_("公休促销")),
    (
        Question(
            "day",
            say(_("日期")),
            say(_("哪个周末或公休日？可发「周日」，或日期如 11-25。")),
            reading.day,
            calendar=promotion.days,
            refusals={**REFUSALS, **NOT_FREE},
        ),
        Question("note", say(_("说明")), say(_("在哪里、做什么？")), note_of, optional=True),
    ),
    promotion.ask,
    _asked,
    preview=promotion.weigh,
    effects=_effects,
)


def _told(card: Card) -> Sequence[Say]:
    lines = _effects(card.subject.weighed)
    note = card.subject.note
    return [*lines, *([say(_("说明：{note}"), note=note)] if note else [])]


def _rows(card: Card) -> Sequence[Row]:
    if card.mine and card.state == machine.RETURNED:
        return [[(say(_("重新提交")), Promote())]]
    return []


@worded.register
def _works(_error: WorkingDayError) -> Say:
    return say(_("这一天上班，公休促销只能在周末或公休日。"))


@worded.register
def _already(_error: AskedAlreadyError) -> Say:
    return say(_("这一天您已经申请过。"))


@worded.register
def _unpublished(error: UnpublishedYearError) -> Say:
    return say(_("{year} 年的节假日安排还没公布，暂时不能办理。"), year=error.year)


SUBJECT = Subject(say(_("公休促销")), _told, _rows)
FORMS = (FORM,)
MENU = (Entry("promotion", say(_("申请公休促销"))),)
HANDLERS = (command("promotion", ask), ButtonHandler(Promote, pressed))
