"""What the doctor finds on this machine: the database, the key, the disk, the backups."""

import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import create_engine, text

from bot.doctor import database, files
from bot.settings import Settings
from services import store as door
from services.store.backup import keeping
from services.store.schema import revisions
from services.store.vault import new_key
from tests.branch import NOW
from tests.databases import Databases
from tests.doctor.conftest import HERE, found
from tests.office import Office

pytestmark = pytest.mark.usefixtures("well")


def execute(url: str, *statements: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for one in statements:
            connection.execute(text(one))
    engine.dispose()


def test_no_database_yet(databases: Databases, monkeypatch: pytest.MonkeyPatch) -> None:
    url = databases.copy(None)
    monkeypatch.setenv("DATABASE_URL", url)
    assert found() == ["no_database"]
    monkeypatch.setenv("DATABASE_URL", "")
    assert found() == ["no_database"]
    assert not Path("data").exists(), "he only looks"


def test_its_shape(well: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "revisions", lambda: ["next", *revisions()])
    assert found() == ["older_database"]
    execute(well.url, "UPDATE alembic_version SET version_num = '9999'")
    assert found() == ["newer_database"]


@contextmanager
def somebody_writes(url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let somebody else write without end; nobody waits for long."""
    waiting = tuple(one.replace(str(door.BUSY_MS), "10") for one in door.PRAGMAS)
    monkeypatch.setattr(door, "PRAGMAS", waiting)
    monkeypatch.setattr(database, "PATIENCE", 1)
    engine = create_engine(url)
    with engine.connect() as connection:
        connection.exec_driver_sql(
            "BEGIN IMMEDIATE"
            if engine.dialect.name == "sqlite"
            else "LOCK TABLE alembic_version IN SHARE MODE"
        )
        yield
    engine.dispose()


def test_it_can_be_written(well: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    with somebody_writes(well.url, monkeypatch):
        assert found() == ["unwritable"]


def test_nothing_is_changed(well: Office) -> None:
    before = well.net("2026-10")
    assert found() == []
    assert well.net("2026-10") == before


def test_a_server_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server((HERE, 0)) as free:
        port = free.getsockname()[1]
    monkeypatch.setenv("DATABASE_URL", f"postgresql://me:geheim@{HERE}:{port}/x")
    assert found() == ["database_unreachable"]


def test_a_server_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "PATIENCE", 1)
    with socket.create_server((HERE, 0)) as deaf:
        port = deaf.getsockname()[1]
        monkeypatch.setenv("DATABASE_URL", f"postgresql://me:geheim@{HERE}:{port}/x")
        assert found() == ["database_unreachable"]


def test_a_file_that_is_no_database(well: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    (well.folder / "x.db").write_text("no database at all, of any kind whatever" * 99, "utf-8")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{well.folder / 'x.db'}")
    assert found() == ["database_unreachable"]


def test_sqlite_writes_ahead(
    bare_office: Office, well: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "")
    monkeypatch.setenv("DATA_KEY", "")
    assert bare_office.does("init").code == 0
    assert found() == []
    execute("sqlite:///data/data.db", "PRAGMA journal_mode = DELETE")
    without = tuple(one for one in door.PRAGMAS if "WAL" not in one)
    monkeypatch.setattr(door, "PRAGMAS", without)
    assert found() == ["no_wal"]
    assert well.folder == bare_office.folder


def test_the_key_opens_what_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_KEY", new_key())
    assert found() == ["wrong_key"]
    monkeypatch.setenv("DATA_KEY", "")
    assert found() == ["setting"]
    Path("data").mkdir()
    Path("data/data.key").write_text("nonsense", "ascii")
    Path("data/data.key").chmod(0o600)
    assert found() == ["setting"]


@pytest.mark.parametrize(
    ("mode", "kinds"),
    [(0o600, []), (0o400, []), (0o640, ["key_readable"]), (0o604, ["key_readable"])],
)
def test_the_key_is_its_owners(
    well: Office, mode: int, kinds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "")
    monkeypatch.setenv("DATA_KEY", "")
    assert well.does("init").code == 0
    Path("data/data.key").chmod(mode)
    assert found() == kinds


def test_the_keys_file_does_not_matter_where_the_key_is_set() -> None:
    Path("data").mkdir()
    Path("data/data.key").write_text("", "ascii")
    Path("data/data.key").chmod(0o644)
    assert found() == []


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
nas:/export /srv/bot\\040data nfs4 rw 0 0
/dev/sdb1 /srv/bot\\040data/fast ext4 rw 0 0
//nas/share /mnt cifs rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/x/data.db", "ext4"),
        ("/srv/bot data/data.db", "nfs4"),
        ("/srv/bot data/fast/data.db", "ext4"),
        ("/mnt/data.db", "cifs"),
        ("/mnt2/data.db", "ext4"),
    ],
)
def test_where_a_file_is(path: str, kind: str) -> None:
    assert files.filesystem(Path(path), MOUNTS) == kind


def test_sqlite_is_not_on_a_network(well: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    (well.folder / "mounts").write_text("nas:/x / nfs4 rw 0 0\n", "utf-8")
    monkeypatch.setenv("DATABASE_URL", "")
    monkeypatch.setenv("DATA_KEY", "")
    assert well.does("init").code == 0
    assert found() == ["network_filesystem"]
    on_a_server = Settings.read(database_url="postgresql://host/x")
    assert list(files.network(on_a_server)) == []


@pytest.mark.parametrize(("free", "kinds"), [(files.ROOM, []), (files.ROOM - 1, ["disk_full"])])
def test_the_disk_has_room(free: int, kinds: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    Path("data").mkdir()
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    assert found() == kinds


@pytest.mark.parametrize(
    ("age", "kinds"),
    [
        (timedelta(), []),
        (timedelta(hours=36), []),
        (timedelta(hours=36, seconds=1), ["old_backup"]),
        (None, ["no_backup"]),
    ],
)
def test_backups_come(
    age: timedelta | None, kinds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BACKUP_DIR", "backups")
    assert found() == ["no_backup"]
    Path("backups").mkdir()
    Path("backups/notes.txt").touch()
    for one in () if age is None else (age, age + timedelta(days=9)):
        Path("backups", keeping.name(NOW - one)).touch()
    assert found() == kinds
