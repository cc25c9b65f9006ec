"""`python -m tests.bench`: all of it over HTTP, or the parts that are named; one table."""

import argparse
import asyncio
import gc
import os
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path

from tests.bench import answers, notice, start
from tests.bench.apart import Place, aiogram, ours, place, ptb
from tests.bench.python import python_of_its_own
from tests.bench.table import Row, written

PARTS = ("answers", "notice", "start")
NOTES = """\
Medians of the rounds (least–most). PTB is the library's echo bot with default settings, for a
notice to many its AIORateLimiter and gather, plain PTB gather alone. The ratios of one run count,
not its numbers."""


@dataclass(frozen=True)
class Size:
    """How much is measured: rounds, seconds of each, notices, seconds without, answers."""

    rounds: int = 3
    seconds: float = 5
    notices: int = 2000
    idle: float = 20
    answers: int = 1000


QUICK = Size(1, 2, 300, 5, 200)


async def measured(
    place: Place, parts: Container[str], size: Size, python: Path | None
) -> list[Row]:
    """Measure the parts; `python` has aiogram and the library's rate limiter."""
    rows: list[Row] = []
    if "answers" in parts:
        candidates = [ours(), ptb(), *([aiogram(python)] if python else [])]
        rows += await answers.measured(place, candidates, size.rounds, size.seconds)
    if "notice" in parts:
        rows += await notice.measured(place, python, size.notices, size.idle)
    if "start" in parts:
        rows += await start.measured(place, [ours(), ptb()], size.rounds, size.answers)
    return rows


def main() -> None:
    """Print the table; exit with 1 if an aim is missed."""
    options = _parser().parse_args()
    before = os.getloadavg()[0]
    gc.disable()  # here, not in the bots: Telegram stood still for a third of a second to collect
    with place() as made:
        parts = options.parts or PARTS
        size = QUICK if options.quick else Size()
        rows = asyncio.run(measured(made, parts, size, python_of_its_own()))
    after = os.getloadavg()[0]
    print(written(rows), NOTES, sep="\n")  # noqa: T201 - what it is for
    print(f"{os.cpu_count()} cores; load {before:.1f} before, {after:.1f} after.")  # noqa: T201
    raise SystemExit(any(row.met is False for row in rows))


def _parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    made.add_argument("--quick", action="store_true", help="a short form")
    made.add_argument("parts", nargs="*", choices=[*PARTS, []], help="these only")
    return made


if __name__ == "__main__":
    main()
