"""What becomes countable after its month was frozen is paid in the open one, by whatever did it.

Broken by a recording or a ruling that does not enter the client (`late.enter`).
"""

from datetime import datetime
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from services.approvals import machine
from services.approvals.subjects import Settled
from services.disputes import ruling
from services.disputes.rows import KIND
from services.month import Month
from services.ownership import recording
from services.store import changes
from tests.branch import account
from tests.clients.conftest import CLIENT, OCTOBER, OTHER, SEPTEMBER, House, at, contest

TRADING = "JC004"
CORRECTED = Decimal("177.62")  # 658.92 − 531.30 of commission and 330 − 280 of awards


@changes
def rule(session: Session, now: datetime, dispute: int, state: str) -> None:
    """Have the approval of a dispute end."""
    ruling.ruled(session, now, Settled(0, KIND, dispute, 0, state, None, ""))


def corrected(house: House, month: Month) -> Decimal | None:
    return house.lines(month)["adjustment"]


def test_recorded_in_chat_after_the_month_was_frozen(house: House) -> None:
    appointment = house.books("signed")
    house.freezes(SEPTEMBER)
    assert corrected(house, OCTOBER) == 0
    who, now = account(TRADING), at(11, 5)
    house.store.call(recording.record, who, now, appointment=appointment, number=CLIENT)
    assert corrected(house, OCTOBER) == CORRECTED
    assert house.reasons(SEPTEMBER) == {"unowned@late@2026-10"}


@pytest.mark.parametrize("state", [machine.WITHDRAWN, machine.REJECTED])
def test_undisputed_only_after_the_month_was_frozen(house: House, state: str) -> None:
    dispute = house.store.call(contest, house.books("recorded"), house.books("stopped", by=OTHER))
    house.freezes(SEPTEMBER)
    assert corrected(house, OCTOBER) == 0
    house.store.call(rule, at(11, 5), dispute, state)
    assert corrected(house, OCTOBER) == CORRECTED
