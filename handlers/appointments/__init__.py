"""Appointments in chat: a client registered before the opening, one's own ones, their cards."""

from handlers.appointments import acts, arrivals, behalf, card, form, known, stopped, telling
from handlers.appointments.buttons import Mine
from handlers.i18n import _, say
from handlers.topic import Entry
from services.appointments.registering import FIELD

MENU = (
    Entry("book", say(_("预约登记：开户前先登记客户")), posts=FIELD),
    Entry("known", say(_("查客户：有没有人登记过")), posts=FIELD),
    Entry("bookings", say(_("我的预约")), say(_("客户预约")), Mine(1), FIELD),
    arrivals.OF_OFFICE,
)
FORMS = (*form.FORMS, *acts.FORMS, *behalf.FORMS, *known.FORMS)
CARDS = telling.CARDS
NOTICES = stopped.NOTICES
HANDLERS = (
    *form.HANDLERS,
    *card.HANDLERS,
    *acts.HANDLERS,
    *behalf.HANDLERS,
    *stopped.HANDLERS,
    *known.HANDLERS,
)
