"""The registration form printed, as PDF or for Word, filled in as far as it goes."""

import asyncio
from collections.abc import Mapping

from handlers import papers
from handlers.appointments import card as appointments
from handlers.appointments.buttons import Show
from handlers.buttons import ButtonHandler
from handlers.context import Attachment, Context, Row, Screen
from handlers.i18n import _, say
from handlers.ownership.buttons import Print, Printed
from handlers.papers import Checked, Registration, Signature
from handlers.render import plain
from handlers.topic import ways
from services.appointments.view import Card
from services.approvals.view import Said
from services.ownership import printing
from services.ownership.printing import Filled

STEPS = {
    "first_check": "back_office",
    "trading": "trading_manager",
    "finance": "finance_manager",
    "general": "general_manager",
}


@appointments.acts
def prints(card: Card) -> Row:
    """Return the button that prints the form, for whoever may see the whole name."""
    return [(say(_("打印登记表")), Print(card.id))] if card.reveals else []


async def choose(context: Context, button: Print) -> None:
    """Ask for which program."""
    said = say(_("打印客户确认登记表：里面有客户全名，这次打印会记录。"))
    row: Row = [
        (say(_("PDF 文件")), Printed(button.appointment, word=False)),
        (say(_("Word 文件")), Printed(button.appointment, word=True)),
    ]
    await context.show(Screen(said, [row, ways(Show(button.appointment))], protect=True))


async def printed(context: Context, button: Printed) -> None:
    """Send the form."""
    found = await context.run(printing.filled, context.who, context.now, button.appointment)
    reader, draw = await context.reader(), papers.as_docx if button.word else papers.as_pdf
    form = _form(found, context)
    content = await asyncio.to_thread(draw, form, reader)
    title = plain(say(_("客户确认登记表")), reader.language, reader.zone)
    end = "docx" if button.word else "pdf"
    said = say(_("客户确认登记表（这次打印已记录）"))
    await context.tell(Screen(said, document=Attachment(f"{title}.{end}", content)))


def _form(one: Filled, context: Context) -> Registration:
    return Registration(
        branch=one.branch,
        marketer=one.marketer,
        number=one.number,
        outlet=one.outlet,
        client=one.client,
        institution=one.institution,
        made_on=context.today,
        phone=one.phone,
        assets=one.assets,
        planned=one.planned,
        opened_on=one.opened_on,
        client_number=one.client_number,
        checked=_checked(one),
        archive=one.document,
        **_signatures(one.signed, context),
    )


def _checked(one: Filled) -> Checked:
    if one.noes is None:
        return Checked()
    return Checked(
        real_name="real_name" not in one.noes,
        own_hand="own_hand" not in one.noes,
        suitability="suitability" not in one.noes,
        accompanied=None if "told" in one.noes else one.accompanied,
    )


def _signatures(signed: Mapping[str, Said], context: Context) -> dict[str, Signature]:
    zone = context.house.zone
    found = {name: signed[post] for name, post in STEPS.items() if post in signed}
    return {
        name: Signature(said.name, said.at.astimezone(zone).date(), said.for_name)
        for name, said in found.items()
    }


HANDLERS = (ButtonHandler(Print, choose), ButtonHandler(Printed, printed))
