"""The form with which the back office registers a client for somebody of its department."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.appointments import form, stopped, wording
from handlers.appointments.buttons import BookFor, Show
from handlers.buttons import ButtonHandler
from handlers.context import Context, Screen
from handlers.forms import Form, Question
from handlers.i18n import Say, _, say
from handlers.questions import chosen
from handlers.topic import ways
from services.appointments import behalf
from services.appointments.registering import Weighed
from services.appointments.rows import STOPPED
from services.store.clients import Appointment


def _effects(made: Weighed) -> Sequence[Say]:
    """Word what registering does; who is not asked whether he comes, does not."""
    lines = form.facts(made)
    if not made.accompanied:
        lines.append(say(_("陪同：{company}"), company=wording.company(accompanied=False)))
    told = say(_("提交后客户经理马上看到。有效期到 {day}（含当天）。"), day=made.valid_until)
    return [*lines, told]


def _done(row: Appointment) -> Screen:
    if row.state == STOPPED:
        return stopped.done(row)
    said = say(_("✓ 已登记，{moment} 到场。客户经理会收到通知。"), moment=row.planned)
    buttons = [(say(_("看预约")), Show(row.id)), (say(_("再登记一位")), BookFor())]
    return Screen(said, [buttons, ways()], protect=True)


OWNER = Question(
    "owner",
    say(_("客户经理")),
    say(_("替谁登记？可发姓名、拼音或工号。")),
    chosen,
    shown=lambda one: say("{name}", name=one.name),
    look=behalf.owners,
)
FORM = Form(
    "appointment for",
    say(_("代登记")),
    (
        OWNER,
        form.NAME,
        form.ASSETS,
        replace(form.DAY, calendar=behalf.days),
        form.TIME,
        replace(form.COMPANY, optional=True, asked=False),
        form.KIND,
        form.PHONE_TAIL,
    ),
    behalf.register,
    _done,
    preview=behalf.weigh,
    effects=_effects,
)


async def begin(context: Context, _button: BookFor) -> None:
    """Begin the form."""
    await context.run(behalf.owners, context.who, context.today, "")
    await FORM.begin(context)


FORMS = (FORM,)
HANDLERS = (ButtonHandler(BookFor, begin),)
