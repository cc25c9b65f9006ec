"""What the services of cases are for, as `tests.test_access` wants it."""

from tests.declared import INNER

OF_THE_CASE = "guarded by what one is to the case: tried in tests/conduct"
HOUSE = INNER + "what another service does for whoever it let through"

CONDUCT = {
    "conduct.reporting.whom": OF_THE_CASE,
    "conduct.chase.open_cases": HOUSE,
    "conduct.reporting.report": OF_THE_CASE,
    "conduct.reporting.add_clients": HOUSE,
    "conduct.investigating.begin": OF_THE_CASE,
    "conduct.investigating.ask": OF_THE_CASE,
    "conduct.investigating.state": OF_THE_CASE,
    "conduct.investigating.add": OF_THE_CASE,
    "conduct.investigating.hand_over": OF_THE_CASE,
    "conduct.investigating.successors": OF_THE_CASE,
    "conduct.investigating.weigh": OF_THE_CASE,
    "conduct.investigating.propose": OF_THE_CASE,
    "conduct.ruling.set_amount": OF_THE_CASE,
    "conduct.ruling.forfeit": OF_THE_CASE,
    "conduct.ruling.of_ruling": HOUSE,
    "conduct.ruling.subject": HOUSE,
    "conduct.ruling.ruled": HOUSE,
    "conduct.appeals.appeal": OF_THE_CASE,
    "conduct.appeals.of_appeal": HOUSE,
    "conduct.appeals.ruled_again": HOUSE,
    "conduct.evidence.add": OF_THE_CASE,
    "conduct.evidence.page": OF_THE_CASE,
    "conduct.evidence.piece": OF_THE_CASE,
    "conduct.view.card": OF_THE_CASE,
    "conduct.view.mine": OF_THE_CASE,
    "conduct.view.waiting": OF_THE_CASE,
    "conduct.files.opened": HOUSE,
    "conduct.files.asked": HOUSE,
    "conduct.files.owed": HOUSE,
    "conduct.days.rules_of": INNER + "the rulebook, which is nobody's",
    "conduct.days.deadline": INNER + "days",
    "conduct.pay.load": INNER + "rows for payslip and standing",
    "conduct.pay.left_out": INNER + "rows for payslip and standing",
    "conduct.chase.remind": INNER + "the timetable's",
    "approvals.subjects.circle": HOUSE,
    "approvals.machine.can_be_decided": HOUSE,
}
