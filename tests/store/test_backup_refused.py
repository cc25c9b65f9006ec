"""T-O1: a backup that is not whole, not ours or too new is refused, and nothing is changed.

Broken by a frame that opens in another place, a file whose end nobody misses, a restore that
begins before it has read all.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from services.store import Store, backup
from services.store.backup import frames
from services.store.schema import NewerSchemaError
from services.store.vault import KeyUnusableError, Vault, new_key, unlock
from tests.branch import NOW
from tests.databases import KEY


def refused(other: Store, file: Path, error: type[Exception]) -> None:
    """Expect that the file cannot be restored, nor read, and that nothing happens."""
    with pytest.raises(error):
        backup.restore(other.writer, file)
    assert inspect(other.writer).get_table_names() == []
    if error is not NewerSchemaError:
        with pytest.raises(error):
            backup.check(file)


def test_a_newer_backup_is_refused(store: Store, other: Store, tmp_path: Path) -> None:
    with store.writer.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    backup.write(store.reader, tmp_path / "new", NOW)
    refused(other, tmp_path / "new", NewerSchemaError)


def test_another_key_does_not_open_it(file: Path, other: Store) -> None:
    unlock(Vault.of(new_key()))
    refused(other, file, KeyUnusableError)
    unlock(Vault.of(f"{new_key()},{KEY}"))
    assert backup.check(file).rows


def test_the_key_and_the_names_are_not_in_it(full_store: Store, file: Path) -> None:
    content = file.read_bytes()
    raw = next(iter(Vault.of(KEY).roots.values()))
    assert raw not in content
    assert KEY.encode() not in content
    assert b"JC031" not in content
    assert backup.write(full_store.reader, file.with_name("b"), NOW) == backup.check(file)
    assert file.with_name("b").read_bytes()[-1000:] != content[-1000:]


def test_every_flipped_byte_is_found(peopled_store: Store, other: Store, tmp_path: Path) -> None:
    file = tmp_path / "a"
    backup.write(peopled_store.reader, file, NOW)
    whole = file.read_bytes()
    head = len(frames.MAGIC)
    for at in range(len(whole)):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        named = head <= at < head + frames.NAME
        refused_by = KeyUnusableError if named else backup.BackupDamagedError
        with pytest.raises(refused_by):
            backup.check(file)
    refused(other, file, backup.BackupDamagedError)


def test_every_cut_is_found(peopled_store: Store, other: Store, tmp_path: Path) -> None:
    file = tmp_path / "a"
    backup.write(peopled_store.reader, file, NOW)
    whole = file.read_bytes()
    for length in range(len(whole)):
        file.write_bytes(whole[:length])
        with pytest.raises(backup.BackupDamagedError):
            backup.check(file)
    refused(other, file, backup.BackupDamagedError)
    file.write_bytes(whole + b"\0")
    refused(other, file, backup.BackupDamagedError)


def parts(whole: bytes) -> tuple[bytes, list[bytes]]:
    """Return a file's head and its frames."""
    at = len(frames.MAGIC) + frames.NAME + frames.SALT
    head, found = whole[:at], []
    while at < len(whole):
        end = at + frames.LENGTH + int.from_bytes(whole[at : at + frames.LENGTH])
        found.append(whole[at:end])
        at = end
    return head, found


TRICKS: dict[str, Callable[[list[bytes]], list[bytes]]] = {
    "swapped": lambda some: [some[1], some[0], *some[2:]],
    "left out": lambda some: [some[0], *some[2:]],
    "twice": lambda some: [some[0], *some],
    "without its end": lambda some: some[:-1],
    "ended early": lambda some: [*some[:-2], some[-1]],
    "ended twice": lambda some: [*some, some[-1]],
    "nothing but its end": lambda some: some[-1:],
}


@pytest.mark.parametrize("trick", TRICKS)
def test_frames_stay_in_their_places(
    trick: str, file: Path, other: Store, monkeypatch: pytest.MonkeyPatch, full_store: Store
) -> None:
    monkeypatch.setattr(frames, "FRAME", 20_000)
    file.unlink()
    backup.write(full_store.reader, file, NOW)
    head, found = parts(file.read_bytes())
    assert len(found) > 9
    file.write_bytes(head + b"".join(TRICKS[trick](found)))
    refused(other, file, backup.BackupDamagedError)


def test_frames_of_two_backups_do_not_mix(file: Path, full_store: Store, other: Store) -> None:
    second = file.with_name("b")
    backup.write(full_store.reader, second, NOW)
    (head, found), (_, others) = parts(file.read_bytes()), parts(second.read_bytes())
    file.write_bytes(head + found[0] + b"".join(others[1:]))
    refused(other, file, backup.BackupDamagedError)
