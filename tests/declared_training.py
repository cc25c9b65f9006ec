"""What the services of trainings are for, as `tests.test_access` wants it."""

from tests.declared import INNER
from tests.declared_approvals import HOUSE

LED = "guarded by who chairs, who acts for him and who reads: tried in tests/training/test_rights"
ASKED = "takes the account that asks: only a training that one is asked to, and one's own place"
CLOCK = INNER + "the timetable's"

TRAININGS = {
    "training.answering.ask_off": ASKED,
    "training.answering.come": ASKED,
    "training.answering.material": ASKED,
    "training.answering.open_to": ASKED,
    "training.chase.ask": CLOCK,
    "training.chase.ask_marks": CLOCK,
    "training.chase.remind_marks": CLOCK,
    "training.home.home": ASKED,
    "training.leading.announce": LED,
    "training.leading.call_off": LED,
    "training.leading.file_of": HOUSE,
    "training.leading.judge": LED,
    "training.leading.material": LED,
    "training.leading.open_to": LED,
    "training.listing.trainings": LED,
    "training.listing.waits": ASKED,
    "training.marking.confirm": LED,
    "training.marking.turn": LED,
    "training.marking.undo": LED,
    "training.marking.weigh": LED,
    "training.rows.away_at": HOUSE,
    "training.rows.note": INNER + "returns nothing",
    "training.rows.of": HOUSE,
    "training.rows.opened": HOUSE,
    "training.rows.places": HOUSE,
    "training.rows.seat": HOUSE,
    "training.rows.seats": HOUSE,
    "training.view.asked_to": HOUSE,
    "training.view.card": LED,
    "training.view.drawn": HOUSE,
    "training.view.drawn_own": HOUSE,
    "training.view.is_asked": HOUSE,
    "training.view.own": ASKED,
    "training.view.readable": HOUSE,
    "training.when.coming": INNER + "a moment",
    "training.when.starts": INNER + "a moment",
}
