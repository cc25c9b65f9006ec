"""Fresh databases for tests: copies of a template, files of SQLite or databases of PostgreSQL."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from pathlib import Path

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import make_url

from services.store import Store
from services.store.schema import migrate
from services.store.vault import Vault, new_key, unlock

KEY = new_key()
_FIRST: dict[str, Engine] = {}


@dataclass
class Databases:
    """Makes databases below a folder, or on a PostgreSQL server if one is given."""

    folder: Path
    server: str | None
    numbers: Iterator[int] = field(default_factory=count)

    def template(self, fill: Callable[[Store], None]) -> str:
        """Make a migrated database, fill it and return its address."""
        url = self.copy(None)
        with opened(url) as store:
            migrate(store.writer)
            fill(store)
        return url

    def copy(self, template: str | None) -> str:
        """Make a copy of a template that nobody has open; return its address."""
        name = f"test_{next(self.numbers)}_{self.folder.name}".replace("-", "_")
        if self.server:
            like = f' TEMPLATE "{make_url(template).database}"' if template else ""
            self._administer(f'CREATE DATABASE "{name}"{like} STRATEGY FILE_COPY')
            server = make_url(self.server).set(database=name)
            return server.render_as_string(hide_password=False)
        path = self.folder / f"{name}.db"
        if template:
            shutil.copy(str(make_url(template).database), path)
        return f"sqlite:///{path}"

    def drop(self, url: str) -> None:
        """Remove a database that nobody has open."""
        name = str(make_url(url).database)
        if self.server:
            self._administer(f'DROP DATABASE "{name}" WITH (FORCE)')
        else:
            Path(name).unlink()

    def close(self) -> None:
        """Let go of the server."""
        if self.server:
            self._administration.dispose()

    def _administer(self, statement: str) -> None:
        with self._administration.connect() as connection:
            connection.execute(text(statement))

    @cached_property
    def _administration(self) -> Engine:
        """One connection for all tests: opening one takes as long as making a database."""
        return create_engine(str(self.server), isolation_level="AUTOCOMMIT", pool_pre_ping=True)


@contextmanager
def opened(url: str) -> Iterator[Store]:
    """Open a store with the tests' key and close it again."""
    unlock(Vault.of(KEY))
    store = Store.at(url)
    for engine in (store.writer, store.reader):
        _share(engine)
    try:
        yield store
    finally:
        store.close()


def _share(engine: Engine) -> None:
    """Have a statement compiled once for all databases, not again for each test's own."""
    first = _FIRST.setdefault(engine.dialect.name, engine)
    engine.dialect = first.dialect
    engine._compiled_cache = first._compiled_cache  # noqa: SLF001 - there is no public way
