"""The demo's branch, and those in it who keep something."""

from collections.abc import Callable

import pytest

from services import organisation
from services.month import Month
from services.store import Store, changes
from services.store.figures import MonthState
from tests.branch import TODAY

BRANCH_OFFICE, OFFICE_1, OFFICE_2 = 6, 9, 10  # JC006, and those of the first two departments


@pytest.fixture
def ids(filled_store: Store) -> dict[str, int]:
    """Return everybody's staff id by 工号."""
    found = filled_store.call(organisation.on, TODAY).people.values()
    return {one.number: one.staff_id for one in found}


@pytest.fixture
def units(filled_store: Store) -> dict[str, int]:
    """Return the id of a row of every unit by its code."""
    return {one.code: one.id for one in filled_store.call(organisation.on, TODAY).units.values()}


@pytest.fixture
def close_months(filled_store: Store) -> Callable[..., None]:
    """Return what freezes months."""

    @changes
    def close(session: organisation.Session, *months: str) -> None:
        session.add_all(MonthState(month=Month.parse(one), state="frozen") for one in months)

    return lambda *months: filled_store.call(close, *months)
