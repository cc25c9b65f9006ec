"""What the services of approvals are for, as `tests.test_access` wants it."""

from tests.declared import INNER, OWN

CONCERNING = "guarded by whom the approval concerns: tried in tests/approvals"
HOUSE = INNER + "what another service does for whoever it let through"

APPROVALS = {
    "approvals.deciding.approve": CONCERNING,
    "approvals.deciding.reject": CONCERNING,
    "approvals.deciding.give_back": CONCERNING,
    "approvals.deciding.hand_over": CONCERNING,
    "approvals.deciding.snooze": CONCERNING,
    "approvals.deciding.withdraw": CONCERNING,
    "approvals.deciding.nudge": CONCERNING,
    "approvals.view.card": CONCERNING,
    "approvals.view.takers": CONCERNING,
    "approvals.view.waiting": CONCERNING,
    "approvals.view.mine": CONCERNING,
    "approvals.view.concerning": HOUSE,
    "approvals.deputies.able": CONCERNING,
    "approvals.deputies.deputies": CONCERNING,
    "approvals.deputies.delegate": CONCERNING,
    "approvals.deputies.stand_in": CONCERNING,
    "approvals.deputies.end": CONCERNING,
    "approvals.bench.deputies": HOUSE,
    "approvals.chase.remind": INNER + "the timetable's",
    "approvals.chase.revisit": INNER + "the timetable's",
    "approvals.machine.submit": HOUSE,
    "approvals.machine.again": HOUSE,
    "approvals.machine.opened": HOUSE,
    "approvals.machine.running": HOUSE,
    "approvals.vacant.waiting": HOUSE,
    "approvals.subjects.told_of": HOUSE,
    "delivery.dropped": INNER + "the postman's",
    "requests.ask": OWN,
    "requests.mend": CONCERNING,
    "requests.kinds": CONCERNING,
    "requests.text_of": HOUSE,
    "attendance.rows.must_be_open": HOUSE,
    "attendance.rows.write": HOUSE,
    "attendance.rows.quantity": HOUSE,
}
