"""The sign-off in chat: the opening reported, signed by four, recorded, archived (Article 31)."""

from handlers.buttons import ButtonHandler
from handlers.context import Context
from handlers.i18n import _, counted, say
from handlers.ownership import archive, chain, form, printing, recording, signing, telling
from handlers.ownership.buttons import Look, Mend, Opened, ToArchive, ToRecord, Waiting
from handlers.topic import Entry, Handler
from handlers.topic import Waiting as Owed
from services.appointments.registering import FIELD
from services.ownership import archiving, view
from services.ownership import recording as records

SIGNERS = frozenset({"back_office", "trading_manager", "finance_manager", "general_manager"})
KEEPERS = frozenset({"trading_manager"})
LEADING = SIGNERS - {"back_office"}
MENU = (
    Entry(
        "sign",
        say(_("客户归属签核：可一次签多件")),
        say(_("客户签核")),
        Waiting(1),
        SIGNERS,
        LEADING,
    ),
    Entry("record", say(_("录入客户号、归档")), say(_("录入归档")), ToRecord(1), KEEPERS, KEEPERS),
    Entry("archive", say(_("归档目录：客户经理的编号")), posts=FIELD | SIGNERS),
)
FORMS = (form.OPENING, form.MENDING, recording.FORM)
APPROVALS = telling.APPROVALS
NOTICES = telling.NOTICES


async def waits(context: Context) -> list[Owed]:
    """Return what was given back to one, and how many wait to be recorded and archived."""
    who, today = context.who, context.today
    mine = await context.run(view.owed, who, today)
    made = [
        Owed(
            say(_("开户签核已退回，等您修改：{client}"), client=name),
            say(_("修改 {client}"), client=name),
            Mend(one),
        )
        for one, name in mine
    ]
    _cases, total = await context.run(records.waiting, who, today, 0, 0)
    if total:
        said = counted("待录入客户号 {count} 件", "待录入客户号 {count} 件", total)
        made.append(Owed(said, say(_("去录入")), ToRecord(1)))
    pile = await context.run(archiving.waiting, who, today, 0, 0)
    if pile.total:
        said = counted("待归档 {count} 件", "待归档 {count} 件", pile.total)
        made.append(Owed(said, say(_("去归档")), ToArchive(1)))
    return made


WAITING = waits
HANDLERS: tuple[Handler, ...] = (
    ButtonHandler(Opened, form.opened),
    ButtonHandler(Mend, form.mend),
    ButtonHandler(Look, chain.look),
    *printing.HANDLERS,
    *signing.HANDLERS,
    *recording.HANDLERS,
    *archive.HANDLERS,
)
