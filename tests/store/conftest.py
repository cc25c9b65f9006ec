"""A database in which every table has rows."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services import drafts, invitations, rulebook_values
from services.month import Month
from services.store import Store, changes
from services.store.figures import Adjustment, MonthState
from services.store.people import Staff
from tests.branch import NOW

MONTH = Month(2026, 10)
ANSWER = "龙门客栈老板娘"


@changes
def more(session: Session) -> None:
    """Add what no workbook brings."""
    staff_id = session.scalars(select(Staff.id).order_by(Staff.number)).first()
    amount = Decimal("-12.34")
    added = Adjustment(
        staff_id=staff_id, month=MONTH, about=MONTH, line="manual", amount=amount, made_at=NOW
    )
    added.reason = ANSWER
    session.add_all([added, MonthState(month=MONTH.later(-9), state="open")])
    assert staff_id
    invitations.invite(session, staff_id, NOW, timedelta(days=1))
    rulebook_values.set_value(session, "fixed_pay.manager", "1600", date(2027, 1, 1), "纪要", NOW)
    draft = drafts.begin(session, 31, "visit", NOW)
    answered = drafts.Draft("visit", draft.version, {"client": ANSWER})
    drafts.keep(session, 31, answered, NOW)


@pytest.fixture
def full_store(filled_store: Store) -> Store:
    """Return a store in which every table has rows."""
    filled_store.call(more)
    return filled_store
