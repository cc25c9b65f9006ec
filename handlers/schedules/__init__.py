"""/reminders: what recurs and when, moved by the branch's back office; the month ahead."""

from handlers.buttons import ButtonHandler
from handlers.i18n import _, say
from handlers.schedules import ahead, forms, overview
from handlers.schedules.buttons import All, Coming, Drop, Missed, Move, One, Restore
from handlers.topic import Entry, command

FORMS = forms.FORMS
MENU = (
    Entry(
        "reminders",
        say(_("提醒时间：什么时候提醒，未来一个月")),
        say(_("提醒时间")),
        All(1),
        on_home=frozenset({"back_office"}),
    ),
)
HANDLERS = (
    command("reminders", overview.first_page),
    ButtonHandler(All, overview.page),
    ButtonHandler(One, overview.card),
    ButtonHandler(Coming, ahead.coming),
    ButtonHandler(Missed, ahead.missed),
    ButtonHandler(Drop, overview.drop),
    ButtonHandler(Restore, overview.restore),
    ButtonHandler(Move, forms.move),
)
