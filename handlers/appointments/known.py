"""/known: whether a client is still free, before one registers him."""

from collections.abc import Mapping
from dataclasses import replace

from handlers.appointments.buttons import Book, Show
from handlers.appointments.form import NAME, PHONE, PHONE_TAIL, name, phone
from handlers.context import Context, Row, Screen
from handlers.forms import Form
from handlers.i18n import _, say
from handlers.topic import command, ways
from services.duplicates import knowing
from services.duplicates.knowing import ASK, FREE, OWN, TAKEN, Answer

SAID: Mapping[str, str] = {
    FREE: _("✓ 还没有人登记，可以预约。"),
    TAKEN: _("✗ 已有人登记或开户。认为客户应归您：先照常登记，再提出争议。"),
    OWN: _("这位客户是您自己登记的。"),
    ASK: _("有相近的客户，拿不准是不是同一位，请问后勤支持岗。"),
}


def drawn(found: Answer) -> Screen:
    """Return the answer, and nothing of whom it met."""
    left = say(_("这次查询已记录。今天还能登记、查询 {left} 次。"), left=found.left)
    rows: dict[str, list[Row]] = {
        FREE: [[(say(_("＋ 预约登记")), Book())]],
        OWN: [[(say(_("看预约")), Show(found.appointment or 0))]],
    }
    return Screen([say(SAID[found.said]), left], [*rows.get(found.said, []), ways()], protect=True)


FORM = Form(
    "client known",
    say(_("查客户")),
    (NAME, replace(PHONE_TAIL, ask=say(_("客户电话，或后四位？不知道就跳过。")), asked=True)),
    knowing.known,
    drawn,
)


async def known(context: Context) -> None:
    """Answer for the name, and the phone if there is one, that follow; else ask for them."""
    said = list(context.args or ())
    if not said:
        await FORM.begin(context)
        return
    called = phone(said.pop(), context.today) if said[1:] and PHONE.fullmatch(said[-1]) else None
    wanted = name(" ".join(said), context.today)
    who, now = context.who, context.now
    found = await context.run(knowing.known, who, now, name=wanted, phone=called)
    await context.tell(drawn(found))


HANDLERS = (command("known", known),)
FORMS = (FORM,)
