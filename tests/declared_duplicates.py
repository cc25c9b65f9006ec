"""What the services of duplicates and disputes are for, as `tests.test_access` wants it."""

from tests.declared import INNER, OWN
from tests.declared_approvals import HOUSE
from tests.declared_clients import CLIENT

OF_THE_DISPUTE = "guarded by what one is to the dispute: tried in tests/disputes"

DUPLICATES = {
    "disputes.chase.remind": INNER + "the timetable's",
    "disputes.chase.revisit": INNER + "the timetable's",
    "disputes.raising.again": OF_THE_DISPUTE,
    "disputes.raising.begin": OF_THE_DISPUTE,
    "disputes.raising.say": OF_THE_DISPUTE,
    "disputes.raising.tell_offices": INNER + "returns nothing",
    "disputes.raising.weigh": OF_THE_DISPUTE,
    "disputes.rows.about": HOUSE,
    "disputes.rows.answer_until": INNER + "a day",
    "disputes.rows.days_later": INNER + "a day",
    "disputes.rows.disputed": HOUSE,
    "disputes.ruling.of_dispute": HOUSE,
    "disputes.ruling.ruled": HOUSE,
    "disputes.sides.asked": HOUSE,
    "disputes.sides.opened": HOUSE,
    "disputes.view.card": OF_THE_DISPUTE,
    "disputes.view.owed": OF_THE_DISPUTE,
    "disputes.view.piece": OF_THE_DISPUTE,
    "disputes.view.pieces": OF_THE_DISPUTE,
    "disputes.view.told": HOUSE,
    "disputes.view.told_rulers": HOUSE,
    "duplicates.about.about": HOUSE,
    "duplicates.about.may_let_in": HOUSE,
    "duplicates.keys.keep": INNER + "returns nothing",
    "duplicates.knowing.known": OWN,
    "duplicates.lookups.add": INNER + "a number",
    "duplicates.lookups.count": INNER + "numbers",
    "duplicates.lookups.must_have_left": INNER + "returns nothing",
    "duplicates.meeting.is_known": HOUSE,
    "duplicates.meeting.met": HOUSE,
    "duplicates.meeting.number_is_taken": HOUSE,
    "duplicates.stopping.enter": INNER + "returns nothing",
    "duplicates.stopping.let_in": CLIENT,
    "duplicates.stopping.revisit": INNER + "the timetable's",
}
