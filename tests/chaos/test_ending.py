"""The bot is told to end while updates and notices flow: it ends what it began, in seconds.

Broken by tasks that are cancelled before they have had `ENDING` seconds, or a part that begins
something after `stop`.
"""

import time
from collections import Counter
from random import Random

from bot.stand_in import Telegram
from tests.chaos import STOPPED, crowd, measured, sizes
from tests.chaos.trial import LANGUAGES, LONG, Trial, each

PEOPLE, PRESSES = 12, 10


@sizes(3, 50)
def test_ends_while_everything_flows(size: int, trial: Trial) -> None:
    """T-R4: 50 SIGTERMs."""
    random = Random(size)  # noqa: S311 - no secret
    people = trial.crowd(PEOPLE)
    took = []
    for number in range(size):
        trial.bot.starts()
        trial.tell(people, number)
        for _ in range(PRESSES):
            trial.press(random.choice(people).account, random.choice(LANGUAGES))
        enough = trial.answers.total() + random.randint(1, PRESSES + PEOPLE)
        trial.telegram.waits(lambda there, enough=enough: len(there.ledger.sent) >= enough)
        begun = time.monotonic()
        assert trial.bot.stops() == 0
        took.append(time.monotonic() - begun)
    trial.bot.starts()
    trial.over(LONG)
    measured(f"T-R4: {size} SIGTERMs, the slowest end {max(took):.1f} s")
    assert max(took) <= STOPPED
    assert each(trial.effects) == each(trial.wanted)
    assert trial.store.call(crowd.updates) == {"answered": PRESSES * size}
    cards = trial.telegram.does(changed)
    assert cards == Counter((one.account, one.card) for one in trial.pressed)
    assert trial.told == dict.fromkeys((one.account for one in people), size)


def changed(there: Telegram) -> Counter[tuple[int, int]]:
    """Count how often each card was changed."""
    sent = there.ledger.sent
    return Counter((one.chat_id, one.message_id) for one in sent if "edit" in one.method)
