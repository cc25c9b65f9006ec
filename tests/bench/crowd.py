"""Many people at once: they ask, and ask again when they are answered, or at a steady pace."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from math import ceil
from random import Random

from bot.stand_in import Event, Telegram, User

PATIENCE = 15.0
"""Seconds without any answer after which those who wait are given up."""


def percentile(numbers: Sequence[float], part: float) -> float:
    """Return the smallest number that so many of a hundred do not exceed."""
    return sorted(numbers)[max(0, ceil(len(numbers) * part / 100) - 1)]


async def ended(over: Callable[[], bool], count: Callable[[], int], patience: float) -> None:
    """Wait until it is over, or until the count has not risen for so many seconds."""
    last, risen = count(), _now()
    while not over() and _now() - risen < patience:
        await asyncio.sleep(0.02)
        if count() > last:
            last, risen = count(), _now()


class Crowd:
    """People who do one thing each time (`ask`), and what tells that it was answered.

    `waits` are the seconds from each asking to its answer's arrival in Telegram.
    """

    def __init__(
        self,
        telegram: Telegram,
        people: Sequence[User],
        ask: Callable[[User], object],
        answer: str = "sent",
    ) -> None:
        self._people, self._ask, self._answer = people, ask, answer
        self._asked: dict[int, deque[float]] = defaultdict(deque)
        self._users = {user.id: user for user in people}
        self._goes_on = False
        self.waits: list[float] = []
        self.leave = telegram.listen(self._heard)

    async def rush(self, seconds: float, ramp: float = 0.5) -> float:
        """Let everybody ask again once answered; return the answers a second after the ramp."""
        self._goes_on = True
        for user in self._people:
            self._asks(user, _now())
        await asyncio.sleep(ramp)
        begun, before = _now(), len(self.waits)
        await asyncio.sleep(seconds)
        rate = (len(self.waits) - before) / (_now() - begun)
        self._goes_on = False
        await self._quiet()
        return rate

    async def stream(self, seconds: float, per_second: float, seed: int = 1) -> list[float]:
        """Let one after the other ask, by chance so many a second; return their waits.

        A wait counts from when the asking was due, however late this process came to it, and
        until it was given up where there was no answer.
        """
        chance, begun, at, number = Random(seed), _now(), 0.0, 0  # noqa: S311 - no secret
        before = len(self.waits)
        while (at := at + chance.expovariate(per_second)) < seconds:
            await asyncio.sleep(begun + at - _now())
            self._asks(self._people[number % len(self._people)], begun + at)
            number += 1
        await self._quiet()
        given_up = [_now() - asked for waiting in self._asked.values() for asked in waiting]
        self._asked.clear()
        return self.waits[before:] + given_up

    async def once(self) -> None:
        """Let everybody ask once and be answered."""
        for user in self._people:
            self._asks(user, _now())
        await self._quiet()

    async def _quiet(self) -> None:
        """Wait until everybody is answered, or nobody is any more."""
        await ended(lambda: not any(self._asked.values()), lambda: len(self.waits), PATIENCE)

    def _asks(self, user: User, due: float) -> None:
        self._asked[user.id].append(due)
        self._ask(user)

    def _heard(self, event: Event) -> None:
        if event.kind != self._answer or not self._asked.get(event.chat_id):
            return
        self.waits.append(_now() - self._asked[event.chat_id].popleft())
        if self._goes_on:
            user = self._users[event.chat_id]
            asyncio.get_running_loop().call_soon(self._asks, user, _now())


def _now() -> float:
    return asyncio.get_running_loop().time()
