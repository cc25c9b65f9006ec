"""A rotation of the data key, step by step, for tests of it."""

from sqlalchemy import delete, text
from sqlalchemy.orm import Session

from services import audit_chain, keys, leases
from services.store import Store, changes, ring
from services.store.cells import CELLS, Cells
from services.store.privacy import RetiredKey
from services.store.talk import AuditHead, AuditSeal
from services.store.vault import Vault, new_key, unlock
from tests.branch import NOW

NEW, NEWEST = new_key(), new_key()


@changes
def cleared(session: Session) -> None:
    """Take out the rows that only fill tables, and chain the audit."""
    for kind in (RetiredKey, AuditSeal, AuditHead):
        session.execute(delete(kind))
    session.execute(text("DELETE FROM key_rotations"))
    audit_chain.seal(session)
    session.flush()
    audit_chain.send_head(session, NOW, NOW)


def begun(store: Store, *names: str) -> int:
    """Open with these keys, newest first, and begin."""
    unlock(Vault.of(",".join(names)))
    store.call(ring.join)
    assert store.call(leases.enter, NOW, "keys1").startswith("keys1#")
    return store.call(keys.begin, NOW, holder(store))


def holder(store: Store) -> str:
    """Return who is at it."""
    return max(one for one in store.call(leases.alive, NOW) if one.startswith("keys"))


def rotated(store: Store, *names: str) -> None:
    """Seal everything anew with the first of the keys."""
    count = begun(store, *names)
    done = sum(column(store, cells) for cells in CELLS)
    assert store.call(keys.end, NOW, holder(store))
    assert done >= count > 1_000


def column(store: Store, cells: Cells) -> int:
    """Seal a column anew; return how many values."""
    after, done = None, 0
    while True:
        one = store.call(keys.go_on, NOW, holder(store), cells, after)
        assert one.damaged == 0
        after, done = one.after, done + one.done
        if after is None:
            return done
