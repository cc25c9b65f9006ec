"""Reads off the event loop: what is asked while others read shares their thread and transaction.

By itself each reading began and ended a transaction and handed the interpreter to and fro a dozen
times, which cost more than what it read.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from threading import Lock
from time import monotonic
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from services.store.remembered import MEMORY, Memory

LIMIT = 4
LONG = 0.02
"""Seconds that one waits for a reading of somebody else before another thread is set to work."""


@dataclass(frozen=True, eq=False, slots=True)
class _Asked:
    number: int
    work: Callable[[Session], Any]
    answer: "asyncio.Future[Any]"
    loop: asyncio.AbstractEventLoop


@dataclass(eq=False)
class Readers:
    """At most so many threads; one more is set to work when those at work take long.

    A transaction serves only what was asked before it began: whoever has changed something and
    asks then reads what he has changed.
    """

    engine: Engine
    memory: Memory
    most: int = LIMIT
    threads: ThreadPoolExecutor = field(init=False)
    _asked: deque[_Asked] = field(default_factory=deque)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))
    _begun: dict[object, float] = field(default_factory=dict)  # when each at work took up its last
    _looks: float = 0.0  # when is looked again whether they take long
    _done: dict[asyncio.AbstractEventLoop, list[tuple[_Asked, Any, BaseException | None]]] = field(
        default_factory=dict
    )
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        """Take threads on; none is started yet."""
        self.threads = ThreadPoolExecutor(self.most)

    async def ask(self, work: Callable[[Session], Any]) -> Any:
        """Have it read; return what it does, or raise what it raises."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Any] = loop.create_future()
        with self._lock:
            self._asked.append(_Asked(next(self._numbers), work, answer, loop))
        self._look(loop)
        return await answer

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        """Set a thread to work if those at work take long; look again when they would."""
        with self._lock:
            if not self._asked or len(self._begun) == self.most:
                return
            now = monotonic()
            soon = max(self._begun.values(), default=0.0) + LONG
            if soon <= now:
                me = object()
                self._begun[me] = now
                self.threads.submit(self._serve, me)
                return
            if self._looks > now:
                return
            self._looks = soon
        loop.call_later(soon - now, self._look, loop)

    def _serve(self, me: object) -> None:
        """Read what is asked until nothing is left, a transaction after the other."""
        while upto := self._last(me):
            try:
                with self.engine.connect() as connection, connection.begin() as transaction:
                    if not self._share(me, connection, upto):
                        transaction.rollback()
            except Exception as error:  # noqa: BLE001 - whoever asked is told
                while asked := self._next(me, upto):
                    self._answer(asked, None, error)

    def _share(self, me: object, connection: Connection, upto: int) -> bool:
        """Read in one transaction what was asked before it; False if it broke off."""
        with Session(connection, expire_on_commit=False, info={MEMORY: self.memory}) as session:
            while asked := self._next(me, upto):
                try:
                    done = asked.work(session)
                    session.flush()
                except SQLAlchemyError as error:
                    self._answer(asked, None, error)
                    return False
                except BaseException as error:  # noqa: BLE001 - it is whose who asked
                    self._answer(asked, None, error)
                else:
                    self._answer(asked, done, None)
                session.expunge_all()
        return True

    def _last(self, me: object) -> int:
        """Return the number of what was asked last; if nothing is, the thread is free: 0."""
        with self._lock:
            if not self._asked:
                del self._begun[me]
                return 0
            return self._asked[-1].number

    def _next(self, me: object, upto: int) -> _Asked | None:
        with self._lock:
            if not self._asked or self._asked[0].number > upto:
                return None
            self._begun[me] = monotonic()
            return self._asked.popleft()

    def _answer(self, asked: _Asked, value: Any, error: BaseException | None) -> None:
        """Have the loop tell whoever asked; what is ready until it comes to it goes together."""
        with self._lock:
            done = self._done.setdefault(asked.loop, [])
            done.append((asked, value, error))
            first = len(done) == 1  # past here another thread may add to it
        if first:
            with suppress(RuntimeError):  # the loop is closed: nobody waits any more
                asked.loop.call_soon_threadsafe(self._tell, asked.loop)

    def _tell(self, loop: asyncio.AbstractEventLoop) -> None:
        with self._lock:
            done = self._done.pop(loop)
        for asked, value, error in done:
            if asked.answer.done():  # nobody waits for it any more
                continue
            if error is None:
                asked.answer.set_result(value)
            else:
                asked.answer.set_exception(error)
