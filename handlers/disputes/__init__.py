"""Disputes in chat: raised about a stopped appointment, answered, shown to who rules."""

from handlers.disputes import card, evidence, forms, telling

FORMS = forms.FORMS
WAITING = telling.waits
APPROVALS = telling.APPROVALS
CARDS = telling.CARDS
HANDLERS = (*forms.HANDLERS, *card.HANDLERS, *evidence.HANDLERS)
