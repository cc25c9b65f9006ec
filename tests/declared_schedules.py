"""What the services of reminders and of the calendar are for, as `tests.test_access` wants it."""

from tests.declared import INNER, OFFICE

ONLY_OWN = "takes the account that asks: one's own calendar"
SPEAKS = "shows what speaks to whoever asks, by his posts: tried in tests/schedules"

SCHEDULES = {
    "agenda.agenda": ONLY_OWN,
    "agenda.take": ONLY_OWN,
    "together.beside": INNER + "the postman's",
    "together.merge": INNER + "the postman's",
    "schedules.editing.add_lead": OFFICE,
    "schedules.editing.change": OFFICE,
    "schedules.editing.drop_lead": OFFICE,
    "schedules.editing.ready": OFFICE,
    "schedules.editing.restore": OFFICE,
    "schedules.editing.weigh": OFFICE,
    "schedules.editing.weigh_lead": OFFICE,
    "schedules.held.next_held": INNER + "a moment",
    "schedules.held.rule": INNER + "a rule",
    "schedules.laid.laid_over": INNER + "rules",
    "schedules.laid.owns": INNER + "rules",
    "schedules.view.card": SPEAKS,
    "schedules.view.missed": SPEAKS,
    "schedules.view.month": SPEAKS,
    "schedules.view.overview": SPEAKS,
}
