"""/rewards: what the banks get each month: agreed with them, paid, exported to be signed."""

from handlers.buttons import ButtonHandler
from handlers.i18n import _, say
from handlers.rewards import exporting, forms, line, month, refusals, telling
from handlers.rewards.buttons import (
    Add,
    Agree,
    Change,
    Choose,
    Copy,
    Drop,
    Export,
    LineOf,
    ListOf,
    Nothing,
    Open,
    Pay,
    TakeBack,
)
from handlers.topic import Entry, Handler, command
from services.rewards.rights import READS

__all__ = ["BRIEFS", "CARDS", "FORMS", "HANDLERS", "MENU", "WAITING", "refusals"]

MENU = (
    Entry(
        "rewards", say(_("银行奖励：每月核对、兑现、导出签收")), say(_("银行奖励")), Open(), READS
    ),
)
FORMS = forms.FORMS
BRIEFS = telling.BRIEFS
CARDS = telling.CARDS
WAITING = telling.waits
HANDLERS: tuple[Handler, ...] = (
    command("rewards", month.home),
    ButtonHandler(Open, month.open_),
    ButtonHandler(ListOf, month.page),
    ButtonHandler(LineOf, line.show),
    ButtonHandler(Choose, month.choose),
    ButtonHandler(Add, forms.add),
    ButtonHandler(Copy, month.copy),
    ButtonHandler(Nothing, month.nothing),
    ButtonHandler(Export, exporting.send),
    ButtonHandler(Change, forms.change),
    ButtonHandler(Agree, forms.agree),
    ButtonHandler(Pay, forms.pay),
    ButtonHandler(TakeBack, forms.take_back),
    ButtonHandler(Drop, line.drop),
)
