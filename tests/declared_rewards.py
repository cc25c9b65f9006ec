"""What the services of rewards to banks are for, as `tests.test_access` wants it."""

from tests.declared import INNER
from tests.declared_approvals import HOUSE

KEPT = "guarded by who keeps or reads a department's list: tried in tests/rewards/test_rights"
CLOCK = INNER + "the timetable's"

REWARDS = {
    "rewards.chase.ask": CLOCK,
    "rewards.chase.late": CLOCK,
    "rewards.export.export": KEPT,
    "rewards.figures.counted": HOUSE,
    "rewards.figures.weighed": INNER + "what the form says, to whoever works here",
    "rewards.keeping.add": KEPT,
    "rewards.keeping.change": KEPT,
    "rewards.keeping.copy": KEPT,
    "rewards.keeping.drop": KEPT,
    "rewards.keeping.nothing": KEPT,
    "rewards.keeping.opened": KEPT,
    "rewards.reading.begun": KEPT,
    "rewards.reading.home": KEPT,
    "rewards.reading.line": KEPT,
    "rewards.reading.listed": HOUSE,
    "rewards.reading.month_list": KEPT,
    "rewards.reading.new_ones": HOUSE,
    "rewards.reading.offered": KEPT,
    "rewards.reading.place": HOUSE,
    "rewards.reading.places": KEPT,
    "rewards.reading.waits": KEPT,
    "rewards.rights.code_of": HOUSE,
    "rewards.rights.desk": KEPT,
    "rewards.rows.is_countered": HOUSE,
    "rewards.rows.is_done": HOUSE,
    "rewards.rows.lines": HOUSE,
    "rewards.rows.month_of": HOUSE,
    "rewards.rows.opened": HOUSE,
    "rewards.rows.unpaid": HOUSE,
    "rewards.settling.agree": KEPT,
    "rewards.settling.changing": KEPT,
    "rewards.settling.pay": KEPT,
    "rewards.settling.take_back": KEPT,
    "rewards.settling.weighed": KEPT,
}
