"""T-O2: a backup is of one moment, whatever is written meanwhile; half of one has no name.

Broken by reading table after table, each in a transaction of its own or seeing what was committed
meanwhile; by writing under the final name; by keeping all rows in memory.
"""

import gc
import signal
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from sqlalchemy import event, func, insert, select
from sqlalchemy.orm import Session

from services.store import Store, audit, backup, changes
from services.store.figures import Client
from services.store.people import Account, Staff
from services.store.talk import Audit
from tests.branch import NOW
from tests.databases import Databases, opened
from tests.office import ROOT

PATIENCE = 60  # seconds until a test that hangs fails
TOGETHER = (Account, Audit, Client, Staff)  # the writer adds one of each, or none


@changes
def add_one_of_each(session: Session, number: int) -> None:
    staff = Staff(number=f"JC{number}")
    session.add_all([staff, Client(number=str(number))])
    session.flush()
    session.add(Account(telegram_id=number, staff_id=staff.id, bound_at=NOW))
    audit.record(session, NOW, staff.id, "bound")


def counts(session: Session) -> list[int]:
    return [session.scalar(select(func.count()).select_from(table)) or 0 for table in TOGETHER]


@contextmanager
def restored(databases: Databases, file: Path) -> Iterator[Store]:
    """Restore a backup into a database of its own."""
    url = databases.copy(None)
    with opened(url) as made:
        backup.restore(made.writer, file)
        yield made
    databases.drop(url)


def test_what_is_committed_between_two_tables_is_not_in_it(
    store: Store, databases: Databases, tmp_path: Path
) -> None:
    store.call(add_one_of_each, 0)
    seen = list(range(1, 1 + len(TOGETHER)))

    def interfere(*arguments: Any) -> None:
        read = arguments[2].partition("FROM ")[2].split()
        if seen and read and read[0] in {table.__tablename__ for table in TOGETHER}:
            store.call(add_one_of_each, seen.pop())

    event.listen(store.reader, "before_cursor_execute", interfere)
    backup.write(store.reader, tmp_path / "a", NOW)
    event.remove(store.reader, "before_cursor_execute", interfere)
    assert (seen, store.call(counts)) == ([], [5, 5, 5, 5])
    with restored(databases, tmp_path / "a") as made:
        assert made.call(counts) == [1, 1, 1, 1]


@pytest.mark.parametrize(
    "times", [3, pytest.param(20, marks=pytest.mark.long)], ids=["short", "long"]
)
def test_backups_under_a_writer_are_each_consistent(
    store: Store, databases: Databases, tmp_path: Path, times: int
) -> None:
    enough, begun = Event(), Event()

    def work() -> int:
        number = 0
        while not enough.is_set():
            store.call(add_one_of_each, number)
            number += 1
            begun.set()
        return number

    with ThreadPoolExecutor(1) as thread:
        working = thread.submit(work)
        assert begun.wait(PATIENCE)
        try:
            for one in range(times):
                backup.write(store.reader, tmp_path / str(one), NOW)
        finally:
            enough.set()
        written = working.result(PATIENCE)
    held: list[int] = []
    for one in range(times):
        with restored(databases, tmp_path / str(one)) as made:
            same = set(made.call(counts))
        assert len(same) == 1, one
        held += same
    assert held == sorted(held)
    assert 0 < held[0] < held[-1] <= written, "the writer went on while they were made"


def test_a_file_that_is_there_is_not_written_over(store: Store, tmp_path: Path) -> None:
    (tmp_path / "a").write_text("precious")
    with pytest.raises(FileExistsError):
        backup.write(store.reader, tmp_path / "a", NOW)
    assert (tmp_path / "a").read_text() == "precious"


def test_a_backup_that_breaks_off_leaves_no_file(store: Store, tmp_path: Path) -> None:
    def break_off(*arguments: Any) -> None:
        if "FROM units" in arguments[2]:
            raise InterruptedError

    event.listen(store.reader, "before_cursor_execute", break_off)
    with pytest.raises(InterruptedError):
        backup.write(store.reader, tmp_path / "a", NOW)
    assert list(tmp_path.iterdir()) == []


KILLED = """
import sys
from datetime import datetime, UTC
from pathlib import Path
from sqlalchemy import event
from services.store import Store, backup
from services.store.schema import migrate
from services.store.vault import Vault, unlock

def stop(*arguments):
    if "FROM units" in arguments[2]:
        print("in the middle", flush=True)
        sys.stdin.read()

unlock(Vault.of("A" * 43 + "="))
store = Store.at(sys.argv[1])
event.listen(store.reader, "before_cursor_execute", stop)
backup.write(store.reader, Path("a.backup"), datetime.now(UTC))
"""


def test_a_killed_backup_has_no_name(store: Store, tmp_path: Path) -> None:
    url = store.writer.url.render_as_string(hide_password=False)
    piped = subprocess.PIPE
    with subprocess.Popen(  # noqa: S603 - ours
        [sys.executable, "-c", KILLED, url],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        stdin=piped,
        stdout=piped,
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == b"in the middle\n"
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert not (tmp_path / "a.backup").exists()
    backup.write(store.reader, tmp_path / "a.backup", NOW)
    assert backup.check(tmp_path / "a.backup").made == NOW


def test_only_its_owner_reads_it(store: Store, tmp_path: Path) -> None:
    backup.write(store.reader, tmp_path / "a", NOW + timedelta(days=1))
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600


SOME, MANY = 12_000, 24_000
"""Rows: enough that what is in hand at a time is full, and twice as many."""
ALLOWED = 500_000  # bytes more for those; in memory all at once they are many times that
TRIES = 3  # rows would be in memory each time; what another thread or a late collection holds, not


def peaks(store: Store, databases: Databases, path: Path) -> list[int]:
    """Return the most memory that writing, checking and restoring a backup take."""
    url, found = databases.copy(None), []
    with opened(url) as made:
        works: list[Callable[[], backup.Contents]] = [
            lambda: backup.write(store.reader, path, NOW),
            lambda: backup.check(path),
            lambda: backup.restore(made.writer, path),
        ]
        for work in works:
            gc.collect()
            tracemalloc.start()
            work()
            found.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    databases.drop(url)
    return found


def grew(until: list[int], after: list[int]) -> int:
    """Return by how many bytes the one that grew most did."""
    return max(more - some for some, more in zip(until, after, strict=True))


def test_more_rows_need_no_more_memory(store: Store, databases: Databases, tmp_path: Path) -> None:
    found = []
    before = 0
    for many in (1, SOME, MANY):  # the first: what is loaded once is no row
        rows = [{"id": one, "number": f"{one:0100d}"} for one in range(before, many)]
        with store.writer.begin() as connection:
            connection.execute(insert(Client), rows)
        del rows
        before, path = many, tmp_path / str(many)
        found.append(peaks(store, databases, path))
        assert backup.check(path).rows["clients"] == many
    _, some, more = found
    grown = [grew(some, more)]
    while grown[-1] >= ALLOWED and len(grown) < TRIES:
        grown.append(grew(some, peaks(store, databases, tmp_path / f"again {len(grown)}")))
    assert min(grown) < ALLOWED, grown
