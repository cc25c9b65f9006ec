"""How long a start takes, and the memory, beside the bare library."""

import time
from collections.abc import Sequence

from tests.bench.apart import Candidate, Met, Place, polling, running
from tests.bench.crowd import Crowd
from tests.bench.table import Row
from tests.waiting import until

ROWS = (
    "s from the start to the first getUpdates",
    "s from the start to the first answer",
    "MB in memory after the start",
    "MB in memory after {answers} answers",
)


async def measured(
    place: Place, candidates: Sequence[Candidate], rounds: int, answers: int
) -> list[Row]:
    """Start each candidate anew in each round."""
    found: dict[str, list[tuple[float, ...]]] = {one.name: [] for one in candidates}
    for _round in range(rounds):
        for one in candidates:
            async with running(one, place, asked=1) as met:
                found[one.name].append(await _of(met, answers))
    return [
        Row(
            what.format(answers=answers),
            {name: [numbers[line] for numbers in rounds_] for name, rounds_ in found.items()},
        )
        for line, what in enumerate(ROWS)
    ]


async def _of(met: Met, answers: int) -> tuple[float, ...]:
    await polling(met)
    asking = time.monotonic() - met.begun
    await until(lambda: met.telegram.ledger.sent)
    answered, fresh = time.monotonic() - met.begun, met.resident()
    crowd = Crowd(met.telegram, met.people, met.says)
    while len(crowd.waits) < answers:
        await crowd.once()
    return asking, answered, fresh, met.resident()
