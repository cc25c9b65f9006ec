"""The one door: what reads cannot write, writers wait for each other, readers for nobody."""

import asyncio
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError
from sqlalchemy.orm import Session

from services import store as door
from services.store import Store, changes
from services.store.people import Account, Staff
from tests.branch import NOW

PATIENCE = 20  # seconds until a test that hangs fails


def count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Staff)) or 0


def add_undeclared(session: Session, number: str) -> None:
    session.add(Staff(number=number))
    session.flush()


@changes
def add(session: Session, number: str) -> None:
    add_undeclared(session, number)


@changes
def add_and_fail(session: Session, number: str) -> None:
    add_undeclared(session, number)
    raise LookupError(number)


@changes
def add_between(session: Session, number: str, begun: Event, go: Event) -> int:
    """Read, tell that the transaction is open, wait, write; return what was read."""
    seen = count(session)
    begun.set()
    assert go.wait(PATIENCE)
    add_undeclared(session, number)
    return seen


@pytest.fixture
def threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(4)


def test_a_reading_service_cannot_write(store: Store) -> None:
    with pytest.raises(DBAPIError, match=r"(?i)read-?only"):
        store.call(add_undeclared, "1")
    assert store.call(count) == 0


def test_a_reading_service_cannot_write_in_its_own_words_either(store: Store) -> None:
    def raw(session: Session) -> None:
        session.execute(text("DELETE FROM staff"))

    with pytest.raises(DBAPIError, match=r"(?i)read-?only"):
        store.call(raw)


def test_what_returns_is_kept_and_what_raises_is_not(store: Store) -> None:
    store.call(add, "1")
    with pytest.raises(LookupError):
        store.call(add_and_fail, "2")
    with pytest.raises(IntegrityError):
        store.call(add, "1")
    assert store.call(count) == 1


async def test_running_off_the_loop_is_the_same(store: Store) -> None:
    await store.run(add, "1")
    with pytest.raises(LookupError):
        await store.run(add_and_fail, "2")
    await asyncio.gather(*(store.run(add, f"n{n}") for n in range(20)))
    assert await store.run(count) == 21


def test_a_reader_does_not_wait_for_a_long_writer(
    store: Store, threads: ThreadPoolExecutor
) -> None:
    begun, go = Event(), Event()
    writing = threads.submit(store.call, add_between, "1", begun, go)
    assert begun.wait(PATIENCE)
    try:
        assert threads.submit(store.call, count).result(PATIENCE) == 0
    finally:
        go.set()
    writing.result(PATIENCE)
    assert store.call(count) == 1


def test_two_writers_at_once_both_succeed(store: Store, threads: ThreadPoolExecutor) -> None:
    (first, go), (second, at_once) = (Event(), Event()), (Event(), Event())
    at_once.set()
    one = threads.submit(store.call, add_between, "1", first, go)
    assert first.wait(PATIENCE)
    other = threads.submit(store.call, add_between, "2", second, at_once)
    if store.writer.dialect.name == "sqlite":
        assert not second.is_set(), "the other begins when this one has ended"
    go.set()
    seen = [writing.result(PATIENCE) for writing in (one, other)]
    assert store.call(count) == 2
    if store.writer.dialect.name == "sqlite":
        assert seen == [0, 1], "each read what the one before it wrote"


def test_many_writers_at_once_all_succeed(store: Store, threads: ThreadPoolExecutor) -> None:
    waiting: list[Future[None]] = [threads.submit(store.call, add, f"{n}") for n in range(40)]
    assert [one.result(PATIENCE) for one in waiting] == [None] * 40
    assert store.call(count) == 40


SETTINGS: dict[str, dict[str, tuple[Any, Any]]] = {  # what a writer and a reader are told
    "sqlite": {
        "PRAGMA journal_mode": ("wal", "wal"),
        "PRAGMA synchronous": (2, 2),  # FULL
        "PRAGMA foreign_keys": (1, 1),
        "PRAGMA busy_timeout": (door.BUSY_MS, door.BUSY_MS),
        "PRAGMA query_only": (0, 1),
    },
    "postgresql": {
        "SHOW transaction_read_only": ("off", "on"),
        "SHOW fsync": ("on", "on"),
        "SHOW synchronous_commit": ("on", "on"),
    },
}


def asked(session: Session, what: str) -> Any:
    return session.scalar(text(what))


@changes
def asked_while_writing(session: Session, what: str) -> Any:
    return asked(session, what)


def test_the_database_is_set_as_it_must_be(store: Store) -> None:
    for what, (writing, reading) in SETTINGS[store.writer.dialect.name].items():
        assert store.call(asked_while_writing, what) == writing, what
        assert store.call(asked, what) == reading, what


def test_a_row_needs_what_it_refers_to(store: Store) -> None:
    @changes
    def bind(session: Session) -> None:
        session.add(Account(telegram_id=1, staff_id=1, bound_at=NOW))

    with pytest.raises(IntegrityError):
        store.call(bind)


def test_a_moment_has_a_zone(store: Store) -> None:
    @changes
    def bind(session: Session) -> None:
        add_undeclared(session, "1")
        staff_id = session.scalars(select(Staff.id)).one()
        naive = NOW.replace(tzinfo=None)
        session.add(Account(telegram_id=1, staff_id=staff_id, bound_at=naive))

    with pytest.raises(StatementError, match="no time zone"):
        store.call(bind)
