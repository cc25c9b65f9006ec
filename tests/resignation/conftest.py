"""The demo's branch, somebody who leaves it, and what is done by whom."""

from datetime import date, datetime, time
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services import organisation
from services.approvals import deciding, view
from services.resignation import asking, daily
from services.store import Store
from services.store.approvals import Approval
from services.store.traffic import Notice
from tests.branch import NOW, TODAY

LEAVER, MANAGER, DISTRICT, DIRECTOR, GENERAL = 31, 19, 15, 12, 1
OFFICE, FINANCE = 9, 3


@pytest.fixture
def ids(filled_store: Store) -> dict[str, int]:
    """Return everybody's staff id by 工号."""
    found = filled_store.call(organisation.on, TODAY).people.values()
    return {one.number: one.staff_id for one in found}


def approve(store: Store, now: datetime, approval: int, *who: int) -> None:
    """Have people agree, one after the other."""
    for one in who:
        card = store.call(view.card, one, now, approval)
        assert store.call(deciding.approve, one, now, approval, card.version).done


def leaves(store: Store, last_day: date, now: datetime = NOW) -> int:
    """Have 张伟 resign and everybody agree; return the resignation."""
    approval = store.call(asking.ask, LEAVER, now, last_day=last_day, reason=None)
    approve(store, now, approval, DISTRICT, DIRECTOR, GENERAL)
    return subject(store, approval)


def subject(store: Store, approval: int) -> int:
    """Return what an approval is about."""
    with Session(store.reader) as session:
        return session.get_one(Approval, approval).subject_id


def told(store: Store, kind: str) -> dict[int, dict[str, Any]]:
    """Return what was told of a kind, by staff id."""
    with Session(store.reader) as session:
        rows = session.scalars(select(Notice).where(Notice.kind == kind)).all()
        return {one.staff_id or 0: {"key": one.key, "at": one.made_at} for one in rows}


LAST = date(2026, 12, 7)  # a Monday


def at(day: date) -> datetime:
    """Return nine o'clock on a day."""
    return datetime.combine(day, time(9), NOW.tzinfo)


def morning(store: Store, day: date) -> None:
    """Do what is done each morning."""
    store.call(daily.remind, at(day), at(day))
