"""Updates come in while the bot dies: each has its effect once, in each one's order.

Broken by
"""

from random import Random

from tests.chaos import crowd, sizes
from tests.chaos.trial import LANGUAGES, LONG, Trial, each

EACH = 10


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
    print(f"{len(trial.deaths)} kills, {len(trial.effects)} effects, {twice} answers twice")
    assert trial.answers.keys() == each(trial.wanted).keys()
    assert twice <= len(trial.deaths) * size
