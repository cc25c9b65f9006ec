"""Cases of conduct in chat: report, investigation, hearing, ruling, appeal (Articles 27, 29.3)."""

from handlers.conduct import cases, evidence, forms, ruling, telling
from handlers.conduct.buttons import Cases
from handlers.i18n import _, say
from handlers.topic import Entry

MENU = (
    Entry(
        "conduct",
        say(_("违规与差错案件：上报、调查、陈述、申诉")),
        say(_("违规案件")),
        Cases(1),
        on_home=cases.REPORTERS,
    ),
)
FORMS = forms.FORMS
WAITING = cases.waits
APPROVALS = ruling.APPROVALS
CARDS = telling.CARDS
BRIEFS = telling.BRIEFS
HANDLERS = (*cases.HANDLERS, *evidence.HANDLERS, *ruling.HANDLERS)
