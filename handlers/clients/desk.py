"""What the back office and superiors do with the clients of many: settle, export."""

from handlers.clients import exporting, settling
from handlers.clients.buttons import Export, Unsettled
from handlers.i18n import _, say
from handlers.topic import Entry
from services.clients.export import ALL

OFFICE = frozenset({"back_office"})
ABOVE = OFFICE | {
    "general_manager",
    "project_director",
    "district_manager",
    "station_manager",
}
"""Posts that see the clients of others."""

MENU = (
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
FORMS = settling.FORMS
HANDLERS = (*settling.HANDLERS, *exporting.HANDLERS)
