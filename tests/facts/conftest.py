"""A migrated, empty store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from services.store import Store
from services.store.schema import migrate
from services.store.vault import Vault, new_key, unlock


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    unlock(Vault.of(new_key()))
    made = Store.at(f"sqlite:///{tmp_path}/bot.db")
    migrate(made.writer)
    yield made
    made.close()
