"""Updates come in while the bot dies: each has its effect once, in each one's order.

Broken by an effect that is not marked in its transaction (`MARK_DONE` in `services/inbox.py`,
removed), by an offset that is confirmed before it is kept, or by `receive` taking in anew what is
there (`on_conflict_do_nothing`).
"""

from collections import Counter
from random import Random

from bot.stand_in import Telegram
from tests.chaos import crowd, measured, sizes
from tests.chaos.trial import LANGUAGES, LONG, Trial, each

EACH, COPIES = 10, 3


@sizes(6, 200)
def test_kills_while_updates_come(size: int, trial: Trial) -> None:
    """T-R2: 200 SIGKILLs over 2,000 updates of 200 people."""
    random = Random(size)  # noqa: S311 - no secret
    people = trial.crowd(size)
    trial.bot.starts()
    for _ in range(size):
        for _ in range(EACH):
            trial.press(random.choice(people).account, random.choice(LANGUAGES))
        enough = len(trial.pressed) - random.randint(1, EACH)
        trial.waits(lambda enough=enough: len(trial.effects) >= enough)
        trial.dies()
    trial.over(LONG)
    assert each(trial.effects) == each(trial.wanted)
    assert trial.store.call(crowd.updates) == {"answered": EACH * size}
    twice = trial.answers.total() - EACH * size
    measured(f"T-R2: {size} kills, {len(trial.effects)} effects, {twice} answers twice")
    assert trial.answers.keys() == each(trial.wanted).keys()
    assert twice <= size * len(people)


@sizes(40, 2_000)
def test_updates_that_come_three_times(size: int, trial: Trial) -> None:
    """T-R5: each update is delivered three times."""
    random = Random(size)  # noqa: S311 - no secret
    people = trial.crowd(10)
    trial.telegram.does(copied)
    trial.bot.starts()
    for _ in range(size):
        trial.press(random.choice(people).account, random.choice(LANGUAGES))
    trial.over(LONG)
    trial.telegram.does(lambda there: there.updates.again(size))  # and when all are long done
    trial.over(LONG)
    measured(f"T-R5: {size} updates {COPIES} times, {len(trial.effects)} effects")
    assert each(trial.effects) == each(trial.wanted)
    assert trial.answers == Counter(one.account for one in trial.pressed)


def copied(there: Telegram) -> None:
    """Deliver each update again and again."""
    there.updates.copies = COPIES
