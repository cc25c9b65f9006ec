"""Files are rows: sealed piece by piece, so that any process of the house can read them."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from sqlalchemy import delete, exists
from sqlalchemy.orm import Session

from services.store import Store, changes, work
from services.store.privacy import SealedCell
from services.store.vault import vault

MEGABYTE = 1 << 20
PIECE = MEGABYTE // 4
MOST_BYTES = 50 * MEGABYTE
MEMORY = hasattr(os, "memfd_create")


class FileTooLargeError(Exception):
    """It has more bytes than are kept (the argument, in MB)."""


class FileGoneError(Exception):
    """The file was dropped, or never was."""


class FileDamagedError(Exception):
    """Pieces of the file are missing: what is left is not what was kept."""


@dataclass(frozen=True)
class Kept:
    """What is known of a file without opening it."""

    file_id: int
    name: str
    size: int
    digest: bytes

    @property
    def pieces(self) -> int:
        """In how many pieces it lies."""
        return -(-self.size // PIECE)


@changes
def keep(session: Session, name: str, content: bytes, now: datetime, by: int | None) -> int:
    """Seal a file into rows and return its id; FileTooLargeError."""
    if len(content) > MOST_BYTES:
        raise FileTooLargeError(MOST_BYTES // MEGABYTE)
    digest = hashlib.sha256(content).digest()
    row = work.File(size=len(content), digest=digest, made_at=now, made_by=by)
    row.name = name
    session.add(row)
    session.flush()
    view = memoryview(content)
    for number, start in enumerate(range(0, len(content), PIECE)):
        sealed = vault().seal_bytes(bytes(view[start : start + PIECE]), _place(row.id, number))
        session.add(work.FileChunk(file_id=row.id, number=number, content=sealed))
    return row.id


def kept(session: Session, file_id: int) -> Kept:
    """Return what is known of the file; FileGoneError, also where its client was put away."""
    row = session.get(work.File, file_id)
    if row is None or _put_away(session, row):
        raise FileGoneError(file_id)
    return Kept(row.id, row.name, row.size, row.digest)


def name_of(session: Session, file_id: int) -> str:
    """Return what the file is called; '' where it is gone."""
    try:
        return kept(session, file_id).name
    except FileGoneError:
        return ""


def piece(session: Session, file_id: int, number: int) -> bytes:
    """Return one piece of the file; FileGoneError."""
    row = session.get(work.FileChunk, (file_id, number))
    if row is None:
        raise FileGoneError(file_id)
    return vault().open_bytes(row.content, _place(file_id, number))


@changes
def drop(session: Session, file_id: int) -> None:
    """Forget the file; nothing happens if it is gone already."""
    session.execute(delete(work.FileChunk).where(work.FileChunk.file_id == file_id))
    session.execute(delete(work.File).where(work.File.id == file_id))


def copy(store: Store, file_id: int, out: IO[bytes]) -> Kept:
    """Write the file's bytes, piece by piece; FileGoneError, FileDamagedError."""
    found, digest = store.call(kept, file_id), hashlib.sha256()
    for number in range(found.pieces):
        content = store.call(piece, file_id, number)
        digest.update(content)
        out.write(content)
    if digest.digest() != found.digest:
        raise FileDamagedError(file_id)
    return found


@contextmanager
def unsealed(store: Store, file_id: int) -> Iterator[Path]:
    """Yield where the file can be read as long as this lasts; FileGoneError, FileDamagedError.

    It lies in memory that has no name; where the system has no such memory, in a file without
    a name, for its owner only.
    """
    with os.fdopen(os.memfd_create("file"), "w+b") if MEMORY else TemporaryFile() as out:
        copy(store, file_id, out)
        out.flush()
        yield Path(f"/dev/fd/{out.fileno()}")


def _put_away(session: Session, row: work.File) -> bool:
    """Tell whether a file without a name has none because its client was put away."""
    place = f"files.name_sealed.{row.id}"
    away = exists().where(SealedCell.place == place).select()
    return not row.name_sealed and (not row.size or bool(session.scalar(away)))


def _place(file_id: int, number: int) -> str:
    return f"file_chunks.content.{file_id}.{number}"
