"""/inventory: an outlet's items, what there is and who holds it (Articles 8.6, 9.2)."""

from handlers.buttons import ButtonHandler
from handlers.i18n import _, say
from handlers.inventory import card, exporting, forms, lists, telling
from handlers.inventory.buttons import (
    ExportItems,
    HandOn,
    ItemOf,
    MyItems,
    Outlets,
    Recount,
    Refuse,
    Register,
    Shelf,
    Take,
    TakeBack,
    WriteOff,
)
from handlers.topic import Entry, Handler, command
from services.inventory.rights import HOLDS, READS

MENU = (
    Entry(
        "inventory",
        say(_("物品：宣传品和设备，谁在保管")),
        say(_("物品登记")),
        Outlets(1),
        READS | HOLDS,
        on_home=READS,
    ),
)
FORMS = forms.FORMS
CARDS = telling.CARDS
WAITING = lists.waits
HANDLERS: tuple[Handler, ...] = (
    command("inventory", lists.home),
    ButtonHandler(Outlets, lists.outlets),
    ButtonHandler(Shelf, lists.shelf),
    ButtonHandler(MyItems, lists.mine),
    ButtonHandler(ItemOf, card.show),
    ButtonHandler(Take, card.take),
    ButtonHandler(TakeBack, card.take_back),
    ButtonHandler(Register, forms.register),
    ButtonHandler(HandOn, forms.hand_on),
    ButtonHandler(Recount, forms.recount),
    ButtonHandler(WriteOff, forms.write_off),
    ButtonHandler(Refuse, forms.refuse),
    ButtonHandler(ExportItems, exporting.ask),
)
