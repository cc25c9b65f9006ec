"""Clients in chat: listed and found, handed over, settled, exported; the card they are handed."""

from handlers.clients import exporting, handing, listing, manager, settling, telling
from handlers.clients.buttons import Clients, Export, MyCard, Unsettled
from handlers.i18n import _, say
from handlers.topic import Entry
from services.appointments.registering import FIELD
from services.clients.export import ALL

OFFICE = frozenset({"back_office"})
ABOVE = frozenset(
    {
        "back_office",
        "general_manager",
        "project_director",
        "district_manager",
        "station_manager",
    }
)
"""Posts that see the clients of others."""

MENU = (
    Entry(
        "clients",
        say(_("我的客户；可加姓名、拼音首字母或客户号，如 /clients wxl")),
        say(_("我的客户")),
        Clients(0, 1),
        FIELD,
    ),
    Entry("mycard", say(_("名片：给客户的「我的客户经理」")), say(_("我的名片")), MyCard(), FIELD),
    Entry(
        "settle", say(_("没有预约的开户：认定归属")), say(_("待认定归属")), Unsettled(1), OFFICE
    ),
    Entry(
        "clientsheet",
        say(_("导出所有可看的客户")),
        say(_("导出客户")),
        Export(ALL, sure=False),
        ABOVE,
    ),
)
FORMS = (*handing.FORMS, *settling.FORMS, *manager.FORMS)
WAITING = telling.waits
TYPED = listing.typed
CARDS = telling.CARDS
HANDLERS = (
    *listing.HANDLERS,
    *handing.HANDLERS,
    *settling.HANDLERS,
    *exporting.HANDLERS,
    *manager.HANDLERS,
)
