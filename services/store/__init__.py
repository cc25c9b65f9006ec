"""The one door to the database: a service runs in one transaction, reading or changing."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from services.store.readers import LIMIT, Readers
from services.store.remembered import MEMORY, RECALLED, Memory

P = ParamSpec("P")
T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])

BUSY_MS = 10_000
PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    f"PRAGMA busy_timeout = {BUSY_MS}",
)
CHANGING: set[Callable[..., Any]] = set()


def changes(service: F) -> F:
    """Declare that the service writes; an undeclared one gets a read-only transaction."""
    CHANGING.add(service)
    return service


@dataclass(frozen=True)
class Store:
    """Runs services. On SQLite all writers share one thread, readers run beside it."""

    writer: Engine
    reader: Engine
    writing: ThreadPoolExecutor = field(repr=False)
    memory: Memory = field(default_factory=Memory, repr=False)
    readers: Readers = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Take on those who read."""
        object.__setattr__(self, "readers", Readers(self.reader, self.memory))

    @classmethod
    def at(cls, url: str) -> "Store":
        """Open the database at the SQLAlchemy URL (sqlite or postgresql)."""
        if make_url(url).get_backend_name() == "sqlite":
            writer, reader, writers = _sqlite(url, writing=True), _sqlite(url, writing=False), 1
        else:
            writer = create_engine(url, pool_size=LIMIT * 2, pool_pre_ping=True)
            # all that a service reads is of one moment, as it is on SQLite
            reader = writer.execution_options(
                postgresql_readonly=True, isolation_level="REPEATABLE READ"
            )
            writers = LIMIT
        return cls(writer, reader, ThreadPoolExecutor(writers))

    async def run(
        self, service: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Call the service off the event loop; commit if it returns, roll back if it raises."""
        changing = service in CHANGING
        return await self.work(lambda one: service(one, *args, **kwargs), changing=changing)

    def call(
        self, service: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Call the service here and now, in one transaction."""
        changing = service in CHANGING
        return self._within(lambda one: service(one, *args, **kwargs), changing=changing)

    async def work(self, work: Callable[[Session], T], *, changing: bool) -> T:
        """Do what takes more than one service in one transaction off the event loop."""
        if not changing:
            return cast("T", await self.readers.ask(work))
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.writing, lambda: self._within(work, changing=True))

    def _within(self, work: Callable[[Session], T], *, changing: bool) -> T:
        engine = self.writer if changing else self.reader
        info = {RECALLED if changing else MEMORY: self.memory}
        # a session that begins and ends a transaction by itself takes twice as long for it
        with engine.begin() as connection:
            with Session(connection, expire_on_commit=False, info=info) as session:
                done = work(session)
                session.flush()
            return done

    def close(self) -> None:
        """Let running services end and close the connections."""
        self.writing.shutdown()
        self.readers.threads.shutdown()
        self.writer.dispose()
        self.reader.dispose()


def _sqlite(url: str, *, writing: bool) -> Engine:
    engine = create_engine(
        url,
        connect_args={"check_same_thread": False},
        pool_reset_on_return=None,  # each transaction is ended in `_within`
    )

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        for pragma in PRAGMAS:
            connection.execute(pragma)
        if not writing:
            connection.execute("PRAGMA query_only = ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        # a deferred BEGIN that reads and then writes fails at once when another writer was faster
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine
