"""Leaving in chat: asked for, handed over, and the risk fund after it."""

from handlers.i18n import _, say
from handlers.resignation import asking, funds, handover, telling
from handlers.topic import Entry

HANDLING = frozenset({"general_manager", "finance_manager", "back_office"})

MENU = (
    Entry("resign", say(_("辞职：申请、看进展、撤回"))),
    Entry("funds", say(_("离职人员的风险基金")), posts=HANDLING),
)
FORMS = (*asking.FORMS, *handover.FORMS, *funds.FORMS)
APPROVALS = {**asking.APPROVALS, **funds.APPROVALS}
WAITING = telling.waits
BRIEFS = telling.BRIEFS
NOTICES = telling.NOTICES
CARDS = telling.CARDS
HANDLERS = (*asking.HANDLERS, *handover.HANDLERS, *funds.HANDLERS)
