"""Reads share a transaction, but nobody waits for a slow one or reads what is out of date."""

import asyncio
from collections.abc import Iterator
from threading import Event

import pytest
from sqlalchemy import Connection, Engine, event, select, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session

from services.store import Store, readers
from services.store.people import Staff
from tests.store.test_door import PATIENCE, add, count

TOGETHER = 8


@pytest.fixture
def begun(store: Store) -> Iterator[list[Connection]]:
    """Yield the reading transactions that were begun."""
    found: list[Connection] = []

    def note(connection: Connection) -> None:
        found.append(connection)

    event.listen(store.reader, "begin", note)
    yield found
    event.remove(store.reader, "begin", note)


def held(session: Session, reached: Event, go: Event) -> int:
    """Read, tell so, and stay."""
    seen = count(session)
    reached.set()
    assert go.wait(PATIENCE)
    return seen


async def reaches(reached: Event) -> None:
    assert await asyncio.to_thread(reached.wait, PATIENCE)


async def test_what_is_asked_meanwhile_shares_one_transaction(
    store: Store, begun: list[Connection], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers, "LONG", PATIENCE)  # no second thread
    reached, go = Event(), Event()
    first = asyncio.ensure_future(store.run(held, reached, go))
    await reaches(reached)
    others = [asyncio.ensure_future(store.run(count)) for _ in range(TOGETHER)]
    await asyncio.sleep(0)  # they have asked
    go.set()
    assert await asyncio.gather(first, *others) == [0] * (1 + TOGETHER)
    assert len(begun) == 2  # the first one's, and one for all the others


async def test_whoever_changes_something_and_asks_then_reads_it(store: Store) -> None:
    reached, go = Event(), Event()
    before = asyncio.ensure_future(store.run(held, reached, go))
    await reaches(reached)
    await store.run(add, "1")
    after = asyncio.ensure_future(store.run(count))
    await asyncio.sleep(0)
    go.set()
    assert (await before, await after) == (0, 1)


async def test_nobody_waits_for_a_slow_reading(store: Store) -> None:
    slow = [(Event(), Event()) for _ in range(readers.LIMIT - 1)]
    held_up = []
    for reached, go in slow:
        held_up.append(asyncio.ensure_future(store.run(held, reached, go)))
        await reaches(reached)
    async with asyncio.timeout(PATIENCE):
        assert await asyncio.gather(*(store.run(count) for _ in range(TOGETHER))) == [0] * 8
    assert not any(one.done() for one in held_up)
    for _reached, go in slow:
        go.set()
    assert await asyncio.gather(*held_up) == [0] * len(slow)


def fails(session: Session, number: str) -> None:
    count(session)
    raise LookupError(number)


def is_refused(session: Session) -> None:
    session.execute(text("SELECT no_such_thing"))


async def test_each_is_told_its_own_error_and_the_others_their_answer(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers, "LONG", PATIENCE)
    reached, go = Event(), Event()
    first = asyncio.ensure_future(store.run(held, reached, go))
    await reaches(reached)
    asked = asyncio.gather(
        *(store.run(count), store.run(fails, "7"), store.run(count)),
        *(store.run(is_refused), store.run(count)),
        return_exceptions=True,
    )
    await asyncio.sleep(0)
    go.set()
    await first
    one, two, three, four, five = await asked
    assert [one, three, five] == [0, 0, 0]
    assert isinstance(two, LookupError)
    assert two.args == ("7",)
    assert isinstance(four, DBAPIError)


async def test_while_the_database_is_away_all_who_ask_are_told(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_engine: Engine) -> None:
        statement = "BEGIN"
        raise OperationalError(statement, {}, OSError())

    with monkeypatch.context() as patch:
        patch.setattr(Engine, "connect", away)
        told = await asyncio.gather(
            *(store.run(count) for _ in range(TOGETHER)), return_exceptions=True
        )
    assert [type(one) for one in told] == [OperationalError] * TOGETHER
    assert await store.run(count) == 0


async def test_whoever_no_longer_waits_takes_no_answer_from_others(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers, "LONG", PATIENCE)
    reached, go, last = Event(), Event(), Event()
    first = asyncio.ensure_future(store.run(held, reached, go))
    await reaches(reached)
    gone, other = (asyncio.ensure_future(store.run(count)) for _ in range(2))
    latest = asyncio.ensure_future(store.run(held, last, go))
    await asyncio.sleep(0)
    gone.cancel()
    go.set()
    assert last.wait(PATIENCE)  # what was asked before is answered: the loop is told all at once
    async with asyncio.timeout(PATIENCE):
        assert (await first, await other, await latest) == (0, 0, 0)
    assert gone.cancelled()


async def test_nothing_of_one_reading_is_left_for_the_next(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers, "LONG", PATIENCE)
    await store.run(add, "1")
    reached, go = Event(), Event()
    first = asyncio.ensure_future(store.run(held, reached, go))
    await reaches(reached)

    read: list[Staff] = []

    def reads(session: Session) -> bool:
        fresh = not session.identity_map
        read.append(session.scalars(select(Staff)).one())
        return fresh

    asked = asyncio.gather(*(store.run(reads) for _ in range(2)))
    await asyncio.sleep(0)
    go.set()
    await first
    assert await asked == [True, True]
