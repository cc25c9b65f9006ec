"""The hospital's record: handed in later, looked at, asked for while it is missing."""

from collections.abc import Iterator

from handlers import questions
from handlers.context import Attachment, Context, Screen
from handlers.errors import words
from handlers.forms import Form
from handlers.i18n import Say, _, say
from handlers.leave import mine, wording
from handlers.leave.acts import OUTDATED
from handlers.leave.buttons import HandIn, Mend, MendChange, See
from handlers.topic import Waiting
from services import attachments
from services.attachments import Kind
from services.leave import certificates, view
from services.leave.certificates import HandedInError
from services.leave.settling import BACK
from services.leave.view import LeaveCard, One

PHOTO = "photo.jpg"


def _handed_in(found: LeaveCard) -> Screen:
    return mine.card(found, say(_("证明已收到，审批人可以查看。")))


FORM = Form(
    "leave record",
    say(_("补交证明")),
    (
        questions.attachment(
            "certificate",
            say(_("病历证明")),
            say(_("请发区级以上医院的病历证明：照片或文件。")),
        ),
    ),
    certificates.hand_in,
    _handed_in,
    given=("leave",),
)


async def hand_in(context: Context, button: HandIn) -> None:
    """Ask for the record."""
    found = await context.run(view.card, context.who, context.today, button.leave)
    if found.hands_in:
        await FORM.begin(
            context, about="" if found.mine else found.person.name, leave=button.leave
        )
    else:
        await context.show(mine.card(found, OUTDATED))


async def see(context: Context, button: See) -> None:
    """Send the record."""
    one = await context.run(certificates.record, context.who, context.today, button.approval)
    said = say(_("病历证明"))
    if attachments.kind_of(one.content) is Kind.PDF or one.name:
        sent = Attachment(one.name, one.content)
        await context.tell(Screen(said, document=sent, protect=True))
    else:
        await context.tell(Screen(said, photo=Attachment(PHOTO, one.content), protect=True))


async def waits(context: Context) -> list[Waiting]:
    """Return the leave that was returned to one, and the records that one owes."""
    found = await context.run(view.owed, context.who, context.today)
    return [line for one in found for line in _owed(one)]


def _owed(one: One) -> Iterator[Waiting]:
    if one.state == "returned":
        yield _returned(one)
    elif one.change_returned:
        text = _("取消请假已退回，等您修改：{title}")
        if one.change == BACK:
            text = _("销假已退回，等您修改：{title}")
        said = say(text, title=wording.title(one))
        yield Waiting(said, say(_("修改后再提交")), MendChange(one.id))
    if one.state != "returned" and one.certificate_due and not one.certificate:
        yield _waiting(one)


def _returned(one: One) -> Waiting:
    text = say(_("请假已退回，等您修改：{title}"), title=wording.title(one))
    return Waiting(text, say(_("修改请假")), Mend(one.id))


def _waiting(one: One) -> Waiting:
    text = say(
        _("{kind} {span}：病历证明还没交，最晚 {day}"),
        kind=wording.kind(one.kind),
        span=wording.span(one.held or one.span),
        day=one.certificate_due,
    )
    return Waiting(text, say(_("补交证明")), HandIn(one.id))


@words.register
def _already(_error: HandedInError) -> Say:
    return say(_("这次请假的证明已经交了，或不需要证明。"))
