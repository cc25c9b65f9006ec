"""申诉: a reason, then an approval above whoever recorded the event."""

from collections.abc import Sequence
from datetime import date

from handlers.approvals.buttons import Open
from handlers.approvals.card import Subject
from handlers.attendance import wording
from handlers.attendance.buttons import Contest, ContestRow, Photo
from handlers.buttons import ButtonHandler
from handlers.context import Context, Row, Screen
from handlers.errors import words
from handlers.forms import Form, Question
from handlers.i18n import Say, _, say
from handlers.questions import attachment
from handlers.render import plain
from handlers.topic import ways
from services.approvals import machine
from services.approvals.view import Card
from services.attendance import contest_card, contests
from services.attendance.contest_card import Contested
from services.attendance.contests import (
    ContestClosedError,
    ContestedError,
    NotYoursToContestError,
    TooLateToContestError,
)
from services.attendance.rows import Happened

LONGEST = 300


class NoContestReasonError(ValueError):
    """A contest has no reason, or too long a one."""


async def contest(context: Context, button: Contest) -> None:
    """Ask for the reason."""
    found = await context.run(contests.open_event, context.who, context.now, button.event)
    await FORM.begin(context, await _about(context, found), event=button.event)


async def contest_row(context: Context, button: ContestRow) -> None:
    """Ask for the reason of contesting an imported row."""
    found = await context.run(contests.open_row, context.who, context.now, button.row)
    await ROW_FORM.begin(context, await _about(context, found), row=button.row)


async def _about(context: Context, found: Happened) -> str:
    """Return which event is contested, for the form's title."""
    told = wording.event(found.kind, found.quantity)
    said = say(_("{day} {event}"), day=found.day, event=told)
    return plain(said, await context.language())


def _reason(typed: str, _today: date) -> str:
    text = typed.strip()
    if not text or len(text) > LONGEST:
        raise NoContestReasonError
    return text


def _asked(approval: int) -> Screen:
    said = say(_("申诉已提交，由登记人的上级决定。有结果马上告诉您。"))
    return Screen(said, [[(say(_("看申诉")), Open(approval))], ways()], protect=True)


REASON = Question("reason", say(_("理由")), say(_("为什么不对？写给决定的人看。")), _reason)
PHOTO = attachment(
    "photo", say(_("照片")), say(_("有照片或文件就发来，没有就跳过。")), optional=True
)
ASKED = (REASON, PHOTO)
FORM = Form("contest", say(_("申诉")), ASKED, contests.contest, _asked, given=("event",))
ROW_FORM = Form("contest row", say(_("申诉")), ASKED, contests.contest_row, _asked, given=("row",))


def _told(card: Card) -> Sequence[Say]:
    found: Contested = card.subject
    lines = [
        say(
            _("{day} {event}"),
            day=found.day,
            event=wording.event(found.kind, found.quantity),
        ),
        say(_("导入：{file}"), file=found.file)
        if found.file
        else wording.recorded(found.by, found.at, found.note),
    ]
    if found.note and not wording.of_house(found.by, found.note):
        lines.append(say(_("说明：{note}"), note=found.note))
    return [*lines, say(_("申诉理由：{reason}"), reason=found.reason)]


def _rows(card: Card) -> Sequence[Row]:
    found: Contested = card.subject
    photos = [(say(_("看照片")), Photo(card.id, number)) for number in range(found.photos)]
    again = [(say(_("改写理由")), Contest(card.subject_id))]
    mends = card.mine and card.state == machine.RETURNED
    return [*([photos] if photos else []), *([again] if mends else [])]


async def see(context: Context, button: Photo) -> None:
    """Send a photo of a contest."""
    one, number = button.approval, button.number
    file_id = await context.run(contest_card.photo, context.who, context.today, one, number)
    await context.tell(Screen(say(_("照片")), stored=file_id, protect=True))


@words.register
def _no_reason(_error: NoContestReasonError) -> Say:
    return say(_("请写明理由，{most} 字以内。"), most=LONGEST)


@words.register
def _not_yours(_error: NotYoursToContestError) -> Say:
    return say(_("没有这一条，或者它不是您的。"))


@words.register
def _too_late(error: TooLateToContestError) -> Say:
    return say(_("申诉期是告知后的 {days} 个工作日，已经过了。"), days=error.days)


@words.register
def _closed(error: ContestClosedError) -> Say:
    return say(
        _("{month}已定稿，这一条不能再申诉。有异议请直接找后勤支持岗，差额只能在以后的月份处理。"),
        month=error.months[0],
    )


@words.register
def _contested(error: ContestedError) -> Say:
    return say(STATES[error.state])


STATES = {
    "contested": _("您已经申诉过，正在等决定。"),
    "upheld": _("已经申诉过，决定维持。"),
    "cancelled": _("这一条已经撤销，不用申诉。"),
}
SUBJECT = Subject(say(_("考勤申诉")), _told, _rows)
FORMS = (FORM, ROW_FORM)
HANDLERS = (
    ButtonHandler(Contest, contest),
    ButtonHandler(ContestRow, contest_row),
    ButtonHandler(Photo, see),
)
