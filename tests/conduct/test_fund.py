"""A leaver's risk fund and the case about him, worked by hand (Articles 25, 27.4).

Without a case 2,864.92 are in it, of which 129.55 are September's (5 % of 2,590.92: 1,500 fixed
pay, 658.92, 330, 102) and 95.80 October's (5 % of 1,916). What is held is in no base, what is
released is in that of its month; a fine is in none.
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from services.conduct import chase, ruling
from services.resignation import forfeits, fund
from services.resignation.fund import Fund, NotDueError
from tests.branch import account
from tests.conduct.conftest import ACCUSED, RULER, Desk, at
from tests.resignation.conftest import FINANCE, GENERAL, LAST, OFFICE, approve, leaves, morning
from tests.resignation.conftest import at as on
from tests.resignation.conftest import told as told_of

DUE = date(2027, 6, 7)  # six months after the last day, 7 December
D = Decimal


def seen(desk: Desk, day: date = DUE) -> Fund:
    return desk.store.call(fund.fund, FINANCE, day, desk.ids()[ACCUSED])


def refunded(desk: Desk, day: date = DUE) -> Decimal:
    """Have the fund paid back and return what was."""
    staff, version = desk.ids()[ACCUSED], len(seen(desk, day).entries)
    given = {"staff": staff, "version": version}
    found, done = desk.store.call(fund.refund, FINANCE, on(day), **given)
    assert done
    return found.entries[-1].amount


def test_while_the_case_is_open_nothing_becomes_due(malicious: Desk) -> None:
    leaves(malicious.store, LAST)
    found = seen(malicious)
    assert (found.due, found.disputes, found.ready) == (DUE, 1, False)
    # September 45.67 (5 % of 913.30), October 35.80 (5 % of 1,916 - 1,200 held)
    assert found.rest == D("2864.92") - D("129.55") - D("95.80") + D("45.67") + D("35.80")
    assert found.rest == D("2721.04")
    with pytest.raises(NotDueError):
        refunded(malicious)
    morning(malicious.store, DUE)
    finance = malicious.ids()["JC003"]
    assert told_of(malicious.store, "fund_due") == {}
    assert finance in told_of(malicious.store, "fund_held")


def test_cleared_it_is_due_whole(malicious: Desk) -> None:
    malicious.ruled(at(10, 12), "cleared")
    leaves(malicious.store, LAST)
    assert not seen(malicious, DUE - timedelta(days=1)).ready
    assert (seen(malicious).disputes, seen(malicious).ready) == (0, True)
    morning(malicious.store, DUE)
    assert malicious.ids()["JC003"] in told_of(malicious.store, "fund_due")
    # September 54.55 (5 % of 1,090.92), October 170.80 (5 % of 1,916 + 1,500 released)
    assert refunded(malicious) == D("2864.92")


def test_fined_it_is_held_until_the_days_to_appeal_are_over_and_then_due(malicious: Desk) -> None:
    malicious.ruled(at(10, 12), "proven")
    leaves(malicious.store, LAST)
    assert (seen(malicious).disputes, seen(malicious).ready) == (1, False)
    malicious.store.call(chase.remind, at(10, 20), at(10, 20))
    assert malicious.row()["state"] == "closed"
    # September 45.67, October 170.80; the fine of 500 is pay's, not the fund's
    assert refunded(malicious) == D("2856.04")


def test_the_fixed_pay_forfeited_is_not_in_it(malicious: Desk) -> None:
    malicious.proposes(at(10, 12), "proven")
    version = malicious.row()["version"]
    who, case = account(RULER), malicious.case
    assert malicious.store.call(ruling.forfeit, who, at(10, 12), case, version).done
    assert malicious.decides(at(10, 12), RULER)
    malicious.store.call(chase.remind, at(10, 20), at(10, 20))
    leaves(malicious.store, LAST)
    # September 45.67, October 95.80
    assert refunded(malicious) == D("2781.04")


def test_a_case_forfeits_nothing_of_the_fund_by_itself(malicious: Desk) -> None:
    malicious.ruled(at(10, 12), "proven")
    malicious.store.call(chase.remind, at(10, 20), at(10, 20))
    leaves(malicious.store, LAST)
    given: dict[str, Any] = {"ground": "breach", "amount": D(1000), "note": "-"}
    staff, day = malicious.ids()[ACCUSED], DUE - timedelta(days=3)
    approval = malicious.store.call(forfeits.propose, OFFICE, on(day), staff=staff, **given)
    assert not seen(malicious).ready, "the proposal waits"
    approve(malicious.store, on(day), approval, GENERAL)
    assert seen(malicious).ready
    assert refunded(malicious) == D("1856.04")
