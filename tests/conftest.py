"""Options and databases that tests share."""

import gc
import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.exc import InternalError
from sqlalchemy.orm import ORMExecuteState, Session

from bot.demo.world import write
from services.store import Store, remembered
from services.store.people import Terms
from tests import branch, rights, world
from tests.databases import Databases, opened
from tests.office import Office, enter, furnish
from tests.postgres import started

APART = {"chaos", "bench", "test_processes.py", "test_keys_killed.py"}
WHOLE = {  # what takes long: whole transcripts, big files, everything that is kept
    *("test_conversations.py", "test_backup.py", "test_backup_refused.py", "test_reach.py"),
    *("test_backup_under_a_writer.py", "test_rotation.py", "test_only_sealed_anew.py"),
    *("test_killed.py", "test_walks.py", "test_two_thousand.py"),
    *("test_money.py", "test_nightly.py", "test_command_line_backup.py", "test_matching.py"),
    *("test_stopping.py", "test_here.py", "test_telegram.py", "test_digest.py", "test_sums.py"),
    *("test_progress.py", "test_check.py", "test_saving.py", "test_after_closing.py"),
    *("test_ended_after_closing.py", "test_counting.py", "test_leaving.py", "test_edges.py"),
    *("test_changed_again.py", "test_limits.py", "test_recording.py", "test_corrections.py"),
    *("test_odd_months.py", "test_ruling.py", "test_changing.py", "test_vacant.py"),
    *("test_polling.py", "test_quiet_hours.py", "test_notice.py", "test_files_sent.py"),
}
SAME = {  # takes long too, and says the same whatever keeps it: everything for every post, walks
    *("test_demo_acts.py", "test_demo_world.py", "test_forged.py", "test_access.py"),
    *("test_access_in_chat.py", "test_rights.py", "test_evidence.py"),
    *("test_privacy.py", "test_privacy_of_appointments.py", "test_command_line.py"),
    *("test_command_line_figures.py", "test_command_line_keys.py", "test_paper.py"),
    *("test_registration.py", "test_files.py"),
    *("test_away_picture.py", "test_bombs.py", "test_bombs_in_chat.py"),
    *("test_figures_used.py", "test_two_engines.py", "test_payslips.py"),
    *("test_signing.py", "test_chain.py", "test_listing.py", "test_preview.py"),
    *("test_settled.py", "test_pay.py", "test_fund.py", "test_figures.py"),
    *("test_walk_of_screens.py", "test_week.py"),
}
MEMORY, ROOM = Path("/dev/shm"), 4_000_000_000  # noqa: S108 - below it pytest makes its own folder

if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
    os.environ.setdefault("TMPDIR", str(MEMORY))  # a database a test: a disk takes half the time


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --update, which rewrites what the bot says, and --postgres."""
    parser.addoption("--update", action="store_true", help="rewrite the conversations")
    parser.addoption("--postgres", action="store_true", help="on a PostgreSQL started for it")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what starts processes, and what takes long: the everyday tests leave both out.

    On PostgreSQL only what uses the tests' databases is run: the rest would say the same again.
    """
    if config.getoption("--postgres"):
        using = {
            item
            for item in items
            if "databases" in getattr(item, "fixturenames", ()) and item.path.name not in SAME
        }
        config.hook.pytest_deselected(items=[item for item in items if item not in using])
        items[:] = [item for item in items if item in using]
    for item in items:
        if APART.intersection((item.path.parent.name, item.path.name)):
            item.add_marker(pytest.mark.apart)
        if item.path.name in WHOLE | SAME:
            item.add_marker(pytest.mark.whole)


