"""Appointments in chat: a client registered before the opening, one's own ones, who is coming."""

from handlers.appointments import acts, arrivals, behalf, card, form, known, stopped, telling
from handlers.appointments.buttons import Arrivals, Mine
from handlers.i18n import _, say
from handlers.topic import Entry
from services.appointments.registering import FIELD

MENU = (
    Entry("book", say(_("预约登记：开户前先登记客户")), posts=FIELD),
    Entry("known", say(_("查客户：有没有人登记过")), posts=FIELD),
    Entry("bookings", say(_("我的预约")), say(_("客户预约")), Mine(1), FIELD),
    Entry(
        "arrivals",
        say(_("到场安排：谁来开户、谁没人陪同")),
        say(_("到场安排")),
        Arrivals(0, "", 1),
        arrivals.POSTS,
    ),
)
FORMS = (*form.FORMS, *acts.FORMS, *behalf.FORMS, *known.FORMS)
WAITING = arrivals.waits
CARDS = telling.CARDS
NOTICES = stopped.NOTICES
HANDLERS = (
    *form.HANDLERS,
    *card.HANDLERS,
    *acts.HANDLERS,
    *arrivals.HANDLERS,
    *behalf.HANDLERS,
    *stopped.HANDLERS,
    *known.HANDLERS,
)
