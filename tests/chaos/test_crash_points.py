"""The bot dies at each point where something is half done: nothing is lost, nothing done twice.

Broken by an effect that is not marked in its transaction (`MARK_DONE` in `services/inbox.py`,
removed), by `DONE` left out of `OPEN`, or by a notice that is marked before it is sent.
"""

from datetime import timedelta

from services.recurrence import ZONE
from tests import sabotage
from tests.chaos import clock, crowd, measured, sizes
from tests.chaos.trial import Trial, lines

OF_UPDATES = ("received", "kept", "claimed", "in the effect", "committed", "answered", "settling")
POINTS = ("tick", *OF_UPDATES, "sent")
KEEPER = 1
"""The account of the general manager, who is told the end of the audit's chain, at any hour."""


@sizes(1, 3)
def test_each_crash_point(size: int, trial: Trial) -> None:
    """T-R3: nine points, each three times."""
    *pressing, told = trial.crowd(len(OF_UPDATES) + 1)
    days = set()
    for round_ in range(size):
        moment = clock() - timedelta(hours=20 * round_, minutes=1)
        days.add(moment.astimezone(ZONE).date())  # once a day
        trial.store.call(crowd.fall_due, "audit_head", moment)
        trial.arms("tick")
        trial.dies()
        trial.over()
        for person, point in zip(pressing, OF_UPDATES, strict=True):
            trial.arms(point)
            trial.press(person.account, "en")
            trial.over()
        trial.arms("sent")
        trial.tell([told], round_)
        trial.over()
    assert lines(trial.bot.folder / sabotage.CRASHES) == list(POINTS) * size
    assert sorted(trial.effects) == sorted(trial.wanted)
    assert trial.store.call(crowd.updates) == {"answered": len(OF_UPDATES) * size}
    told_of = {("audit_head", "sent"): len(days), ("pay_day", "sent"): size}
    assert trial.store.call(crowd.notices_told) == told_of
    times = {one.account: size for one in (*pressing, told)} | {KEEPER: len(days)}
    twice = {account: trial.answers[account] - many for account, many in times.items()}
    measured(f"T-R3: {len(trial.deaths)} kills, {len(trial.effects)} effects, twice: {twice}")
    assert all(0 <= many <= size for many in twice.values())
