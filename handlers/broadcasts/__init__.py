"""/notices: what one got, read and answered; for the back office: written, sent, followed."""

from handlers.broadcasts import audience, draft, forms, managing, reader, report, telling
from handlers.broadcasts.buttons import Notices
from handlers.i18n import _, say
from handlers.topic import Entry, Handler
from services.broadcasts.rows import AUTHORS

MENU = (
    Entry(
        "notices",
        say(_("通知：收到的，以及后勤发通知")),
        say(_("通知")),
        Notices(1),
        on_home=AUTHORS,
    ),
)
FORMS = (*forms.FORMS, reader.FORM)
WAITING = reader.waits
CARDS = telling.CARDS
JOBS = telling.JOBS
HANDLERS: tuple[Handler, ...] = (
    *reader.HANDLERS,
    *forms.HANDLERS,
    *draft.HANDLERS,
    *audience.HANDLERS,
    *managing.HANDLERS,
    *report.HANDLERS,
)
