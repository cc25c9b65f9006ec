"""The same kills with the library's own bot, printed beside ours: there updates are lost."""

import os
import signal
import subprocess
from collections import Counter
from pathlib import Path

from bot.stand_in import Telegram
from tests.canaries import TOKEN
from tests.chaos import STOPPED, Apart, measured, sizes
from tests.processes import command, environment
from tests.waiting import PATIENCE

ZHANG_WEI = 31
EACH = 300
ROUND_TRIP = 0.02


@sizes(1, 20)
def test_plain_polling_loses_what_it_has_fetched(
    telegram: Apart, tmp_path: Path, size: int
) -> None:
    """T-R2's baseline: the echo bot, killed at each 300 messages. Ours loses none.

    It also tells that the counting at the server sees losses where there are any.
    """
    telegram.does(lambda there: setattr(there.faults, "round_trip", ROUND_TRIP))
    process = echo(telegram, tmp_path)
    try:
        for number in range(size):
            wanted = [f"{number}/{one}" for one in range(EACH)]
            telegram.does(lambda there, wanted=wanted: says(there, wanted))
            telegram.waits(lambda there, number=number: echoed(there, number) > EACH // 10)
            os.kill(process.pid, signal.SIGKILL)
            process.wait(STOPPED)
            process = echo(telegram, tmp_path)
            last = f"{number}/end"
            telegram.does(lambda there, last=last: says(there, [last]))
            telegram.waits(lambda there, last=last: last in texts(there), 2 * PATIENCE)
    finally:
        process.kill()
        process.wait(STOPPED)
    answered = telegram.does(lambda there: Counter(one for one in texts(there)))
    lost = sum(f"{number}/{one}" not in answered for number in range(size) for one in range(EACH))
    measured(f"T-R2, plain polling: {size} kills, {lost} of {EACH * size} messages lost")
    assert lost > 0


def echo(telegram: Apart, folder: Path) -> "subprocess.Popen[bytes]":
    """Start the library's echo bot."""
    with (folder / "echo.log").open("ab") as log:
        return subprocess.Popen(  # noqa: S603 - ours
            command("python -m tests.bench.baselines.ptb_echo"),
            cwd=folder,
            env=environment(BOT_TOKEN=TOKEN, BOT_API_URL=telegram.url),
            stdout=log,
            stderr=log,
        )


def says(there: Telegram, wanted: list[str]) -> None:
    for one in wanted:
        there.say(there.users[ZHANG_WEI], one)


def texts(there: Telegram) -> list[str]:
    return [one.text for one in there.ledger.sent]


def echoed(there: Telegram, number: int) -> int:
    return sum(one.startswith(f"{number}/") for one in texts(there))
