"""The conversations' world, for what is recorded of days."""

import pytest

from services import organisation
from services.store import Store
from tests.stage import BEGIN


@pytest.fixture
def store(peopled_store: Store) -> Store:
    """Return a world of its own."""
    return peopled_store


@pytest.fixture
def zhang(store: Store) -> int:
    """Return 张伟's staff id."""
    return store.call(organisation.by_number, "JC031", BEGIN.date()).staff_id


@pytest.fixture
def ids(store: Store) -> dict[str, int]:
    """Return staff ids by 工号."""
    found = store.call(organisation.on, BEGIN.date()).people.values()
    return {one.number: one.staff_id for one in found}
