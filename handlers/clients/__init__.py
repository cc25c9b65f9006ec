"""Clients in chat: listed and found, handed over; the card they are handed."""

from handlers.clients import handing, listing, manager, telling
from handlers.clients.buttons import Clients
from handlers.i18n import _, say
from handlers.topic import Entry
from services.appointments.registering import FIELD

MENU = (
    Entry(
        "clients",
        say(_("我的客户；可加姓名、拼音首字母或客户号，如 /clients wxl")),
        say(_("我的客户")),
        Clients(0, 1),
        FIELD,
    ),
    Entry("mycard", say(_("名片：给客户的「我的客户经理」")), posts=FIELD),
)
FORMS = (*handing.FORMS, *manager.FORMS)
WAITING = telling.waits
TYPED = listing.typed
CARDS = telling.CARDS
HANDLERS = (
    *listing.HANDLERS,
    *handing.HANDLERS,
    *manager.HANDLERS,
)
