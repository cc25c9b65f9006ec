"""Backups: one consistent, sealed file of every row, in one format for both databases.

Inside its frames (`frames`) a backup is lines of JSON (`records`): the header, then for each
table its columns with their kinds, then its rows.
"""

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

from sqlalchemy import Engine, inspect

from services.store import schema
from services.store.backup import frames, records
from services.store.backup.filling import filling
from services.store.backup.frames import BackupDamagedError
from services.store.backup.records import Contents
from services.store.vault import vault

REPEATABLE = {"postgresql": "REPEATABLE READ"}  # SQLite's transactions are snapshots anyway


class NotEmptyError(Exception):
    """There are tables in the database already."""


def write(engine: Engine, path: Path, now: datetime) -> Contents:
    """Back up what the database holds at this moment; return what it is.

    The engine is the store's reader: writers go on meanwhile. The file has its name when it is
    whole and on disk, not before. FileExistsError, OSError, KeyUnusableError.
    """
    if path.exists():
        raise FileExistsError(path)
    part = NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False)  # noqa: SIM115 - it is closed before it gets its name
    try:
        with part as file, _snapshot(engine).begin() as connection:
            found, lines = records.dump(connection, now)
            for piece in frames.seal(lines, vault()):
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        Path(part.name).rename(path)
    except BaseException:
        with suppress(FileNotFoundError):
            Path(part.name).unlink()
        raise
    _keep_name(path.parent)
    return found


def _snapshot(engine: Engine) -> Engine:
    level = REPEATABLE.get(engine.dialect.name)
    return engine.execution_options(isolation_level=level) if level else engine


def _keep_name(folder: Path) -> None:
    """Bring the folder's list of names to the disk."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def check(path: Path) -> Contents:
    """Read a backup whole; BackupDamagedError, KeyUnusableError if it is another key's."""
    with path.open("rb") as file:
        found, rows = records.read(frames.unseal(file, vault()))
        return found.counted(rows)


def restore(engine: Engine, path: Path) -> Contents:
    """Bring a backup into an empty database and that to this release's shape.

    The engine is the store's writer. All or nothing, and nothing at all unless the backup is
    whole: BackupDamagedError, KeyUnusableError, NewerSchemaError, NotEmptyError.
    """
    found = check(path)
    if found.revision not in schema.revisions():
        raise schema.NewerSchemaError(found.revision)
    with engine.begin() as connection:
        if inspect(connection).get_table_names():
            raise NotEmptyError
        schema.upgrade(connection, found.revision)
        with filling(connection) as tables, path.open("rb") as file:
            _, rows = records.read(frames.unseal(file, vault()))
            records.load(connection, tables, rows)
    schema.migrate(engine)
    return found


__all__ = ["BackupDamagedError", "Contents", "NotEmptyError", "check", "restore", "write"]
