"""How many are answered in a second, and how long one waits, beside the libraries' echo bots."""

from collections.abc import Sequence
from contextlib import AsyncExitStack

from tests.bench.apart import Candidate, Met, Place, polling, running
from tests.bench.crowd import Crowd, percentile
from tests.bench.table import PTB, Aim, Row

ROUND_TRIPS = (0.0, 0.05)
PER_SECOND = 100
AIMS = {0.0: Aim(least=1, against=PTB), 0.05: Aim(least=20, against=PTB)}
SLOWEST = Aim(most=2, against=PTB)


async def measured(
    place: Place, candidates: Sequence[Candidate], rounds: int, seconds: float
) -> list[Row]:
    """Measure all candidates, one after the other in each round, at both round trips."""
    rows: list[Row] = []
    async with AsyncExitStack() as stack:
        bots = [await stack.enter_async_context(running(one, place)) for one in candidates]
        crowds = [Crowd(met.telegram, met.people, met.says) for met in bots]
        for met, crowd in zip(bots, crowds, strict=True):
            await polling(met)
            await crowd.once()  # nothing is loaded or cached before the first answer
        pairs = list(zip(bots, crowds, strict=True))
        for round_trip in ROUND_TRIPS:
            rows += await _at(round_trip, pairs, rounds, seconds)
    return rows


async def _at(
    round_trip: float, bots: Sequence[tuple[Met, Crowd]], rounds: int, seconds: float
) -> list[Row]:
    rates: dict[str, list[float]] = {met.candidate.name: [] for met, _ in bots}
    works: dict[str, list[float]] = {name: [] for name in rates}
    halves: dict[str, list[float]] = {name: [] for name in rates}
    slowest: dict[str, list[float]] = {name: [] for name in rates}
    for _round in range(rounds):
        for met, crowd in bots:
            name = met.candidate.name
            met.telegram.faults.round_trip = round_trip
            answered, worked = len(crowd.waits), met.worked()
            rates[name].append(await crowd.rush(seconds))
            works[name].append((met.worked() - worked) / (len(crowd.waits) - answered))
            waits = [1000 * wait for wait in await crowd.stream(seconds, PER_SECOND)]
            halves[name].append(percentile(waits, 50))
            slowest[name].append(percentile(waits, 99))
    at = f"at {1000 * round_trip:.0f} ms"
    return [
        Row(f"answers a second, {at}", rates, AIMS[round_trip]),
        Row(f"processor ms an answer, {at}", works),
        Row(f"p50 ms at {PER_SECOND}/s, {at}", halves),
        Row(f"p99 ms at {PER_SECOND}/s, {at}", slowest, SLOWEST),
    ]
