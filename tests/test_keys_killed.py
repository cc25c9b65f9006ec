"""Rotation of the data key as a real process, killed half-way: what is left is done by the next.

Broken by a rotation that only remembers in the process how far it came, or by one transaction
for all of it.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from services import audit_chain, keys
from services.store import Store, audit, changes, ring
from services.store.vault import KeyUnusableError, Vault, new_key, unlock
from services.store.work import Lease
from tests.databases import KEY, Databases, opened
from tests.processes import environment
from tests.waiting import until

NEW = new_key()
BOTH = f"{NEW},{KEY}"
SLOWLY = (
    "import sys; from services import keys; from bot.__main__ import main; "
    "keys.AT_ONCE = 2; sys.exit(main(['keys', 'rotate']))"
)
KILLS = 2


@pytest.fixture
def url(databases: Databases, filled: str) -> Iterator[str]:
    """Return the address of the demo's whole branch."""
    made = databases.copy(filled)
    yield made
    unlock(Vault.of(KEY))
    databases.drop(made)


def rotating(folder: Path, url: str, code: str) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 - ours
        [sys.executable, "-c", code],
        cwd=folder,
        env=environment(DATABASE_URL=url, DATA_KEY=BOTH),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def count(store: Store) -> int:
    return store.call(keys.left).count


@changes
def ten_seconds_later(session: Session) -> None:
    """Let the leases of whoever died run out."""
    session.execute(update(Lease).values(until=datetime.fromtimestamp(0, UTC)))


async def killed(store: Store, folder: Path, url: str) -> int:
    """Kill a rotation when it has done something; return how much it left."""
    start = count(store)
    process = rotating(folder, url, SLOWLY)
    await until(lambda: count(store) < start - 20, 60)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    store.call(ten_seconds_later)
    return count(store)


async def test_killed_half_way_it_goes_on_and_ends(tmp_path: Path, url: str) -> None:
    with opened(url) as store:
        unlock(Vault.of(BOTH))
        everything = count(store)
        before = [await killed(store, tmp_path, url) for _ in range(KILLS)]
        assert everything > before[0] > before[1] > 0
        store.call(audit.must_open)
        unlock(Vault.of(NEW))
        with pytest.raises(KeyUnusableError):
            store.call(ring.join)
        last = rotating(tmp_path, url, SLOWLY.replace("keys.AT_ONCE = 2", "pass"))
        said, noted = last.communicate(timeout=60)
        assert (last.returncode, "全部换成了新密钥" in said) == (0, True), noted
        assert f"已换 0 处，还有 {before[1]} 处" in noted
        unlock(Vault.of(NEW))
        store.call(ring.join)
        assert store.call(keys.left).older == {}
        assert store.call(audit_chain.verify)[0] == []
