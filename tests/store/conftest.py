"""A database in which every table has rows, one without a table, and a backup."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services import drafts, invitations, rulebook_values
from services.month import Month
from services.store import Store, backup, changes
from services.store.figures import Adjustment, MonthState
from services.store.people import Staff
from tests.branch import NOW
from tests.databases import Databases, opened

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


@pytest.fixture
def other(databases: Databases) -> Iterator[Store]:
    """Return a store on a database without any table."""
    url = databases.copy(None)
    with opened(url) as store:
        yield store
    databases.drop(url)


@pytest.fixture
def file(full_store: Store, tmp_path: Path) -> Path:
    """Return a backup of a store in which every table has rows."""
    backup.write(full_store.reader, tmp_path / "a.backup", NOW)
    return tmp_path / "a.backup"
