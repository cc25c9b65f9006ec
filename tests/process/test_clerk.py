"""The intake's clerk: one transaction for whatever there is to write, and nothing lost by it."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, cast

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from bot.clerk import LINGER, PAUSE, Clerk
from handlers.context import House
from services import leases
from services.store import Store
from services.store.traffic import ANSWERED, NEW, Talker, Update
from services.updates import Came, Turn
from tests.stage import BEGIN
from tests.virtual_time import at_once, passed

ANNA, BORIS, CHEN = 31, 32, 33
PATIENCE = 60.0


@dataclass
class Desk:
    """A clerk at work; `fails` tells of the next transactions whether they are committed.

    None: all is well. True: it is committed, and nobody hears of it.
    """

    store: Store
    fails: list[bool | None] = field(default_factory=list)
    open: bool = True
    times: list[float] = field(default_factory=list)
    begun: list[tuple[int, ...]] = field(default_factory=list)
    clerk: Clerk = field(init=False)

    def __post_init__(self) -> None:
        """Register a process, and employ a clerk."""
        holder = self.store.call(leases.enter, BEGIN, "kiosk")
        house = cast("House", SimpleNamespace(store=self, clock=lambda: BEGIN))
        self.clerk = Clerk(house, holder, lambda: self.open, self.begin)

    def begin(self, turns: Sequence[Turn]) -> None:
        """Note what was to be begun."""
        self.begun += [tuple(one.id for one in turn.updates) for turn in turns]

    async def run(self, service: Callable[..., Any], *args: Any) -> Any:
        """Run a service in a transaction."""
        await asyncio.sleep(0)
        self.times.append(passed())
        committed = self.fails.pop(0) if self.fails else None
        done = None if committed is False else self.store.call(service, *args)
        if committed is None:
            return done
        raise OperationalError(None, None, Exception())

    async def comes(self, *numbers: int, of: int = ANNA, lease: str = "") -> bool:
        """Have updates of an account come."""
        return await self.clerk.receive([Came(one, of, "{}") for one in numbers], lease)

    def ends(self, *numbers: int, of: int = ANNA) -> None:
        """Have updates ended, and their account released."""
        self.clerk.ended.answered.extend(numbers)
        self.clerk.release(of)


@pytest.fixture
def desk(peopled_store: Store) -> Desk:
    return Desk(peopled_store)


def play(work: Coroutine[Any, Any, None]) -> None:
    """Do the work in virtual time; TimeoutError if it waits for what never comes."""
    at_once(asyncio.wait_for(work, PATIENCE))


def states(session: Session) -> list[tuple[int, str]]:
    return [(one.id, one.state) for one in session.scalars(select(Update).order_by(Update.id))]


def held(session: Session) -> list[int]:
    taken = select(Talker.id).where(Talker.holder.is_not(None))
    return list(session.scalars(taken.order_by(Talker.id)))


def test_what_several_have_to_write_is_one_transaction(desk: Desk) -> None:
    """Broken by a transaction for each `receive`, or one more for what has ended."""

    async def work() -> None:
        await desk.comes(1)
        desk.ends(1)
        came = (desk.comes(2, of=BORIS), desk.comes(3, of=CHEN), desk.comes(4, of=CHEN))
        assert all(await asyncio.gather(*came))
        await desk.clerk.rest()

    play(work())
    assert len(desk.times) == 2
    assert desk.begun == [(1,), (2,), (3, 4)]
    assert desk.store.call(states) == [(1, ANSWERED), (2, NEW), (3, NEW), (4, NEW)]
    assert desk.store.call(held) == [BORIS, CHEN]


def test_a_refused_lease_keeps_nothing_and_holds_nobody_up(desk: Desk) -> None:
    """Broken by a refusal that rolls back, or that is not asked for each post."""
    other = desk.store.call(leases.enter, BEGIN, "other")
    assert desk.store.call(leases.take, BEGIN, "polling", other)

    async def work() -> None:
        await desk.comes(1)
        desk.ends(1)
        kept = await asyncio.gather(desk.comes(2, of=BORIS, lease="polling"), desk.comes(3))
        assert [*kept] == [False, True]
        await desk.clerk.rest()

    play(work())
    assert desk.store.call(states) == [(1, ANSWERED), (3, NEW)]
    assert desk.begun == [(1,), (3,)]


@pytest.mark.parametrize("committed", [False, True])
def test_a_database_that_is_away_loses_nothing_that_has_ended(
    desk: Desk, *, committed: bool
) -> None:
    """Broken by `ended` that is not put back, or by a claim that leaves out what is unheard of."""

    async def work() -> None:
        await desk.comes(1)
        desk.ends(1)
        desk.fails[:] = [committed]
        with pytest.raises(OperationalError):
            await desk.comes(2, of=BORIS)
        assert desk.begun == [(1,)]
        await desk.clerk.rest()
        assert await desk.comes(2, of=BORIS)  # Telegram gives it again
        desk.ends(2, of=BORIS)
        await desk.clerk.rest()

    play(work())
    assert desk.store.call(states) == [(1, ANSWERED), (2, ANSWERED)]
    assert desk.begun == [(1,), (2,)]
    assert desk.store.call(held) == []


def test_what_is_pending_is_tried_again_after_a_pause(desk: Desk) -> None:
    """Broken by a clerk that gives up, or that asks again and again."""

    async def work() -> None:
        await desk.comes(1)
        desk.fails[:] = [False, False]
        desk.clerk.ended.answered.append(1)
        assert not await desk.clerk.ask()

    play(work())
    assert desk.times == [0, 0, PAUSE, 2 * PAUSE]
    assert desk.store.call(states) == [(1, ANSWERED)]


def test_an_account_has_one_turn_at_a_time(desk: Desk) -> None:
    """Broken by `in_hand` left out of the claim; the next one waits for nothing else."""

    async def work() -> None:
        await desk.comes(1)
        await desk.comes(2)
        assert not await desk.clerk.ask()
        assert desk.begun == [(1,)]
        desk.ends(1)
        await asyncio.sleep(LINGER / 2)

    play(work())
    assert desk.begun == [(1,), (2,)]
    assert desk.store.call(states) == [(1, ANSWERED), (2, NEW)]


def test_what_nobody_waits_for_waits_a_moment(desk: Desk) -> None:
    """Broken by a transaction for each account that is released."""

    async def work() -> None:
        await desk.comes(1)
        await desk.comes(2, of=BORIS)
        desk.ends(1)
        await asyncio.sleep(LINGER / 2)
        desk.ends(2, of=BORIS)
        await asyncio.sleep(LINGER)

    play(work())
    assert desk.times == [0, 0, LINGER]
    assert desk.store.call(held) == []


def test_who_may_not_begin_keeps_what_comes(desk: Desk) -> None:
    """Broken by turns that are taken beside a suspect one, or by a process that ends."""

    async def work() -> None:
        desk.open = False
        await desk.comes(1)
        assert not await desk.clerk.ask()

    play(work())
    assert desk.begun == []
    assert desk.store.call(states) == [(1, NEW)]
    assert desk.store.call(held) == []
