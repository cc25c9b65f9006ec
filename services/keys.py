"""Rotation of the data key: all that is sealed is sealed anew, a little at a time.

Nothing says how far it came but the rows themselves: whoever takes it up later goes on with what
still has another key. Meanwhile both keys open, because the setting names both.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select, tuple_, update
from sqlalchemy.orm import Session

from services import leases
from services.store import audit, changes, ring
from services.store.cells import CELLS, Cells
from services.store.privacy import KeyRotation, RetiredKey
from services.store.vault import KeyUnusableError, vault

LEASE = "keys"
AT_ONCE, PIECES_AT_ONCE = 500, 16  # rows in a transaction; pieces of files are of 256 KB
Row = tuple[Any, ...]


class NoOlderKeyError(Exception):
    """The setting names one key only, and everything is sealed with it."""


class RotatingError(Exception):
    """Another process is at it."""


@dataclass(frozen=True)
class Left:
    """How much is sealed, and how much of it with another key than the newest.

    `older` by column; `unknown` is what no key of the setting opens; `spare` tells that the
    setting names keys that nothing needs any more.
    """

    total: int
    older: dict[str, int]
    unknown: int
    spare: bool

    @property
    def count(self) -> int:
        """How many values have an older key, or an unknown one."""
        return sum(self.older.values())


@dataclass(frozen=True)
class Pass:
    """What one transaction did: up to which row, how many values, how many it could not open."""

    after: Row | None  # none: this column is through
    done: int
    damaged: int


def left(session: Session) -> Left:
    """Count what is sealed with which key."""
    ours = vault()
    older: dict[str, int] = {}
    total = unknown = 0
    for cells in CELLS:
        found = _by_key(session, cells)
        total += found.total()
        unknown += sum(many for key, many in found.items() if key not in ours.ciphers)
        rest = found.total() - found[ours.current]
        if rest:
            older[cells.name] = rest
    free = select(RetiredKey.name).where(RetiredKey.free_since.is_not(None))
    spare = not older and bool(set(session.scalars(free)) & set(ours.ciphers) - {ours.current})
    return Left(total, older, unknown, spare)


@changes
def begin(session: Session, now: datetime, holder: str) -> int:
    """Begin, or go on; return how many values are to be sealed anew.

    NoOlderKeyError, RotatingError.
    """
    if not leases.take(session, now, LEASE, holder):
        raise RotatingError
    ring.retire(session)
    count = left(session).count
    running = session.scalar(select(KeyRotation).where(KeyRotation.ended_at.is_(None)))
    if not count and running is None:
        raise NoOlderKeyError
    name = vault().current
    if running is not None and running.name != name:
        running.ended_at = now  # a newer key came while it ran: this one goes on with all
    if running is None or running.name != name:
        number = (session.scalar(select(func.max(KeyRotation.id))) or 0) + 1
        session.add(KeyRotation(id=number, name=name, began_at=now))
        audit.record(session, now, None, "key_rotation_began", key=name.hex(), count=count)
    return count


@changes
def go_on(
    session: Session, now: datetime, holder: str, cells: Cells, after: Row | None = None
) -> Pass:
    """Seal the next rows of a column anew; LeaseLostError if another process took over."""
    leases.renew(session, now, holder)
    rows = session.execute(_next(cells, after)).all()
    made, damaged = [], 0
    for *key, sealed in rows:
        try:
            made.append({**_named(key), "new": _anew(cells, bytes(sealed), key)})
        except KeyUnusableError:
            damaged += 1
    if made:
        session.connection().execute(_written(cells), made)
    last = tuple(rows[-1][:-1]) if len(rows) == _most(cells) else None
    return Pass(last, len(made), damaged)


@changes
def end(session: Session, now: datetime, holder: str) -> bool:
    """End the rotation, and free the older keys, if nothing is left; tell whether it ended."""
    leases.renew(session, now, holder)
    if left(session).count:
        return False
    session.execute(update(KeyRotation).where(KeyRotation.ended_at.is_(None)).values(ended_at=now))
    older = RetiredKey.free_since.is_(None) & (RetiredKey.name != vault().current)
    session.execute(update(RetiredKey).where(older).values(free_since=now))
    audit.record(session, now, None, "key_rotation_ended", key=vault().current.hex())
    return True


def _by_key(session: Session, cells: Cells) -> Counter[bytes]:
    asked = select(cells.key.label("sealed_with"), func.count()).where(cells.filled)
    found = session.execute(asked.group_by("sealed_with")).all()
    return Counter({bytes(key): many for key, many in found})


def _most(cells: Cells) -> int:
    return PIECES_AT_ONCE if cells.table.name == "file_chunks" else AT_ONCE


def _next(cells: Cells, after: Row | None) -> Any:
    asked = select(*cells.keys, cells.column).where(cells.filled, cells.key != vault().current)
    if after is not None:
        asked = asked.where(tuple_(*cells.keys) > tuple_(*after))
    return asked.order_by(*cells.keys).limit(_most(cells)).with_for_update()


def _written(cells: Cells) -> Any:
    here = (key == bindparam(f"key_{at}") for at, key in enumerate(cells.keys))
    return update(cells.table).where(*here).values({cells.column: bindparam("new")})


def _named(key: Sequence[object]) -> dict[str, object]:
    return {f"key_{at}": one for at, one in enumerate(key)}


def _anew(cells: Cells, sealed: bytes, key: Sequence[object]) -> bytes:
    """Return the value under the newest key: opened and sealed, or as it is under a layer."""
    ours, place = vault(), cells.place(key)
    opened = ours.open_bytes(sealed, place)
    return ours.wrap(sealed, place) if cells.hashed else ours.seal_bytes(opened, place)
