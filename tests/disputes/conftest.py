"""Two appointments of one client, the later one stopped."""

import pytest

from services.store import Store
from tests.disputes.desk import Desk


@pytest.fixture
def desk(filled_store: Store) -> Desk:
    """Return the demo's branch with both."""
    return Desk(filled_store).begins()
