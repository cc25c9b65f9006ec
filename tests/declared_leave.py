"""What the services of leave are for, as `tests.test_access` wants it."""

from collections.abc import Callable

from services.leave import view
from services.store import Store
from tests.branch import TODAY
from tests.declared import GUARDED, INNER
from tests.declared_approvals import CONCERNING, HOUSE

SEEN = "guarded by who sees the person: tried over the matrix in tests/leave"

LEAVES = {
    "approvals.foreseen.route": HOUSE,
    "leave.settling.waiting": HOUSE,
    "leave.asking.ask": SEEN,
    "leave.asking.weigh": SEEN,
    "leave.asking.weighed": HOUSE,
    "leave.asking.balances_of": HOUSE,
    "leave.asking.away": HOUSE,
    "leave.certificates.hand_in": SEEN,
    "leave.certificates.record": CONCERNING,
    "leave.certificates.chase": INNER + "the timetable's",
    "leave.changing.cancel": SEEN,
    "leave.changing.come_back": SEEN,
    "leave.changing.must_be_back": HOUSE,
    "leave.changing.must_be_seen": HOUSE,
    "leave.checks.certificate_due": HOUSE,
    "leave.checks.grid": HOUSE,
    "leave.checks.must_be_possible": HOUSE,
    "leave.days.starts": SEEN,
    "leave.days.ends": SEEN,
    "leave.days.backs": SEEN,
    "leave.effect.effects": HOUSE,
    "leave.ledger.away_at": HOUSE,
    "leave.ledger.balance": HOUSE,
    "leave.ledger.holding": HOUSE,
    "leave.ledger.rows_of": HOUSE,
    "leave.mending.weigh": SEEN,
    "leave.mending.mend": SEEN,
    "leave.mending.weigh_change": SEEN,
    "leave.mending.mend_change": SEEN,
    "leave.settling.give_up": HOUSE,
    "leave.settling.settle": HOUSE,
    "leave.settling.settle_change": HOUSE,
    "leave.settling.write": HOUSE,
    "leave.view.mine": GUARDED,
    "leave.view.card": SEEN,
    "leave.view.card_of": HOUSE,
    "leave.view.one_of": HOUSE,
    "leave.view.returned": HOUSE,
    "leave.view.owed": SEEN,
    "leave.view.told": HOUSE,
    "payslips.ahead.entered": HOUSE,
    "payslips.ahead.month": HOUSE,
}

ASK_LEAVE: dict[str, Callable[[Store, int, int], object]] = {
    "leave.view.mine": lambda store, who, one: store.call(
        view.mine, who, TODAY, staff=one, first=0, most=5
    )
}
