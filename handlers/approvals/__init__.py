"""Approvals in chat: what waits for one's word, the card and its acts, who decides for whom."""

from handlers.approvals import deciding, deputies, inbox, telling
from handlers.approvals.buttons import Inbox
from handlers.i18n import _, say
from handlers.topic import Entry

DECIDING = frozenset(
    {
        *("station_manager", "district_manager", "project_director", "back_office", "office"),
        *("general_manager", "trading_manager", "finance_manager"),
    }
)

MENU = (
    Entry("approvals", say(_("审批：等我审批的、我提出的")), say(_("审批")), Inbox()),
    Entry("delegate", say(_("委托别人代我审批")), posts=DECIDING),
)
FORMS = (*deciding.FORMS, *deputies.FORMS)
WAITING = inbox.waits
NOTICES = telling.NOTICES
CARDS = telling.CARDS
BRIEFS = telling.BRIEFS
HANDLERS = (*inbox.HANDLERS, *deciding.HANDLERS, *deputies.HANDLERS)