def pytest_collection_finish() -> None:
    """Have the garbage collector leave alone what is loaded, as it does in the running bot."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@event.listens_for(Session, "do_orm_execute")
def only_who_changes_locks(asked: ORMExecuteState) -> None:
    """Refuse a reading service that locks rows, as PostgreSQL does: SQLite would let it."""
    locks = getattr(asked.statement, "_for_update_arg", None) is not None
    if locks and remembered.MEMORY in asked.session.info:
        message = "a reading service locks rows"
        raise InternalError(message, {}, Exception(message))


@event.listens_for(Session, "do_orm_execute")
def terms_changed_in_place_are_forgotten(asked: ORMExecuteState) -> None:
    """Forget what readers remember: the product only adds terms, with a batch of their own."""
    changed = asked.is_update and asked.bind_mapper is Terms.__mapper__
    if changed and (memory := asked.session.info.get(remembered.RECALLED)):
        memory.shelves.clear()


@pytest.fixture(scope="session")
def databases(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Databases]:
    folder = tmp_path_factory.mktemp("databases")
    server = os.environ.get("TEST_DATABASE_URL")
    if server or not request.config.getoption("--postgres"):
        with closing(Databases(folder, server)) as made:
            yield made
    else:
        with started() as own, closing(Databases(folder, own.address)) as made:
            yield made


@pytest.fixture(scope="session")
def empty(databases: Databases) -> str:
    """Return the address of a migrated database with nothing in it."""
    return databases.template(lambda _: None)


@pytest.fixture(scope="session")
def peopled(databases: Databases) -> str:
    """Return the address of the conversations' world: a template, to be copied."""
    return databases.template(world.build)


@pytest.fixture
def store(databases: Databases, empty: str) -> Iterator[Store]:
    """Return a store of its own, migrated and empty."""
    url = databases.copy(empty)
    with opened(url) as made:
        yield made
    databases.drop(url)


@pytest.fixture
def bare(databases: Databases) -> Iterator[Store]:
    """Return a store on a database without any table."""
    url = databases.copy(None)
    with opened(url) as store:
        yield store
    databases.drop(url)


@pytest.fixture
def peopled_store(databases: Databases, peopled: str) -> Iterator[Store]:
    """Return a store of its own, with the conversations' world in it."""
    url = databases.copy(peopled)
    with opened(url) as store:
        yield store
    databases.drop(url)


@pytest.fixture(scope="session")
def workbooks(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return the demo's workbooks up to October 2026, in the order in which they are imported."""
    return write(tmp_path_factory.mktemp("workbooks"), "2026-10")


@pytest.fixture(scope="session")
def filled(databases: Databases, workbooks: list[Path]) -> str:
    """Return the address of the demo's whole branch: a template, to be copied."""
    return databases.template(lambda store: branch.fill(store, workbooks))


@pytest.fixture
def filled_store(databases: Databases, filled: str) -> Iterator[Store]:
    """Return a store of its own, with the demo's whole branch in it."""
    url = databases.copy(filled)
    with opened(url) as store:
        yield store
    databases.drop(url)


@pytest.fixture(scope="session")
def completed(databases: Databases, filled: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address of the demo's branch with somebody who left: a template, to be copied."""
    url = databases.copy(filled)
    with opened(url) as store:
        rights.complete(store, tmp_path_factory.mktemp("left"))
    return url


@pytest.fixture(scope="module")
def complete(databases: Databases, completed: str) -> Iterator[Store]:
    """Return a store for a module's tests, with the demo's branch and somebody who left."""
    url = databases.copy(completed)
    with opened(url) as store:
        yield store
    databases.drop(url)


@pytest.fixture
def bare_office(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Office:
    """Return a command line in an empty folder, without settings."""
    enter(monkeypatch, tmp_path)
    return Office(tmp_path, "", capsys)


@pytest.fixture
def office(
    databases: Databases,
    filled: str,
    workbooks: list[Path],
    bare_office: Office,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Office]:
    """Return a command line at the demo's branch, with the files that the examples name."""
    url = databases.copy(filled)
    furnish(bare_office.folder, workbooks)
    enter(monkeypatch, bare_office.folder, url)
    yield Office(bare_office.folder, url, bare_office.capsys)
    databases.drop(url)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Where everything must run (CI is set) count a skipped test as failed."""
    outcome: Any = yield
    report = outcome.get_result()
    absent = "not beside this checkout" in str(report.longrepr)  # a comparison with other files
    if os.environ.get("CI") and report.skipped and not absent:
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped: {report.longrepr}"
