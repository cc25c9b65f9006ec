"""/leave: asked for with all its consequences shown, followed, cancelled, cut short."""

from handlers.buttons import ButtonHandler
from handlers.i18n import _, say
from handlers.leave import acts, form, mine, records, telling
from handlers.leave.buttons import Ask, Cancel, HandIn, Leaves, Mend, MendChange, Return, See
from handlers.topic import Entry, Handler

MENU = (Entry("leave", say(_("请假：申请、我的假、销假")), say(_("请假")), Leaves(0, 1)),)
FORMS = (form.OWN, form.BEHALF, form.MENDING, acts.BACK, *acts.AGAIN, records.FORM)
WAITING = records.waits
APPROVALS = telling.APPROVALS
CARDS = telling.CARDS
BRIEFS = telling.BRIEFS
HANDLERS: tuple[Handler, ...] = (
    *mine.HANDLERS,
    ButtonHandler(Ask, form.ask),
    ButtonHandler(Mend, form.mend),
    ButtonHandler(MendChange, acts.mend),
    ButtonHandler(Cancel, acts.cancel),
    ButtonHandler(Return, acts.come_back),
    ButtonHandler(HandIn, records.hand_in),
    ButtonHandler(See, records.see),
)
