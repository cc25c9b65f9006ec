"""What the services of rewards to banks are for, as `tests.test_access` wants it."""

from tests.declared import INNER
from tests.declared_approvals import HOUSE

LISTED = "guarded by who keeps or reads a department's list: tried in tests/rewards/test_rights"
CLOCK = INNER + "the timetable's"

REWARDS = {
    "rewards.chase.ask": CLOCK,
    "rewards.chase.late": CLOCK,
    "rewards.export.export": LISTED,
    "rewards.figures.counted": HOUSE,
    "rewards.figures.weighed": INNER + "what the form says, to whoever works here",
    "rewards.keeping.add": LISTED,
    "rewards.keeping.change": LISTED,
    "rewards.keeping.copy": LISTED,
    "rewards.keeping.drop": LISTED,
    "rewards.keeping.nothing": LISTED,
    "rewards.keeping.opened": LISTED,
    "rewards.reading.begun": LISTED,
    "rewards.reading.home": LISTED,
    "rewards.reading.line": LISTED,
    "rewards.reading.listed": HOUSE,
    "rewards.reading.month_list": LISTED,
    "rewards.reading.new_ones": HOUSE,
    "rewards.reading.offered": LISTED,
    "rewards.reading.place": HOUSE,
    "rewards.reading.places": LISTED,
    "rewards.reading.waits": LISTED,
    "rewards.rights.code_of": HOUSE,
    "rewards.rights.desk": LISTED,
    "rewards.rows.is_countered": HOUSE,
    "rewards.rows.is_done": HOUSE,
    "rewards.rows.lines": HOUSE,
    "rewards.rows.month_of": HOUSE,
    "rewards.rows.opened": HOUSE,
    "rewards.rows.unpaid": HOUSE,
    "rewards.settling.agree": LISTED,
    "rewards.settling.changing": LISTED,
    "rewards.settling.pay": LISTED,
    "rewards.settling.take_back": LISTED,
    "rewards.settling.weighed": LISTED,
}
