"""The line to one person is slow: nobody else waits for it, not even after a crash.

Broken by one task for all accounts in `Intake._begin`, by `leave` left out of `delivery.due`, or
by a suspect that waits for those who only wait for Telegram (`ALONE`).
"""

import time
from collections.abc import Sequence

from bot.stand_in import Telegram, slow
from tests.chaos import crowd, measured, sizes
from tests.chaos.crowd import Somebody
from tests.chaos.trial import LONG, Trial, each

OTHERS, PRESSES, NOTICES = 4, 8, 4


@sizes(3, 30)
def test_a_slow_line_holds_up_nobody_else(size: int, trial: Trial) -> None:
    """T-R15: each message to one person takes 30 seconds."""
    late, *others = trial.crowd(1 + OTHERS)
    end = trial.telegram.does(
        lambda there: there.faults.always("*", slow(size), chat=late.account)
    )
    for number in range(NOTICES):
        trial.tell([late], number)
    for _ in range(PRESSES):
        trial.press(late.account, "en")
    trial.bot.starts()
    trial.telegram.waits(lambda there: there.ledger.calls["editMessageText"])
    trial.tell(others, "others")
    trial.waits(lambda: trial.told.keys() >= {one.account for one in others})
    assert trial.told[late.account] <= 1
    begun, seconds = time.monotonic(), list[float]()
    while time.monotonic() < begun + size:
        seconds += answers(trial, others)
    p95 = sorted(seconds)[len(seconds) * 95 // 100]
    measured(f"T-R15: {len(seconds)} answers beside one that takes {size} s, p95 {p95:.2f} s")
    assert p95 < 1
    for one in others:
        trial.press(one.account, "en")
    trial.dies()
    answers(trial, others)
    assert trial.answers[late.account] < PRESSES
    trial.telegram.does(lambda _: end())
    trial.over(LONG)
    assert each(trial.effects) == each(trial.wanted)
    assert trial.store.call(crowd.updates) == {"answered": len(trial.pressed)}
    assert trial.told[late.account] >= NOTICES


def answers(trial: Trial, people: Sequence[Somebody]) -> list[float]:
    """Let each press once; return how many seconds each waited for the answer."""
    begun = time.monotonic()
    cards = {(one.account, trial.press(one.account, "en")) for one in people}

    def came(there: Telegram) -> list[float]:
        sent = there.ledger.sent
        return [one.at - begun for one in sent if (one.chat_id, one.message_id) in cards]

    trial.telegram.waits(lambda there: len(came(there)) == len(people))
    return trial.telegram.does(came)
