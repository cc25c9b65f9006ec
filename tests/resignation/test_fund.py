"""The risk fund by hand: when it is due, what holds it, what is forfeited, what is refunded."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Executable, delete, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from services import payslips
from services.resignation import forfeits, fund, waiting
from services.resignation.forfeits import AmountError, StillHereError
from services.resignation.fund import DISPUTES, Fund, NotDueError
from services.store import Store, changes
from services.store.resignation import FundEntry
from tests.branch import TODAY
from tests.resignation.conftest import (
    FINANCE,
    GENERAL,
    LAST,
    LEAVER,
    OFFICE,
    approve,
    at,
    leaves,
    morning,
    told,
)

DUE = date(2027, 6, 7)  # six months after the last day
BALANCE = Decimal("2864.92")  # what the statement of October says is in the fund


def seen(store: Store, who: int, day: date, staff_id: int) -> Fund:
    return store.call(fund.fund, who, day, staff_id)


def test_the_balance_is_that_of_the_statement(filled_store: Store, ids: dict[str, int]) -> None:
    leaves(filled_store, LAST)
    found = seen(filled_store, FINANCE, TODAY, ids["JC031"])
    slip = filled_store.call(payslips.payslip, LEAVER, TODAY, None, None).slip
    assert slip.statement.risk_fund_balance.value == BALANCE == found.rest
    assert (found.left, found.due) == (LAST, DUE)


def test_a_refund_waits_for_its_day_and_is_noted_once(
    filled_store: Store, ids: dict[str, int]
) -> None:
    leaves(filled_store, LAST)
    one = ids["JC031"]
    with pytest.raises(NotDueError):
        filled_store.call(fund.refund, FINANCE, at(DUE - timedelta(days=1)), staff=one, version=0)
    found, done = filled_store.call(fund.refund, FINANCE, at(DUE), staff=one, version=0)
    assert (done, found.rest, found.entries[0].amount) == (True, Decimal(0), BALANCE)
    found, done = filled_store.call(fund.refund, OFFICE, at(DUE), staff=one, version=0)
    assert (done, len(found.entries)) == (False, 1)
    assert filled_store.call(fund.funds, FINANCE, DUE) == ()


def test_on_its_day_finance_and_the_back_office_are_told_once(
    filled_store: Store, ids: dict[str, int]
) -> None:
    leaves(filled_store, LAST)
    morning(filled_store, DUE - timedelta(days=1))
    assert told(filled_store, "fund_due") == {}
    morning(filled_store, DUE)
    morning(filled_store, DUE + timedelta(days=1))
    assert set(told(filled_store, "fund_due")) == {ids["JC003"], ids["JC006"], ids["JC009"]}
    assert [one.what for one in filled_store.call(waiting.waits, FINANCE, DUE)] == ["refund"]


def forfeit(store: Store, staff_id: int, amount: str, day: date) -> int:
    return store.call(
        forfeits.propose,
        OFFICE,
        at(day),
        staff=staff_id,
        ground="unreturned",
        amount=Decimal(amount),
        note="-",
    )


def test_an_open_forfeit_holds_the_refund(filled_store: Store, ids: dict[str, int]) -> None:
    leaves(filled_store, LAST)
    one = ids["JC031"]
    with pytest.raises(StillHereError):
        forfeit(filled_store, one, "120", LAST)
    approval = forfeit(filled_store, one, "864.92", DUE - timedelta(days=3))
    with pytest.raises(AmountError):  # 2 864.92 - 864.92 = 2 000 are free
        forfeit(filled_store, one, "2000.01", DUE)
    morning(filled_store, DUE)
    assert told(filled_store, "fund_due") == {}
    assert ids["JC003"] in told(filled_store, "fund_held")
    with pytest.raises(NotDueError):
        filled_store.call(fund.refund, FINANCE, at(DUE), staff=one, version=0)
    approve(filled_store, at(DUE), approval, GENERAL)
    morning(filled_store, DUE + timedelta(days=1))
    assert ids["JC003"] in told(filled_store, "fund_due")
    found, _ = filled_store.call(
        fund.refund, FINANCE, at(DUE + timedelta(days=1)), staff=one, version=1
    )
    assert [each.amount for each in found.entries] == [Decimal("864.92"), Decimal(2000)]
    assert found.rest == 0


def test_another_dispute_holds_it_too(
    filled_store: Store, ids: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    leaves(filled_store, LAST)
    monkeypatch.setattr(fund, "DISPUTES", [*DISPUTES, lambda _session, _staff: 2])
    found = seen(filled_store, FINANCE, DUE, ids["JC031"])
    assert (found.disputes, found.ready) == (2, False)


@pytest.mark.parametrize("what", [update(FundEntry).values(amount=1), delete(FundEntry)])
def test_the_ledger_is_only_added_to(
    filled_store: Store, ids: dict[str, int], what: Executable
) -> None:
    @changes
    def spoil(session: Session) -> None:
        session.execute(what)

    leaves(filled_store, LAST)
    filled_store.call(fund.refund, FINANCE, at(DUE), staff=ids["JC031"], version=0)
    with pytest.raises(DatabaseError):
        filled_store.call(spoil)
