"""The ring of keys: those that were the newest once lie in the database, under the newest.

They open what the audit's hashes cover, and the oldest goes on keying the digests that people
and clients are found by. What is sealed with a retired key alone opens with the setting only.
"""

import base64

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from services.store.privacy import RetiredKey
from services.store.vault import KeyUnusableError, named_after, unlock, vault


class KeyStillNeededError(KeyUnusableError):
    """A key is not in the setting any more although rows are still sealed with it."""


def join(session: Session) -> None:
    """Add the retired keys to the vault in use; KeyUnusableError, KeyStillNeededError."""
    if not inspect(session.connection()).has_table(RetiredKey.__tablename__):
        return  # a database of an older shape
    rows = _rows(session)
    ours = vault()
    if any(row.free_since is None and row.name not in ours.ciphers for row in rows):
        raise KeyStillNeededError
    unlock(ours.with_retired([base64.urlsafe_b64decode(row.key) for row in rows]))


def retire(session: Session) -> None:
    """Put the setting's older keys on the ring, the oldest first, and seal it anew."""
    ours, rows = vault(), _rows(session)
    for row in rows:
        row.key = row.key  # opened with whichever key it has, sealed with the newest
    known = {row.name for row in rows}
    older = [root for name, root in ours.roots.items() if name != ours.current]
    new = [root for root in reversed(older) if named_after(root) not in known]
    for number, root in enumerate(new, start=len(rows) + 1):
        row = RetiredKey(id=number, name=named_after(root))
        row.key = base64.urlsafe_b64encode(root).decode()
        session.add(row)
    session.flush()


def _rows(session: Session) -> list[RetiredKey]:
    return list(session.scalars(select(RetiredKey).order_by(RetiredKey.id)))
